using Dapper;
using Microsoft.Data.SqlClient;
using Reporting.Engine.Sql;
using Reporting.Warehouse.Connections;

namespace Reporting.TestWarehouses;

/// <summary>A database of its own on the test server, dropped afterwards.</summary>
internal sealed class TestServerDatabase : ITestDatabase
{
    private readonly string _name = $"reporting_test_{Guid.NewGuid():N}";

    public WarehouseOptions Options => new()
    {
        Provider = WarehouseProvider.SqlServer,
        ConnectionString = new SqlConnectionStringBuilder(TestServer.ConnectionString) { InitialCatalog = _name }.ConnectionString,
    };

    public SqlDialect Dialect { get; } = new SqlServerDialect();

    public string Folder { get; } = Directory.CreateTempSubdirectory("reporting-test-").FullName;

    public string TablesSql => "SELECT name FROM sys.tables ORDER BY name";

    public Task CreateAsync() => RunAsync($"CREATE DATABASE {_name}");

    public async Task DropAsync()
    {
        // Pooled connections would keep the database in use.
        SqlConnection.ClearAllPools();
        await RunAsync($"DROP DATABASE {_name}");
        Directory.Delete(Folder, recursive: true);
    }

    private static async Task RunAsync(string sql)
    {
        await using var connection = new SqlConnection(TestServer.ConnectionString);
        await connection.OpenAsync();
        await connection.ExecuteAsync(sql);
    }
}
