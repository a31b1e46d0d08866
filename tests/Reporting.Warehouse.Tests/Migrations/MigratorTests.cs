using Dapper;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Migrations;
using Reporting.Warehouse.Problems;

namespace Reporting.Warehouse.Tests.Migrations;

public sealed class MigratorTests
{
    [Fact]
    public async Task Scripts_are_applied_in_order_and_only_once()
    {
        await using var warehouse = new TestWarehouse();
        var migrator = warehouse.Migrator(Scripts(warehouse, ("0002-b", "CREATE TABLE B (X INTEGER REFERENCES A (X));"), ("0001-a", "CREATE TABLE A (X INTEGER PRIMARY KEY);")));

        Assert.Equal(["0001-a", "0002-b"], (await migrator.MigrateAsync()).Value!.Applied);
        Assert.Empty((await migrator.MigrateAsync()).Value!.Applied);
        Assert.Equal(["0001-a|2026-01-02T03:04:05Z", "0002-b|2026-01-02T03:04:05Z"], await warehouse.RowsAsync("SELECT Script, AppliedAt FROM SchemaMigration ORDER BY Script"));
    }

    [Fact]
    public async Task A_changed_script_is_refused_and_nothing_after_it_is_applied()
    {
        await using var warehouse = new TestWarehouse();
        await warehouse.Migrator(Scripts(warehouse, ("0001-a", "CREATE TABLE A (X INTEGER);"))).MigrateAsync();
        var changed = warehouse.Migrator(Scripts(warehouse, ("0001-a", "CREATE TABLE A (X INTEGER, Y INTEGER);"), ("0002-b", "CREATE TABLE B (X INTEGER);")));

        var problem = (await changed.MigrateAsync()).Problem;

        Assert.Equal((ProblemKind.Conflict, "migration-changed"), (problem!.Kind, problem.Code));
        Assert.Equal(["SchemaMigration", "A"], await warehouse.RowsAsync("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name DESC"));
        Assert.Equal([MigrationState.Changed, MigrationState.Pending], (await changed.StatusAsync()).Select(s => s.State));
    }

    [Fact]
    public async Task Line_ends_do_not_change_a_script()
    {
        await using var warehouse = new TestWarehouse();
        await warehouse.Migrator(Scripts(warehouse, ("0001-a", "CREATE TABLE A (\n X INTEGER);\n"))).MigrateAsync();

        Assert.Null((await warehouse.Migrator(Scripts(warehouse, ("0001-a", "CREATE TABLE A (\r\n X INTEGER);\r\n"))).MigrateAsync()).Problem);
    }

    [Fact]
    public async Task A_script_that_fails_leaves_nothing_and_those_before_it_stay()
    {
        await using var warehouse = new TestWarehouse();
        var migrator = warehouse.Migrator(Scripts(warehouse, ("0001-a", "CREATE TABLE A (X INTEGER);"), ("0002-b", "CREATE TABLE B (X INTEGER); INSERT INTO Nowhere VALUES (1);")));

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => migrator.MigrateAsync());

        Assert.Equal([MigrationState.Applied, MigrationState.Pending], (await migrator.StatusAsync()).Select(s => s.State));
        Assert.Equal(["0"], await warehouse.RowsAsync("SELECT COUNT(*) FROM sqlite_master WHERE name = 'B'"));
    }

    [Fact]
    public async Task Status_of_an_absent_database_is_all_pending_and_creates_nothing()
    {
        await using var warehouse = new TestWarehouse();

        var status = await warehouse.Migrator().StatusAsync();

        Assert.True(status.Count >= 2);
        Assert.All(status, s => Assert.Equal(MigrationState.Pending, s.State));
        Assert.True(warehouse.Connections.IsAbsent);
        Assert.Empty(Directory.GetFileSystemEntries(warehouse.Folder));
    }

    [Fact]
    public async Task Migrators_that_start_together_apply_each_script_once()
    {
        await using var warehouse = new TestWarehouse();
        // Scripts that take their time, so that the others look while one is at work.
        const string work = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 50000) SELECT x FROM c";
        var folder = Scripts(warehouse, [.. Enumerable.Range(1, 8).Select(n => ($"{n:0000}-s", $"CREATE TABLE T{n} (X INTEGER); INSERT INTO T{n} {work};"))]);
        using var gate = new Barrier(4);

        // Connections of their own, as in four processes.
        var runs = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(
            async () =>
            {
                var migrator = new Migrator(new WarehouseConnections(new WarehouseOptions(), warehouse.Folder).Engine, warehouse.Clock, folder);
                gate.SignalAndWait();
                return await migrator.MigrateAsync();
            },
            TaskCreationOptions.LongRunning).Unwrap()));

        Assert.All(runs, run => Assert.Null(run.Problem));
        var scripts = (await warehouse.Migrator(folder).StatusAsync()).Select(s => s.Script).ToList();
        Assert.Equal(8, scripts.Count);
        Assert.Equal(scripts, runs.SelectMany(run => run.Value!.Applied).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void GO_splits_a_script_for_SQL_Server_and_only_on_a_line_of_its_own()
    {
        var engine = new SqlServerEngine(new WarehouseOptions { Provider = WarehouseProvider.SqlServer, ConnectionString = "Server=x" });

        Assert.Equal(["SELECT 1", "SELECT 'GO' -- GO on", "SELECT 3"], engine.Batches("SELECT 1\nGO\nSELECT 'GO' -- GO on\n go \r\nSELECT 3\nGO\n").Select(b => b.Trim()));
    }

    [Fact]
    public async Task Reading_connections_cannot_write()
    {
        await using var warehouse = await TestWarehouse.CreateAsync();
        await using var connection = await warehouse.Connections.OpenReadAsync();

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => connection.ExecuteAsync("UPDATE DimCountry SET Name = 'x'"));
        Assert.Equal("wal", await connection.ExecuteScalarAsync<string>("PRAGMA journal_mode"));
    }

    private static string Scripts(TestWarehouse warehouse, params (string Name, string Sql)[] scripts)
    {
        var folder = Path.Combine(warehouse.Folder, Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(folder);
        foreach (var (name, sql) in scripts)
        {
            File.WriteAllText(Path.Combine(folder, $"{name}.sqlite.sql"), sql);
            File.WriteAllText(Path.Combine(folder, $"{name}.sqlserver.sql"), "not for this engine");
        }

        return folder;
    }
}
