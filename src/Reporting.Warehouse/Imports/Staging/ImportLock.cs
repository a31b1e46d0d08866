using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Reporting.Warehouse.Connections;

namespace Reporting.Warehouse.Imports.Staging;

/// <summary>
/// The lock, transaction and staging of one import. Imports of all processes wait for each other; queries continue on the previous version. A preview in
/// the embedded database only reads and does not wait. On a server it uses the staging tables and waits for other imports.
/// </summary>
internal sealed class ImportLock : IAsyncDisposable
{
    // The size in bytes to which the embedded engine's log is left after an import.
    private const long MaxLogBytes = 8 * 1024 * 1024;

    private readonly DbConnection _connection;
    private readonly DbTransaction _transaction;
    private readonly IStaging _staging;
    private readonly IWarehouseEngine _engine;

    private ImportLock(IWarehouseEngine engine, DbConnection connection, DbTransaction transaction, IStaging staging, ImportSession session) =>
        (_engine, _connection, _transaction, _staging, Session) = (engine, connection, transaction, staging, session);

    public ImportSession Session { get; }

    public static async Task<ImportLock> BeginAsync(WarehouseConnections connections, bool isPreview, TimeSpan wait, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var connection = await connections.OpenWriteAsync(cancellationToken);
        DbTransaction? transaction = null;
        try
        {
            if (connection is SqliteConnection embedded)
            {
                await embedded.ExecuteAsync(StagingDatabase.Pragmas);
                transaction = isPreview ? embedded.BeginTransaction(deferred: true) : null;
            }

            // Moves the log into the file first. If this import filled the disk, the log could not be moved any more.
            if (!isPreview)
            {
                await EmptyLogAsync(connections.Engine, leave: 0);
            }

            transaction ??= await connections.Engine.BeginExclusiveAsync(connection, ExclusiveWork.Star, wait, cancellationToken);
            IStaging staging = connection is SqliteConnection ? new LocalStaging(transaction) : await ServerStaging.OpenAsync(transaction, cancellationToken);
            return new ImportLock(connections.Engine, connection, transaction, staging, new ImportSession(connections.Engine, transaction, staging.Database, now, cancellationToken));
        }
        catch
        {
            if (transaction is not null)
            {
                await transaction.DisposeAsync();
            }

            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Transfers the staged rows to the star's database.</summary>
    public Task PublishAsync() => _staging.PublishAsync(Session.CancellationToken);

    /// <summary>Commits the import. All changes become visible at once, and the staging tables are emptied.</summary>
    public async Task CommitAsync()
    {
        foreach (var table in StageTable.All)
        {
            await Session.ExecuteAsync($"DELETE FROM {table.Name}");
        }

        await Session.UpdateStatisticsAsync();
        await _transaction.CommitAsync(Session.CancellationToken);
        // A commit into a deleted file would be lost.
        _engine.EnsureInPlace();
    }

    private static async Task EmptyLogAsync(IWarehouseEngine engine, long leave)
    {
        try
        {
            await engine.EmptyLogAsync(leave);
        }
        catch (DbException)
        {
            // Another connection is reading. A later import empties the log.
        }
    }

    /// <summary>Rolls back what was not committed.</summary>
    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _staging.DisposeAsync();
        await _connection.DisposeAsync();
        await EmptyLogAsync(_engine, MaxLogBytes);
    }
}
