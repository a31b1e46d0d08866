using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Imports;
using Reporting.Warehouse.Migrations;

namespace Reporting.Warehouse.Tests;

/// <summary>A real SQLite warehouse in a folder of its own, gone afterwards.</summary>
internal sealed class TestWarehouse : IAsyncDisposable
{
    public static readonly string Scripts = Path.Combine(AppContext.BaseDirectory, "sql");

    // Whatever list of countries the scripts bring, the cases need these.
    private const string Countries = """
        INSERT INTO DimCountry (CountryCode, Name)
        SELECT c.column1, c.column2 FROM (VALUES ('IN', 'India'), ('IL', 'Israel'), ('FR', 'France'), ('US', 'United States')) c
        WHERE NOT EXISTS (SELECT 1 FROM DimCountry d WHERE d.CountryCode = c.column1)
        """;

    public TestWarehouse()
    {
        Folder = Directory.CreateTempSubdirectory("warehouse-").FullName;
        Connections = new WarehouseConnections(new WarehouseOptions(), Folder);
        Imports = new ImportRunner(Connections, Clock);
    }

    public string Folder { get; }

    public FixedClock Clock { get; } = new();

    public WarehouseConnections Connections { get; }

    public ImportRunner Imports { get; }

    public Migrator Migrator(string? scripts = null) => new(Connections.Engine, Clock, scripts ?? Scripts);

    public static async Task<TestWarehouse> CreateAsync()
    {
        var warehouse = new TestWarehouse();
        Assert.Null((await warehouse.Migrator().MigrateAsync()).Problem);
        await using var connection = await warehouse.Connections.OpenWriteAsync();
        await connection.ExecuteAsync(Countries);
        return warehouse;
    }

    public async Task<ImportResult> ImportAsync(string csv, bool dryRun = false, int maxRejected = 0)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        var outcome = await Imports.RunAsync(new ImportRequest(content, "case.csv", DryRun: dryRun, MaxRejected: maxRejected));
        Assert.True(outcome.IsValue(out var result, out var problem), $"{problem?.Code}: {problem?.Message}");
        return result;
    }

    /// <summary>Rows with their values joined by '|', null as nothing.</summary>
    public async Task<List<string>> RowsAsync(string sql)
    {
        await using var connection = await Connections.OpenReadAsync();
        var rows = await connection.QueryAsync(sql);
        return [.. rows.Select(row => string.Join('|', ((IDictionary<string, object?>)row).Values))];
    }

    /// <summary>All that is in the star, for comparing before and after.</summary>
    public async Task<string> ContentAsync()
    {
        var all = new StringBuilder();
        foreach (var table in await RowsAsync("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"))
        {
            all.AppendLine(table).AppendJoin('\n', await RowsAsync($"SELECT * FROM {table} ORDER BY 1, 2"));
        }

        return all.ToString();
    }

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
