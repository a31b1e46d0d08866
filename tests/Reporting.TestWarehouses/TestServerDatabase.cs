using Dapper;
using Microsoft.Data.SqlClient;
using Reporting.Engine.Sql;
using Reporting.Warehouse.Connections;

namespace Reporting.TestWarehouses;

/// <summary>A separate database on the test server, dropped at the end.</summary>
internal sealed class TestServerDatabase : ITestDatabase
{
    // Some compatible servers cannot create two databases at once.
    private static readonly SemaphoreSlim One = new(1);

    private const int MaxTries = 40;

    private readonly string _name = $"reporting_test_{Guid.NewGuid():N}";

    public WarehouseOptions Options => new()
    {
        Provider = WarehouseProvider.SqlServer,
        CommandTimeoutSeconds = TestServer.CommandTimeoutSeconds,
        ConnectionString = new SqlConnectionStringBuilder(TestServer.ConnectionString) { InitialCatalog = _name }.ConnectionString,
    };

    public SqlDialect Dialect { get; } = new SqlServerDialect();

    public string Folder { get; } = Directory.CreateTempSubdirectory("reporting-test-").FullName;

    public string TablesSql => "SELECT name FROM sys.tables ORDER BY name";

    public Task CreateAsync() => RunAsync($"CREATE DATABASE {_name}");

    public async Task DropAsync()
    {
        // Pooled and closing connections keep the database in use for a moment.
        for (var tries = 1; ; tries++)
        {
            SqlConnection.ClearAllPools();
            try
            {
                await RunAsync($"DROP DATABASE {_name}");
                break;
            }
            catch (SqlException) when (tries < MaxTries)
            {
                await Task.Delay(tries * 100);
            }
        }

        Directory.Delete(Folder, recursive: true);
    }

    private static async Task RunAsync(string sql)
    {
        await One.WaitAsync();
        try
        {
            await using var connection = new SqlConnection(TestServer.ConnectionString);
            await connection.OpenAsync();
            await connection.ExecuteAsync(sql);
        }
        finally
        {
            One.Release();
        }
    }
}
