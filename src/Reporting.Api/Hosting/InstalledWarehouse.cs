using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Imports;
using Reporting.Warehouse.Migrations;
using Reporting.Warehouse.Operations;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Hosting;

/// <summary>
/// Prepares the embedded database: a missing file is created with the reference data, and an existing one is migrated.
/// A server's database is changed only by the command 'migrate'.
/// </summary>
public sealed class InstalledWarehouse(WarehouseConnections connections, OperationsConnections operations, DatabaseMigrator migrator, ReferenceData referenceData)
{
    /// <summary>Returns why a database cannot be used, or that its scripts are missing; null if both databases are usable.</summary>
    public async Task<Problem?> CheckAsync(CancellationToken cancellationToken) =>
        migrator.Check() ?? await connections.Engine.CheckAsync(cancellationToken) ?? await operations.Engine.CheckAsync(cancellationToken);

    /// <summary>Keeps both database files open, so that a replaced file is detected.</summary>
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
