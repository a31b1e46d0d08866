using Dapper;
using Microsoft.Data.SqlClient;
using Reporting.Engine.Access;
using Reporting.Engine.Engagements;
using Reporting.Engine.Queries;
using Reporting.TestWarehouses;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Imports;
using Reporting.Warehouse.Migrations;

namespace Reporting.Engine.Tests.Servers;

/// <summary>The scripts of sql/roles: each role can do only its own work, with a separate login.</summary>
[OnServer]
public sealed class ServerRolesTests
{
    [EngineFact]
    public async Task The_roles_migrator_writer_and_reader_can_do_only_their_work()
    {
        var warehouse = await TestWarehouse.UnmigratedAsync(WarehouseProvider.SqlServer);
        await using var logins = new TestLogins(warehouse);
        await using (warehouse)
        {
            await using (var owner = await warehouse.Connections.OpenWriteAsync())
            {
                var migrator = new WarehouseConnections(await logins.CreateMigratorAsync(owner), ".");
                Assert.Null((await new Migrator(migrator.Engine, TimeProvider.System, RepositoryRoot.File("sql")).MigrateAsync()).Problem);
                await logins.RunScriptAsync(owner, "reader-and-writer.sql");
                // Running the scripts again after a later migration changes nothing and does not fail.
                await logins.RunScriptAsync(owner, "reader-and-writer.sql");
            }

            await WriteAsync(new WarehouseConnections(await logins.CreateAsync("writer"), "."));
            await ReadAsync(warehouse, new WarehouseConnections(await logins.CreateAsync("reader"), "."));
        }
    }

    private static async Task WriteAsync(WarehouseConnections writer)
    {
        await using var file = File.OpenRead(RepositoryRoot.File("reports", "reference-data", "engagements.csv"));
        Assert.True((await new ImportRunner(writer, TimeProvider.System).RunAsync(new ImportRequest(file, "engagements.csv"))).IsValue(out var import, out var problem), problem?.Message);
        Assert.Equal(17, import.Added);
        await RefusedAsync(writer, "CREATE TABLE Mine (X int NOT NULL)");
        await RefusedAsync(writer, "DROP VIEW bi.Domains");
        await RefusedAsync(writer, "DROP TABLE BridgeEngagementSource");
        await RefusedAsync(writer, "DELETE FROM SchemaMigration");
    }

    private static async Task ReadAsync(TestWarehouse warehouse, WarehouseConnections reader)
    {
        var runners = warehouse.RunnersOver(reader);
        var caller = Caller.Local;
        var query = new ReportQuery { Measures = [.. warehouse.Model.Measures.Select(m => m.Id).Where(m => !m.Contains("_change", StringComparison.Ordinal) && !m.EndsWith("_running", StringComparison.Ordinal))], By = ["domain"], Totals = TotalsKind.Grand };
        Assert.True((await runners.Aggregates.RunAsync(query, caller, null, CancellationToken.None)).IsValue(out var answer, out var problem), problem?.Message);
        Assert.Equal(17L, Convert.ToInt64(answer.Grand!.Values[answer.Measures.Index().First(m => m.Item.Id == "engagements").Index], null));
        Assert.True((await runners.Engagements.ListAsync(new EngagementQuery(new ReportQuery { Measures = [], Limit = 5 }, null), caller, null, CancellationToken.None)).IsValue(out var page, out problem), problem?.Message);
        Assert.Equal(5, page.Engagements.Count);
        await using (var connection = await reader.OpenReadAsync())
        {
            Assert.Equal(17, await connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM bi.Engagements"));
        }

        await RefusedAsync(reader, "UPDATE FactEngagement SET Title = N'mine'");
        await RefusedAsync(reader, "INSERT INTO DimCountry (CountryCode, Name) VALUES (N'XX', N'Mine')");
        await RefusedAsync(reader, "DELETE FROM BridgeEngagementDomain");
        await RefusedAsync(reader, "SELECT COUNT(*) FROM SchemaMigration");
        await RefusedAsync(reader, "CREATE TABLE Mine (X int NOT NULL)");
    }

    private static async Task RefusedAsync(WarehouseConnections connections, string sql)
    {
        await using var connection = await connections.OpenWriteAsync();
        await Assert.ThrowsAsync<SqlException>(() => connection.ExecuteAsync(sql));
    }
}
