using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Imports.History;
using Reporting.Warehouse.Operations;
using Reporting.Warehouse.Text;

namespace Reporting.Api.HealthChecks;

/// <summary>Compares the clock with times that were recorded, with the age of the program and with the clock of the database server.</summary>
internal sealed class ClockCheck(TimeProvider time, DataVersionStore versions, AuditStore audit, WarehouseConnections connections) : IHealthCheck
{
    private const string Remedy = "Set the clock of this machine: timedatectl set-ntp true";

    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    public async Task<HealthFinding> RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (new DateTimeOffset(File.GetLastWriteTimeUtc(typeof(ClockCheck).Assembly.Location)) is var built && now < built.AddDays(-1))
        {
            return HealthFinding.Failed($"The clock shows {Instants.Iso(now)}, but this program is from {Instants.Iso(built)}.", Remedy);
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById("Asia/Kolkata", out _) || !TimeZoneInfo.TryFindSystemTimeZoneById("Asia/Jerusalem", out _))
        {
            return HealthFinding.Failed("The system does not know the time zones of schedules.", "Install them (Debian, Ubuntu): apt-get install tzdata");
        }

        if (connections.IsAbsent)
        {
            return HealthFinding.Well($"The clock shows {Instants.Iso(now)}.");
        }

        if ((await versions.ReadAsync(cancellationToken)).AsOf is { } imported && imported > now + Tolerance)
        {
            return HealthFinding.Warning($"The clock shows {Instants.Iso(now)}, but the last import is from {Instants.Iso(imported)}.", Remedy);
        }

        if ((await audit.ReadAsync(new AuditFilter { From = now + Tolerance }, 1, cancellationToken)).FirstOrDefault() is { } later)
        {
            return HealthFinding.Warning($"The clock shows {Instants.Iso(now)}, but a line of the audit trail is from {Instants.Iso(later.At)}.", Remedy);
        }

        return await OfServerAsync(cancellationToken) is { } server && (server - time.GetUtcNow()).Duration() > Tolerance
            ? HealthFinding.Warning($"The clock shows {Instants.Iso(now)}, and that of the database server {Instants.Iso(server)}.", Remedy)
            : HealthFinding.Well($"The clock shows {Instants.Iso(now)}.");
    }

    private async Task<DateTimeOffset?> OfServerAsync(CancellationToken cancellationToken)
    {
        if (connections.Provider != WarehouseProvider.SqlServer)
        {
            return null;
        }

        await using var connection = await connections.OpenReadAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT SYSUTCDATETIME()";
        return new DateTimeOffset((DateTime)(await command.ExecuteScalarAsync(cancellationToken))!, TimeSpan.Zero);
    }
}
