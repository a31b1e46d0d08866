using Reporting.Warehouse.Migrations;

namespace Reporting.Warehouse.Tests.Migrations;

/// <summary>Extras are applied on servers that support them, otherwise left out with a reason, and checked again by each migration.</summary>
[OnServer]
public sealed class ExtrasMigratorTests
{
    [EngineFact]
    public async Task The_extras_of_the_product_are_applied_or_left_out_with_a_reason()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(WarehouseProvider.SqlServer);
        var extras = Extras(warehouse, Path.Combine(TestWarehouse.Scripts, "extras"));
        Assert.All(await extras.StatusAsync(), status => Assert.Equal(MigrationState.Pending, status.State));

        Assert.Null((await extras.MigrateAsync()).Problem);

        var statuses = await extras.StatusAsync();
        Assert.Equal(["0001-columnstore", "0002-row-versions", "0003-columnstore-figures"], statuses.Select(s => s.Script));
        Assert.All(statuses, status => Assert.Equal(status.State == MigrationState.LeftOut, status.Reason is not null));
        // Index type 6 is a columnstore. A plain index under this name would be wrong.
        var columnstores = await warehouse.RowsAsync("SELECT COUNT(*) FROM sys.indexes WHERE type = 6");
        Assert.Equal(statuses[0].State == MigrationState.Applied ? "4" : "0", columnstores.Single());
        Assert.Empty((await extras.MigrateAsync()).Value!.Applied);
    }

    [EngineFact]
    public async Task An_extra_is_applied_once_in_a_transaction_or_alone_and_then_keeps_its_text()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(WarehouseProvider.SqlServer);
        Write(warehouse, "0001-one", "CREATE TABLE One (X int);");
        Write(warehouse, "0002-two", "-- alone\nIF OBJECT_ID(N'Two', N'U') IS NULL CREATE TABLE Two (X int);");
        var extras = Extras(warehouse, warehouse.Folder);

        Assert.Equal(["0001-one", "0002-two"], (await extras.MigrateAsync()).Value!.Applied);
        Assert.Empty((await extras.MigrateAsync()).Value!.Applied);

        Write(warehouse, "0001-one", "CREATE TABLE Other (X int);");
        Assert.Equal("migration-changed", (await extras.MigrateAsync()).Problem?.Code);
        Assert.Equal([MigrationState.Changed, MigrationState.Applied], (await extras.StatusAsync()).Select(s => s.State));
    }

    [EngineFact]
    public async Task A_failed_extra_leaves_nothing_and_stays_pending()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(WarehouseProvider.SqlServer);
        Write(warehouse, "0001-bad", "CREATE TABLE Bad (X int);\nGO\nINSERT INTO Nowhere VALUES (1);");
        var extras = Extras(warehouse, warehouse.Folder);

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => extras.MigrateAsync());

        Assert.Equal([MigrationState.Pending], (await extras.StatusAsync()).Select(s => s.State));
        Assert.DoesNotContain("Bad", await warehouse.TablesAsync(), StringComparer.OrdinalIgnoreCase);
    }

    private static ExtrasMigrator Extras(TestWarehouse warehouse, string folder) => new(warehouse.Connections.Engine, warehouse.Clock, folder);

    private static void Write(TestWarehouse warehouse, string name, string sql) => File.WriteAllText(Path.Combine(warehouse.Folder, $"{name}.sqlserver.sql"), sql);
}
