using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Imports;
using Reporting.Warehouse.Migrations;
using Reporting.Warehouse.Operations;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Hosting;

/// <summary>
/// Makes the embedded database ready: an absent file is created with the reference data, an existing one only migrated.
/// A server's database is never changed by itself.
/// </summary>
public sealed class InstalledWarehouse(WarehouseConnections connections, OperationsConnections operations, DatabaseMigrator migrator, ReferenceData referenceData)
{
    /// <summary>Why a database cannot be used, with its path, or that there are no scripts for it; null where both can.</summary>
    public async Task<Problem?> CheckAsync(CancellationToken cancellationToken) =>
        migrator.Check() ?? await connections.Engine.CheckAsync(cancellationToken) ?? await operations.Engine.CheckAsync(cancellationToken);

    /// <summary>From now on, both files must stay where they are.</summary>
    public async Task HoldAsync(CancellationToken cancellationToken)
    {
        await connections.Engine.HoldAsync(cancellationToken);
        await operations.Engine.HoldAsync(cancellationToken);
    }

    public async Task<Problem?> PrepareAsync(CancellationToken cancellationToken)
    {
        if (connections.Provider != WarehouseProvider.Sqlite)
        {
            return null;
        }

        if (await CheckAsync(cancellationToken) is { } unusable)
        {
            return unusable;
        }

        var isNew = connections.IsAbsent;
        if (!(await migrator.MigrateAsync(cancellationToken)).IsValue(out _, out var problem))
        {
            return problem;
        }

        if (!isNew)
        {
            return null;
        }

        return (await referenceData.ImportAsync(cancellationToken)).IsValue(out var import, out problem) ? import.Refusal : problem;
    }
}
