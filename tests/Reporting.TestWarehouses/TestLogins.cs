using System.Data.Common;
using Dapper;
using Microsoft.Data.SqlClient;
using Reporting.Warehouse.Connections;

namespace Reporting.TestWarehouses;

/// <summary>Logins of the test server in the roles of <c>sql/roles</c>. They are dropped at the end; drop the database first, because they are its users.</summary>
public sealed class TestLogins(TestWarehouse warehouse) : IAsyncDisposable
{
    private readonly string _prefix = $"reporting_test_{Guid.NewGuid():N}";
    private readonly string _password = $"Aa1-{Guid.NewGuid():N}";
    private readonly List<string> _made = [];

    /// <summary>Connection settings of a new login in a role: migrator, writer or reader.</summary>
    public async Task<WarehouseOptions> CreateAsync(string role)
    {
        var login = await AddAsync(role);
        await RunAsync(warehouse.ConnectionString, $"CREATE USER {login} FOR LOGIN {login}", $"ALTER ROLE reporting_{role} ADD MEMBER {login}");
        return As(login);
    }

    /// <summary>A login that migrates. If the engine has no permission for creating tables, the owner of the database is used.</summary>
    public async Task<WarehouseOptions> CreateMigratorAsync(DbConnection owner)
    {
        if (await owner.ExecuteScalarAsync<int?>("SELECT CAST(SERVERPROPERTY('Babelfish') AS int)") != 1)
        {
            await RunScriptAsync(owner, "migrator.sql");
            return await CreateAsync("migrator");
        }

        var login = await AddAsync("migrator");
        await owner.ExecuteAsync($"ALTER AUTHORIZATION ON DATABASE::{owner.Database} TO {login}");
        return As(login);
    }

    /// <summary>Runs a script of <c>sql/roles</c> as an administrator would.</summary>
    public async Task RunScriptAsync(DbConnection owner, string script)
    {
        foreach (var batch in warehouse.Connections.Engine.Batches(await File.ReadAllTextAsync(RepositoryRoot.File("sql", "roles", script))))
        {
            await owner.ExecuteAsync(batch);
        }
    }

    public async ValueTask DisposeAsync() => await RunAsync(TestServer.ConnectionString!, [.. _made.Select(login => $"DROP LOGIN {login}")]);

    private async Task<string> AddAsync(string role)
    {
        var login = $"{_prefix}_{role}";
        await RunAsync(warehouse.ConnectionString, $"CREATE LOGIN {login} WITH PASSWORD = '{_password}'");
        _made.Add(login);
        return login;
    }

    private WarehouseOptions As(string login)
    {
        var options = warehouse.Options;
        options.ConnectionString = new SqlConnectionStringBuilder(options.ConnectionString) { UserID = login, Password = _password }.ConnectionString;
        return options;
    }

    private static async Task RunAsync(string connectionString, params string[] statements)
    {
        await using var connection = new SqlConnection(connectionString);
        await connection.OpenAsync();
        foreach (var statement in statements)
        {
            await connection.ExecuteAsync(statement);
        }
    }
}
