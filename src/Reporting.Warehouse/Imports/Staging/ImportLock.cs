using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Reporting.Warehouse.Connections;

namespace Reporting.Warehouse.Imports.Staging;

/// <summary>
/// The transaction and the staging of one import. Imports take turns, in this and other processes; questions go on against the version before. A preview in the
/// embedded database only reads the star and waits for nobody; on a server it uses the staging tables and takes its turn.
/// </summary>
internal sealed class ImportLock : IAsyncDisposable
{
    // Bytes that the embedded engine's log may keep of the room that an import took.
    private const long LogKeeps = 8 * 1024 * 1024;

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

            // What is in the log already goes to the file first: where this import fills the disk, the log could not be emptied any more.
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

    /// <summary>Brings what was staged to where the star is.</summary>
    public Task PublishAsync() => _staging.PublishAsync(Session.CancellationToken);

    /// <summary>All of it becomes visible at once, and the staging tables are empty again.</summary>
    public async Task CommitAsync()
    {
        foreach (var table in StageTable.All)
        {
            await Session.ExecuteAsync($"DELETE FROM {table.Name}");
        }

        if (_connection is SqliteConnection)
        {
            // A server looks after its statistics itself.
            await Session.ExecuteAsync(SqliteEngine.Statistics);
        }

        await _transaction.CommitAsync(Session.CancellationToken);
        // Into a file that was deleted meanwhile it would be lost.
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
            // Somebody is in the way; another time will do as well.
        }
    }

    /// <summary>What was not committed never was.</summary>
    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _staging.DisposeAsync();
        await _connection.DisposeAsync();
        await EmptyLogAsync(_engine, LogKeeps);
    }
}
