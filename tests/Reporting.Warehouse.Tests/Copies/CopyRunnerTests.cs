using Dapper;
using Microsoft.Data.Sqlite;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Copies;
using Reporting.Warehouse.Demo;
using Reporting.Warehouse.Migrations;
using Reporting.Warehouse.Problems;

namespace Reporting.Warehouse.Tests.Copies;

public sealed class CopyRunnerTests
{
    private const string Own = "Code,Title,Start,Type\nown-1,Our own meeting,2024-05-01,meeting\n";

    [Fact]
    public async Task A_copy_has_every_row_of_the_star_and_the_same_data_version()
    {
        await using var source = await FilledAsync();
        var outcome = await CopyAsync(source, "copy.db");
        Assert.True(outcome.IsValue(out var copied, out var problem), problem?.Message);
        Assert.Equal(2, copied.DataVersion);
        foreach (var table in CopiedTable.All)
        {
            Assert.Equal(await RowsAsync(source, "warehouse.db", table), await RowsAsync(source, "copy.db", table));
        }
    }

    [Fact]
    public async Task A_copy_has_the_indexes_of_the_scripts()
    {
        await using var source = await FilledAsync();
        await CopyAsync(source, "copy.db");
        const string indexes = "SELECT name || ' ' || COALESCE(sql, '') FROM sqlite_master WHERE type = 'index' ORDER BY name";
        Assert.Equal(await TextsAsync(source, "warehouse.db", indexes), await TextsAsync(source, "copy.db", indexes));
    }

    [Fact]
    public async Task A_database_with_data_is_refused_and_stays_unchanged()
    {
        await using var source = await FilledAsync();
        await CopyAsync(source, "copy.db");
        await ExecuteAsync(source, "copy.db", "UPDATE FactEngagement SET Title = 'mine' WHERE EngagementKey = 1");
        Assert.Equal("copy-target-not-empty", (await CopyAsync(source, "copy.db")).Problem?.Code);
        Assert.Equal(["mine"], await TextsAsync(source, "copy.db", "SELECT Title FROM FactEngagement WHERE EngagementKey = 1"));
    }

    [Theory]
    [InlineData("UPDATE BridgeEngagementDomain SET WeightParts = WeightParts - 1 WHERE WeightParts > 1 AND EngagementKey = (SELECT MIN(EngagementKey) FROM BridgeEngagementDomain)", "BridgeEngagementDomain, year")]
    [InlineData("UPDATE FactEngagement SET AmountCents = COALESCE(AmountCents, 0) + 1 WHERE EngagementKey = 3", "FactEngagement, year")]
    [InlineData("DELETE FROM BridgeEngagementSource WHERE EngagementKey = 5", "BridgeEngagementSource, year")]
    [InlineData("UPDATE FactEngagement SET Title = Title || ' ' WHERE EngagementKey = 3", "FactEngagement: the values of")]
    [InlineData("UPDATE DimParticipant SET NameLocal = NULL WHERE ParticipantKey = (SELECT MIN(ParticipantKey) FROM DimParticipant WHERE NameLocal IS NOT NULL)", "DimParticipant: the values of")]
    public async Task One_changed_value_is_found_when_two_databases_are_compared(string change, string difference)
    {
        await using var source = await FilledAsync();
        await CopyAsync(source, "copy.db");
        Assert.Null((await CopyAsync(source, "copy.db", verifyOnly: true)).Problem);
        await ExecuteAsync(source, "copy.db", change);
        var problem = (await CopyAsync(source, "copy.db", verifyOnly: true)).Problem;
        Assert.Equal("copy-differs", problem?.Code);
        Assert.Contains(difference, problem!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copy_with_dangling_references_is_not_kept()
    {
        await using var source = await FilledAsync();
        await ExecuteAsync(source, "warehouse.db", "PRAGMA foreign_keys = OFF; UPDATE BridgeEngagementDomain SET DomainKey = 4242 WHERE EngagementKey = 1 AND IsPrimary = 1");
        var problem = (await CopyAsync(source, "copy.db")).Problem;
        Assert.Equal("copy-differs", problem?.Code);
        Assert.Contains("BridgeEngagementDomain.DomainKey: 1 row refers to missing rows of DimDomain", problem!.Message, StringComparison.Ordinal);
        Assert.Equal(["0"], await TextsAsync(source, "copy.db", "SELECT CAST(COUNT(*) AS text) FROM Import"));
    }

    [Fact]
    public async Task A_stopped_copy_leaves_nothing_and_can_be_repeated()
    {
        await using var source = await FilledAsync();
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => CopyAsync(source, "copy.db", line =>
        {
            if (line.Contains("FactEngagement", StringComparison.Ordinal))
            {
                stop.Cancel();
            }
        }, cancellationToken: stop.Token));
        Assert.Equal(["0"], await TextsAsync(source, "copy.db", "SELECT CAST(COUNT(*) AS text) FROM FactEngagement"));
        Assert.Null((await CopyAsync(source, "copy.db")).Problem);
    }

    [Fact]
    public async Task An_import_into_the_source_during_a_copy_is_not_copied()
    {
        await using var source = await FilledAsync();
        var isImported = false;
        var outcome = await CopyAsync(source, "copy.db", _ =>
        {
            if (!isImported)
            {
                isImported = true;
                Assert.Equal(1, source.ImportAsync(Own).GetAwaiter().GetResult().Added);
            }
        });
        Assert.True(outcome.IsValue(out var copied, out var problem), problem?.Message);
        Assert.Equal(2, copied.DataVersion);
        Assert.Equal(["3"], await TextsAsync(source, "warehouse.db", "SELECT CAST(MAX(ImportKey) AS text) FROM Import"));
        Assert.Empty(await TextsAsync(source, "copy.db", "SELECT Code FROM FactEngagement WHERE Code = 'own-1'"));
        Assert.Equal("copy-differs", (await CopyAsync(source, "copy.db", verifyOnly: true)).Problem?.Code);
    }

    [Fact]
    public async Task A_source_without_a_script_is_refused()
    {
        await using var source = await TestWarehouse.UnmigratedAsync();
        Assert.Equal("copy-source-not-migrated", (await CopyAsync(source, "copy.db")).Problem?.Code);
    }

    [Fact]
    public async Task Comparing_with_a_missing_file_is_refused()
    {
        await using var source = await FilledAsync();
        Assert.Equal("copy-target-away", (await CopyAsync(source, "absent.db", verifyOnly: true)).Problem?.Code);
        Assert.False(File.Exists(Path.Combine(source.Folder, "absent.db")));
    }

    /// <summary>Tables and references that later scripts add must be copied and compared as well.</summary>
    [Fact]
    public async Task Every_table_of_the_star_is_copied_and_its_references_are_checked()
    {
        await using var source = await TestWarehouse.CreateAsync();
        var tables = await TextsAsync(source, "warehouse.db", "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'SchemaMigration' ORDER BY name");
        Assert.Equal(tables, CopiedTable.All.Select(t => t.Name).Order(StringComparer.Ordinal));
        foreach (var table in CopiedTable.All)
        {
            var references = await TextsAsync(source, "warehouse.db", $"SELECT \"from\" || ' ' || \"table\" || ' ' || \"to\" FROM pragma_foreign_key_list('{table.Name}')");
            Assert.Equal(references.Order(StringComparer.Ordinal), table.References.Select(r => $"{r.Column} {r.Table} {r.Key}").Order(StringComparer.Ordinal));
        }
    }

    private static async Task<TestWarehouse> FilledAsync()
    {
        var warehouse = await TestWarehouse.CreateAsync();
        await warehouse.ImportAsync("Code,Title,Start,Type\nfirst-1,भारत और ישראל,2023-05,visit\n");
        Assert.Null((await new DemoGenerator(warehouse.Connections).RunAsync(new DemoRequest(120, 5))).Problem);
        return warehouse;
    }

    private static Task<Outcome<CopyResult>> CopyAsync(
        TestWarehouse source, string file, Action<string>? report = null, bool verifyOnly = false, CancellationToken cancellationToken = default) =>
        new CopyRunner(source.Connections, Migrations(source, source.Connections.Engine), to => Migrations(source, new WarehouseConnections(to, source.Folder).Engine), source.Folder, source.Clock)
            .RunAsync(new CopyRequest(new WarehouseOptions { ConnectionString = $"Data Source={file}" }, verifyOnly, report ?? (_ => { })), cancellationToken);

    private static DatabaseMigrator Migrations(TestWarehouse source, IWarehouseEngine star)
    {
        var none = Directory.CreateDirectory(Path.Combine(source.Folder, "no-scripts")).FullName;
        return new DatabaseMigrator(new Migrator(star, source.Clock, TestWarehouse.Scripts), new Migrator(star, source.Clock, none, "OperationsMigration"), new ExtrasMigrator(star, source.Clock, none));
    }

    private static Task<List<string>> RowsAsync(TestWarehouse source, string file, CopiedTable table) =>
        QueryAsync(source, file, async connection => (await connection.QueryAsync($"SELECT * FROM {table.Name} ORDER BY {table.Key}"))
            .Select(row => string.Join('|', ((IDictionary<string, object?>)row).Values)).ToList());

    private static Task<List<string>> TextsAsync(TestWarehouse source, string file, string sql) =>
        QueryAsync(source, file, async connection => (await connection.QueryAsync<string>(sql)).ToList());

    private static Task ExecuteAsync(TestWarehouse source, string file, string sql) => QueryAsync(source, file, connection => connection.ExecuteAsync(sql));

    private static async Task<T> QueryAsync<T>(TestWarehouse source, string file, Func<SqliteConnection, Task<T>> query)
    {
        var path = Path.Combine(source.Folder, file);
        await using var connection = new SqliteConnection($"Data Source={path};Pooling=false");
        await connection.OpenAsync();
        return await query(connection);
    }
}
