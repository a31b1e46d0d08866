using Dapper;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Migrations;
using Reporting.Warehouse.Problems;

namespace Reporting.Warehouse.Tests.Migrations;

public abstract class MigratorTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : MigratorTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : MigratorTests(WarehouseProvider.SqlServer);

    [EngineFact]
    public async Task Scripts_are_applied_in_order_and_only_once()
    {
        await using var warehouse = await TestWarehouse.UnmigratedAsync(engine);
        var migrator = warehouse.Migrator(Scripts(warehouse, ("0002-b", "CREATE TABLE B (X INTEGER REFERENCES A (X));"), ("0001-a", "CREATE TABLE A (X INTEGER PRIMARY KEY);")));

        Assert.Equal(["0001-a", "0002-b"], (await migrator.MigrateAsync()).Value!.Applied);
        Assert.Empty((await migrator.MigrateAsync()).Value!.Applied);
        Assert.Equal(["0001-a|2026-01-02T03:04:05Z", "0002-b|2026-01-02T03:04:05Z"], await warehouse.RowsAsync("SELECT Script, AppliedAt FROM SchemaMigration ORDER BY Script"));
    }

    [EngineFact]
    public async Task A_changed_script_is_refused_and_nothing_after_it_is_applied()
    {
        await using var warehouse = await TestWarehouse.UnmigratedAsync(engine);
        await warehouse.Migrator(Scripts(warehouse, ("0001-a", "CREATE TABLE A (X INTEGER);"))).MigrateAsync();
        var changed = warehouse.Migrator(Scripts(warehouse, ("0001-a", "CREATE TABLE A (X INTEGER, Y INTEGER);"), ("0002-b", "CREATE TABLE B (X INTEGER);")));

        var problem = (await changed.MigrateAsync()).Problem;

        Assert.Equal((ProblemKind.Conflict, "migration-changed"), (problem!.Kind, problem.Code));
        Assert.Equal(["A", "SchemaMigration"], await warehouse.TablesAsync(), StringComparer.OrdinalIgnoreCase);
        Assert.Equal([MigrationState.Changed, MigrationState.Pending], (await changed.StatusAsync()).Select(s => s.State));
    }

    [EngineFact]
    public async Task Line_ends_do_not_change_a_script()
    {
        await using var warehouse = await TestWarehouse.UnmigratedAsync(engine);
        await warehouse.Migrator(Scripts(warehouse, ("0001-a", "CREATE TABLE A (\n X INTEGER);\n"))).MigrateAsync();

        Assert.Null((await warehouse.Migrator(Scripts(warehouse, ("0001-a", "CREATE TABLE A (\r\n X INTEGER);\r\n"))).MigrateAsync()).Problem);
    }

    [EngineFact]
    public async Task A_failed_script_leaves_nothing_and_the_earlier_ones_stay()
    {
        await using var warehouse = await TestWarehouse.UnmigratedAsync(engine);
        var migrator = warehouse.Migrator(Scripts(warehouse, ("0001-a", "CREATE TABLE A (X INTEGER);"), ("0002-b", "CREATE TABLE B (X INTEGER); INSERT INTO Nowhere VALUES (1);")));

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => migrator.MigrateAsync());

        Assert.Equal([MigrationState.Applied, MigrationState.Pending], (await migrator.StatusAsync()).Select(s => s.State));
        Assert.DoesNotContain("B", await warehouse.TablesAsync(), StringComparer.OrdinalIgnoreCase);
    }

    [EngineFact]
    public async Task Migrators_that_start_together_apply_each_script_once()
    {
        await using var warehouse = await TestWarehouse.UnmigratedAsync(engine);
        // Slow scripts, so that the other migrators start while one is running.
        const string digits = "(SELECT 0 AS n UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6)";
        const string work = $"SELECT a.n FROM {digits} a, {digits} b, {digits} c, {digits} d, {digits} e";
        var folder = Scripts(warehouse, [.. Enumerable.Range(1, 8).Select(n => ($"{n:0000}-s", $"CREATE TABLE T{n} (X INTEGER); INSERT INTO T{n} {work};"))]);
        using var gate = new Barrier(4);

        // Separate connections, as in four processes.
        var runs = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(
            async () =>
            {
                var migrator = new Migrator(new WarehouseConnections(warehouse.Options, warehouse.Folder).Engine, warehouse.Clock, folder);
                gate.SignalAndWait();
                return await migrator.MigrateAsync();
            },
            TaskCreationOptions.LongRunning).Unwrap()));

        Assert.All(runs, run => Assert.Null(run.Problem));
        var scripts = (await warehouse.Migrator(folder).StatusAsync()).Select(s => s.Script).ToList();
        Assert.Equal(8, scripts.Count);
        Assert.Equal(scripts, runs.SelectMany(run => run.Value!.Applied).Order(StringComparer.Ordinal));
    }

    [EngineFact]
    public async Task Migrating_an_old_database_adds_the_figures_to_its_links()
    {
        await using var warehouse = await TestWarehouse.UnmigratedAsync(engine);
        var folder = Directory.CreateDirectory(Path.Combine(warehouse.Folder, "before")).FullName;
        foreach (var script in Directory.GetFiles(TestWarehouse.Scripts, "*.sql").Where(s => string.CompareOrdinal(Path.GetFileName(s), "0007") < 0))
        {
            File.Copy(script, Path.Combine(folder, Path.GetFileName(script)));
        }

        Assert.Null((await warehouse.Migrator(folder).MigrateAsync()).Problem);
        await using var connection = await warehouse.Connections.OpenWriteAsync(CancellationToken.None);
        foreach (var sql in (string[])
        [
            "INSERT INTO Import (ImportKey, Mapping, FileName, FileHash, ImportedAt, FileRows, Added, Changed, Unchanged) VALUES (1, 'native', 'a.csv', 'none', '2026-01-02T03:04:05', 1, 1, 0, 0)",
            """
            INSERT INTO FactEngagement (EngagementKey, Code, Title, SearchTitle, StartDateKey, EndDateKey, YearKey, EngagementTypeKey, PlaceKey, Headcount, AmountCents, Handling, ImportKey, ImportRow, ImportedAt, RowHash)
            VALUES (1, 'a', 'A', 'a', 0, 0, 0, 0, 0, 5, 250, 'public', 1, 2, '2026-01-02T03:04:05', 'x')
            """,
            "INSERT INTO BridgeEngagementDomain (EngagementKey, DomainKey, WeightParts, IsPrimary, StartDateKey, YearKey) VALUES (1, 0, 2520, 1, 0, 0)",
            "INSERT INTO BridgeEngagementParticipant (EngagementKey, [LineNo], ParticipantKey, OrganisationKey, CountryCode, Role, StartDateKey, YearKey) VALUES (1, 1, 0, 0, 'unknown', 'participant', 0, 0)",
        ])
        {
            await connection.ExecuteAsync(sql);
        }

        Assert.Null((await warehouse.Migrator().MigrateAsync()).Problem);

        Assert.Equal(["5|250|5|250"], await warehouse.RowsAsync(
            "SELECT d.Headcount AS A, d.AmountCents AS B, l.Headcount AS C, l.AmountCents AS D FROM BridgeEngagementDomain d CROSS JOIN BridgeEngagementParticipant l"));
    }

    private string Scripts(TestWarehouse warehouse, params (string Name, string Sql)[] scripts)
    {
        var folder = Path.Combine(warehouse.Folder, Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(folder);
        foreach (var (name, sql) in scripts)
        {
            var (mine, other) = engine == WarehouseProvider.SqlServer ? ("sqlserver", "sqlite") : ("sqlite", "sqlserver");
            File.WriteAllText(Path.Combine(folder, $"{name}.{mine}.sql"), sql);
            File.WriteAllText(Path.Combine(folder, $"{name}.{other}.sql"), "not for this engine");
        }

        return folder;
    }
}
