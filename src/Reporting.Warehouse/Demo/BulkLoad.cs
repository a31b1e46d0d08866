using Dapper;
using Microsoft.Data.Sqlite;
using Reporting.Warehouse.Connections;

namespace Reporting.Warehouse.Demo;

/// <summary>
/// Sets a SQLite connection up for one large transaction, and back. While nobody else has the file open it writes with a rollback journal instead of the
/// write-ahead log: new pages then go straight into the file, once and not twice. Either way a process that dies half way leaves the file as it was.
/// </summary>
internal sealed class BulkLoad : IAsyncDisposable
{
    private const int Busy = 5;
    private const int Locked = 6;

    private readonly SqliteConnection _connection;
    private List<Index> _indexes = [];

    private BulkLoad(SqliteConnection connection) => _connection = connection;

    public static async Task<BulkLoad> BeginAsync(SqliteConnection connection)
    {
        // The program's own idle connections have the file open too.
        SqliteConnection.ClearAllPools();
        // References are right by construction (DemoGeneratorTests check them); looking each of them up would take longer than writing it.
        // Memory is the cache, and twice as much again for sorting, which a second thread shares.
        await connection.ExecuteAsync("PRAGMA foreign_keys = OFF; PRAGMA cache_size = -16000; PRAGMA temp_store = FILE; PRAGMA threads = 1;");
        await TrySetJournalAsync(connection, "DELETE");
        return new BulkLoad(connection);
    }

    /// <summary>Drops the indexes of the fact and its bridges, as the scripts of sql/ made them; within the transaction.</summary>
    public async Task DropIndexesAsync()
    {
        _indexes = [.. await _connection.QueryAsync<Index>(
            "SELECT name AS Name, sql AS Sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND (tbl_name LIKE 'Fact%' OR tbl_name LIKE 'Bridge%') ORDER BY rowid")];
        foreach (var index in _indexes)
        {
            await _connection.ExecuteAsync($"DROP INDEX \"{index.Name}\"");
        }
    }

    public async Task RebuildIndexesAsync(CancellationToken cancellationToken)
    {
        foreach (var index in _indexes)
        {
            await _connection.ExecuteAsync(new CommandDefinition(index.Sql, commandTimeout: 3600, cancellationToken: cancellationToken));
        }

        await _connection.ExecuteAsync(new CommandDefinition(SqliteEngine.Statistics, commandTimeout: 3600, cancellationToken: cancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        await TrySetJournalAsync(_connection, "WAL");
        await _connection.ExecuteAsync("PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA threads = 0;");
    }

    // Not while others have the file open: then it stays as it is, which is slower and as safe. Whoever opens it to write sets it to WAL again.
    private static async Task TrySetJournalAsync(SqliteConnection connection, string mode)
    {
        try
        {
            await connection.ExecuteAsync(new CommandDefinition($"PRAGMA journal_mode = {mode}", commandTimeout: 1));
        }
        catch (SqliteException busy) when (busy.SqliteErrorCode is Busy or Locked)
        {
        }
    }

    private sealed class Index
    {
        public string Name { get; init; } = "";

        public string Sql { get; init; } = "";
    }
}
