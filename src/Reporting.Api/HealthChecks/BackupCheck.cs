using Reporting.Warehouse.Backups;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Text;

namespace Reporting.Api.HealthChecks;

/// <summary>The age of the last scheduled backup.</summary>
internal sealed class BackupCheck(BackupSchedule schedule, WarehouseConnections connections, TimeProvider time) : IHealthCheck
{
    public Task<HealthFinding> RunAsync(CancellationToken cancellationToken) => Task.FromResult(Find());

    private HealthFinding Find()
    {
        if (connections.Provider != WarehouseProvider.Sqlite)
        {
            return HealthFinding.Well("The database server makes its own backups.");
        }

        if (schedule.Folder is not { } folder)
        {
            return HealthFinding.Warning("No backups are scheduled.", "Set Backup:Folder to a folder on another disk. By hand: reporting backup --out FOLDER");
        }

        var remedy = $"Run: reporting backup --out {folder}. The log says why none was made.";
        return schedule.Last() is not { } last ? HealthFinding.Warning($"There is no backup in {folder} yet.", remedy)
            : time.GetUtcNow() - last > 2 * schedule.Every ? HealthFinding.Failed($"The last backup is from {Instants.Iso(last)}.", remedy)
            : HealthFinding.Well($"The last backup is from {Instants.Iso(last)}.");
    }
}
