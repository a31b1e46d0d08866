using Dapper;
using Microsoft.Data.Sqlite;
using Reporting.Warehouse.Connections;

namespace Reporting.Warehouse.Demo;

/// <summary>
/// Prepares a SQLite connection for one large transaction, and restores it afterwards. If no other connection has the file open, a rollback journal replaces
/// the write-ahead log, so new pages are written once instead of twice. A process that dies leaves the file unchanged in both modes.
/// </summary>
internal sealed class BulkLoad : IAsyncDisposable
{
    private readonly SqliteConnection _connection;
    private List<Index> _indexes = [];

    private BulkLoad(SqliteConnection connection) => _connection = connection;

    public static async Task<BulkLoad> BeginAsync(SqliteConnection connection)
    {
        // Idle pooled connections of this program also keep the file open.
        SqliteConnection.ClearAllPools();
        // The generator produces correct references (DemoGeneratorTests checks them). Looking each one up would take longer than writing it.
        // Uses 16 MB for the cache, and twice as much for sorting with a second thread.
        await connection.ExecuteAsync("PRAGMA foreign_keys = OFF; PRAGMA cache_size = -16000; PRAGMA temp_store = FILE; PRAGMA threads = 1;");
        await TrySetJournalAsync(connection, "DELETE");
        return new BulkLoad(connection);
    }

    /// <summary>Drops the indexes of the fact and its bridges, within the transaction.</summary>
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

    // Fails while other connections have the file open. The old mode is slower and equally safe. The next writer sets WAL again.
    private static async Task TrySetJournalAsync(SqliteConnection connection, string mode)
    {
        try
        {
            await connection.ExecuteAsync(new CommandDefinition($"PRAGMA journal_mode = {mode}", commandTimeout: 1));
        }
        catch (SqliteException busy) when (SqliteEngine.IsBusy(busy))
        {
        }
    }

    private sealed class Index
    {
        public string Name { get; init; } = "";

        public string Sql { get; init; } = "";
    }
}
