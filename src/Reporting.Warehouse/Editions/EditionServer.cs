using Dapper;
using Microsoft.Data.SqlClient;
using Reporting.Warehouse.Connections;

namespace Reporting.Warehouse.Editions;

/// <summary>The databases of editions on a server, named after the warehouse's own: <c>Reporting-edition-2025-final</c>.</summary>
internal sealed class EditionServer(WarehouseConnections connections, WarehouseOptions options)
{
    private readonly string _prefix = new SqlConnectionStringBuilder(options.ConnectionString).InitialCatalog + "-edition-";

    public WarehouseOptions OptionsOf(string id) => new()
    {
        Provider = WarehouseProvider.SqlServer,
        ConnectionString = new SqlConnectionStringBuilder(options.ConnectionString) { InitialCatalog = _prefix + id }.ConnectionString,
        CommandTimeoutSeconds = options.CommandTimeoutSeconds,
        ScriptsFolder = options.ScriptsFolder,
    };

    public Task CreateAsync(string id, CancellationToken cancellationToken) => ExecuteAsync($"CREATE DATABASE {Quoted(id)}", cancellationToken);

    public Task DropAsync(string id, CancellationToken cancellationToken)
    {
        // Idle connections of this process would keep the database in use.
        SqlConnection.ClearAllPools();
        return ExecuteAsync($"DROP DATABASE IF EXISTS {Quoted(id)}", cancellationToken);
    }

    public async Task<IReadOnlyList<string>> IdsAsync(CancellationToken cancellationToken)
    {
        await using var connection = await connections.Today.OpenWriteAsync(cancellationToken);
        var names = await connection.QueryAsync<string>(new CommandDefinition(
            "SELECT name FROM sys.databases WHERE LEFT(name, LEN(@prefix)) = @prefix", new { prefix = _prefix }, cancellationToken: cancellationToken));
        return [.. names.Select(name => name[_prefix.Length..]).Where(EditionFolder.IsId)];
    }

    private string Quoted(string id) => $"[{(_prefix + id).Replace("]", "]]", StringComparison.Ordinal)}]";

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = await connections.Today.OpenWriteAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(sql, commandTimeout: 600, cancellationToken: cancellationToken));
    }
}
