using System.Globalization;
using Dapper;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Demo;
using Reporting.Warehouse.Imports.History;

namespace Reporting.Warehouse.Tests.Imports;

/// <summary>The data version says whether some of the data are invented.</summary>
public abstract class InventedDataTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : InventedDataTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : InventedDataTests(WarehouseProvider.SqlServer);

    private const string Real = "Code,Title,Start,Type\nreal-1,A real meeting,2024-05-01,meeting\n";

    [EngineFact]
    public async Task Real_data_are_not_invented()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        Assert.False(await IsInventedAsync(warehouse));
        await warehouse.ImportAsync(Real);
        Assert.False(await IsInventedAsync(warehouse));
    }

    [EngineFact]
    public async Task Demo_data_mark_every_later_version_until_they_are_undone()
    {
        await using var warehouse = await TestWarehouse.DemoAsync(new DemoRequest(60, 5), engine);
        await using var versions = new DataVersionStore(warehouse.Connections);
        Assert.True((await versions.ReadAsync()).IsInvented);

        await warehouse.ImportAsync(Real);
        Assert.True((await versions.ReadAsync()).IsInvented);

        var demo = int.Parse(Assert.Single(await warehouse.RowsAsync("SELECT ImportKey FROM Import WHERE IsInvented = 1")), CultureInfo.InvariantCulture);
        Assert.Equal(60, (await warehouse.Imports.UndoAsync(demo)).Value!.Removed);
        Assert.False((await versions.ReadAsync()).IsInvented);
        Assert.Equal(["real-1"], await warehouse.RowsAsync("SELECT Code FROM FactEngagement"));
    }

    [EngineFact]
    public async Task A_copy_of_demo_data_is_marked_too()
    {
        await using var warehouse = await TestWarehouse.DemoAsync(new DemoRequest(30, 5), engine);
        var file = new WarehouseOptions { ConnectionString = $"Data Source={Path.Combine(warehouse.Folder, "copy.db")}" };

        Assert.Null((await warehouse.CopyAsync(file)).Problem);

        await using var versions = new DataVersionStore(new WarehouseConnections(file, warehouse.Folder));
        Assert.True((await versions.ReadAsync()).IsInvented);
    }

    [EngineFact]
    public async Task Demo_data_of_an_older_program_are_marked_by_the_migration()
    {
        await using var warehouse = await TestWarehouse.UnmigratedAsync(engine);
        var older = Directory.CreateDirectory(Path.Combine(warehouse.Folder, "older-scripts")).FullName;
        foreach (var script in Directory.GetFiles(TestWarehouse.Scripts, "*.sql").Where(path => string.CompareOrdinal(Path.GetFileName(path), "0013") < 0))
        {
            File.Copy(script, Path.Combine(older, Path.GetFileName(script)));
        }

        Assert.Null((await warehouse.Migrator(older).MigrateAsync()).Problem);
        await using (var connection = await warehouse.Connections.OpenWriteAsync())
        {
            await connection.ExecuteAsync(
                """
                INSERT INTO Import (ImportKey, Mapping, FileName, FileHash, ImportedAt, FileRows, Added, Changed, Unchanged)
                VALUES (1, 'native', 'demo.csv', 'x', @At, 1, 1, 0, 0), (2, 'demo', 'demo --engagements 10 --seed 1', 'x', @At, 10, 10, 0, 0)
                """,
                new { At = warehouse.Connections.Engine.Timestamp(warehouse.Clock.Now) });
        }

        Assert.Null((await warehouse.Migrator().MigrateAsync()).Problem);

        Assert.Equal(["1|0", "2|1"], await warehouse.RowsAsync("SELECT ImportKey, IsInvented FROM Import ORDER BY ImportKey"));
        Assert.True(await IsInventedAsync(warehouse));
    }

    private static async Task<bool> IsInventedAsync(TestWarehouse warehouse)
    {
        await using var versions = new DataVersionStore(warehouse.Connections);
        return (await versions.ReadAsync()).IsInvented;
    }
}
