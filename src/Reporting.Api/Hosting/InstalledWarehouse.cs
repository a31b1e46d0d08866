using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Imports;
using Reporting.Warehouse.Migrations;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Hosting;

/// <summary>
/// Makes the embedded database ready: an absent file is created with the reference data, an existing one only migrated.
/// A server's database is never changed by itself.
/// </summary>
public sealed class InstalledWarehouse(WarehouseConnections connections, DatabaseMigrator migrator, ReferenceData referenceData)
{
    public async Task<Problem?> PrepareAsync(CancellationToken cancellationToken)
    {
        if (connections.Provider != WarehouseProvider.Sqlite)
        {
            return null;
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
