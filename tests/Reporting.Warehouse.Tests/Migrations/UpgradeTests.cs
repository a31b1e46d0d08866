using System.Text.Json;
using Dapper;
using Reporting.TestWarehouses.Data;
using Reporting.TestWarehouses.Generated;
using Reporting.Warehouse.Copies;
using Reporting.Warehouse.Migrations;
using Reporting.Warehouse.Operations;

namespace Reporting.Warehouse.Tests.Migrations;

/// <summary>
/// Databases of earlier schema versions, made by the scripts of that time and filled with rows in their form, migrate under this program with equal figures.
/// REPORTING_DEEP=1 tries every version.
/// </summary>
public abstract class UpgradeTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : UpgradeTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : UpgradeTests(WarehouseProvider.SqlServer);

    // Before the countries were known, no program could import.
    private const int FirstWithRows = 3;

    private static readonly IReadOnlyList<string> Scripts = Names(TestWarehouse.Scripts);

    public static TheoryData<int> Versions => [.. TestRun.IsDeep ? Enumerable.Range(1, Scripts.Count - 1) : [1, FirstWithRows]];

    [EngineTheory]
    [MemberData(nameof(Versions))]
    public async Task A_database_of_an_earlier_version_migrates_with_equal_figures(int version)
    {
        // Parts of a cent and kinds of sources came with later versions. The source s1 is not official.
        var data = new TestData([.. new RandomData(new Random(24)).Next(20, 26).Engagements.Select(e => e with { AmountRest = null, Sources = [.. e.Sources.Select(s => s is "S3" or "s3" ? "s1" : s).Distinct()] })]);
        await using var current = await TestWarehouse.CreateAsync(data, engine);
        await using var old = await TestWarehouse.UnmigratedAsync(engine, current.Data);
        Assert.Null((await old.Migrator(FirstScripts(old, TestWarehouse.Scripts, version)).MigrateAsync()).Problem);
        if (version >= FirstWithRows)
        {
            await CopyAsync(current, old);
        }

        Assert.Equal(Scripts.Skip(version), (await old.Migrator().MigrateAsync()).Value!.Applied);

        if (version < FirstWithRows)
        {
            await old.RefillAsync(null, null);
        }

        var queries = new RandomQueries(new Random(version), current.Data, current.Model);
        for (var i = 0; i < (TestRun.IsDeep ? 40 : 5); i++)
        {
            var (query, scope) = (queries.Next(), queries.Scope());
            var (expected, found) = (await current.AskAsync(query, scope), await old.AskAsync(query, scope));
            Assert.Equal(expected.Problem?.Code, found.Problem?.Code);
            Assert.Equal(JsonSerializer.Serialize(expected.Value?.Rows), JsonSerializer.Serialize(found.Value?.Rows));
            Assert.Equal(JsonSerializer.Serialize(expected.Value?.Grand), JsonSerializer.Serialize(found.Value?.Grand));
        }
    }

    [EngineFact]
    public async Task An_operations_database_of_an_earlier_version_keeps_its_rows()
    {
        var folder = Path.Combine(TestWarehouse.Scripts, "operations");
        var all = Names(folder);
        foreach (var version in TestRun.IsDeep ? Enumerable.Range(2, all.Count - 2) : [2])
        {
            await using var warehouse = await TestWarehouse.UnmigratedAsync(engine);
            var operations = new OperationsConnections(warehouse.Options, warehouse.Folder);
            Assert.Null((await Migrator(FirstScripts(warehouse, folder, version)).MigrateAsync()).Problem);
            var store = new AuditStore(operations);
            await store.AddAsync([new AuditEntry(warehouse.Clock.GetUtcNow(), "anna", "reader", AuditAction.Question, "GET /a") { DataVersion = 3 }], CancellationToken.None);

            Assert.Equal(all.Skip(version), (await Migrator(folder).MigrateAsync()).Value!.Applied);

            Assert.Equal(3, Assert.Single(await store.ReadAsync(new AuditFilter(), 10, CancellationToken.None)).DataVersion);

            Migrator Migrator(string scripts) => new(operations.Engine, warehouse.Clock, scripts, "OperationsMigration");
        }
    }

    [EngineFact]
    public async Task A_database_of_a_newer_program_is_refused_by_name_and_stays_as_it_is()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        var before = await warehouse.TablesAsync();

        var refused = (await warehouse.Migrator(FirstScripts(warehouse, TestWarehouse.Scripts, Scripts.Count - 2)).MigrateAsync()).Problem;

        Assert.Equal("schema-newer", refused?.Code);
        Assert.All(Scripts.TakeLast(2), script => Assert.Contains(script, refused!.Message, StringComparison.Ordinal));
        Assert.Equal(before, await warehouse.TablesAsync());
    }

    private static IReadOnlyList<string> Names(string folder) =>
        [.. Directory.GetFiles(folder, "*.sqlite.sql").Select(f => Path.GetFileName(f)[..^".sqlite.sql".Length]).Order(StringComparer.Ordinal)];

    private static string FirstScripts(TestWarehouse warehouse, string from, int count)
    {
        var folder = Directory.CreateDirectory(Path.Combine(warehouse.Folder, Guid.NewGuid().ToString("N"))).FullName;
        foreach (var script in Directory.GetFiles(from, "*.sql").GroupBy(f => Path.GetFileName(f).Split('.')[0]).OrderBy(g => g.Key, StringComparer.Ordinal).Take(count).SelectMany(g => g))
        {
            File.Copy(script, Path.Combine(folder, Path.GetFileName(script)));
        }

        return folder;
    }

    // The rows in the old form: without the columns and tables that came later.
    private static async Task CopyAsync(TestWarehouse from, TestWarehouse to)
    {
        await using var source = await from.Connections.OpenReadAsync();
        await using var connection = await to.Connections.OpenWriteAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var tables = (await to.TablesAsync()).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var table in CopiedTable.All.Where(t => t.Name != "DimCountry" && tables.Contains(t.Name)))
        {
            var columns = (await CopiedColumn.ReadAsync(transaction, table.Name, CancellationToken.None)).Select(c => $"[{c.Name}]").ToList();
            var known = (await connection.QueryAsync($"SELECT {table.Key} FROM {table.Name}", transaction: transaction)).Select(Key).ToHashSet(StringComparer.Ordinal);
            var keys = table.Key.Split(", ").Length;
            foreach (var row in (await source.QueryAsync($"SELECT {table.Key}, {string.Join(", ", columns.Select((c, i) => $"{c} AS V{i}"))} FROM {table.Name} ORDER BY {table.Key}")).Cast<IDictionary<string, object?>>().Where(row => !known.Contains(Key(row.Take(keys)))))
            {
                var values = new DynamicParameters();
                foreach (var i in Enumerable.Range(0, columns.Count))
                {
                    values.Add($"V{i}", row[$"V{i}"]);
                }

                await connection.ExecuteAsync($"INSERT INTO {table.Name} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select((_, i) => $"@V{i}"))})", values, transaction);
            }
        }

        await transaction.CommitAsync();

        static string Key(object row) => string.Join('|', ((IEnumerable<KeyValuePair<string, object?>>)row).Select(v => v.Value));
    }
}
