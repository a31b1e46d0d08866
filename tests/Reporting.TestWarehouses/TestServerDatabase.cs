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

    public Task CreateAsync() => RunAsync($"CREATE DATABASE {_name}");

    public Task DropAsync()
    {
        // Pooled connections would keep the database in use.
        SqlConnection.ClearAllPools();
        return RunAsync($"DROP DATABASE {_name}");
    }

    private static async Task RunAsync(string sql)
    {
        await using var connection = new SqlConnection(TestServer.ConnectionString);
        await connection.OpenAsync();
        await connection.ExecuteAsync(sql);
    }
}
