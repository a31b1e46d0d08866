using Microsoft.Data.Sqlite;
using Reporting.Engine.Sql;
using Reporting.Warehouse.Connections;

namespace Reporting.TestWarehouses;

/// <summary>A SQLite file in its own folder.</summary>
internal sealed class TestFile : ITestDatabase
{
    public WarehouseOptions Options => new() { ConnectionString = $"Data Source={Path}" };

    public string Path => System.IO.Path.Combine(Folder, "warehouse.db");

    public SqlDialect Dialect { get; } = new SqliteDialect();

    public string Folder { get; } = Directory.CreateTempSubdirectory("reporting-test-").FullName;

    public string TablesSql => "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name";

    public Task CreateAsync() => Task.CompletedTask;

    public async Task DropAsync()
    {
        var connections = new WarehouseConnections(Options, Folder);
        if (!connections.IsAbsent)
        {
            await using var read = await connections.OpenReadAsync();
            await using var write = await connections.OpenWriteAsync();
            SqliteConnection.ClearPool((SqliteConnection)read);
            SqliteConnection.ClearPool((SqliteConnection)write);
        }

        TestFolder.Delete(Folder);
    }
}
