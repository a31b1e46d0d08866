using Microsoft.Data.Sqlite;
using Reporting.Engine.Sql;
using Reporting.Warehouse.Connections;

namespace Reporting.TestWarehouses;

/// <summary>A SQLite file in a folder of its own.</summary>
internal sealed class TestFile : ITestDatabase
{
    private readonly string _folder = Directory.CreateTempSubdirectory("reporting-test-").FullName;

    public WarehouseOptions Options => new() { ConnectionString = $"Data Source={Path.Combine(_folder, "warehouse.db")}" };

    public SqlDialect Dialect { get; } = new SqliteDialect();

    public Task CreateAsync() => Task.CompletedTask;

    public async Task DropAsync()
    {
        var connections = new WarehouseConnections(Options, _folder);
        if (!connections.IsAbsent)
        {
            await using var read = await connections.OpenReadAsync();
            await using var write = await connections.OpenWriteAsync();
            SqliteConnection.ClearPool((SqliteConnection)read);
            SqliteConnection.ClearPool((SqliteConnection)write);
        }

        Directory.Delete(_folder, recursive: true);
    }
}
