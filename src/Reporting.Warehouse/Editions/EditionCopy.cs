using System.Data;
using System.Data.Common;
using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Copies;
using Reporting.Warehouse.Problems;

namespace Reporting.Warehouse.Editions;

/// <summary>Makes the database of an edition from one state of today's data, and compares every value (decision 0015).</summary>
public sealed class EditionCopy(WarehouseConnections connections, EditionDatabases databases, CopyRunner copies, EditionFolder folder)
{
    /// <summary>Problems: <c>edition-differs</c>, and those of <see cref="CopyRunner"/> and of <paramref name="meanwhile"/>.</summary>
    /// <param name="meanwhile">Starts when the copy is whole. On SQLite it runs beside the comparison.</param>
    public async Task<Outcome<(IReadOnlyList<EditionTable> Tables, T Made)>> MakeAsync<T>(string id, Func<CancellationToken, Task<Outcome<T>>> meanwhile, CancellationToken cancellationToken)
    {
        if (databases.Server is { } server)
        {
            await server.CreateAsync(id, cancellationToken);
            return (await copies.RunAsync(new CopyRequest(databases.OptionsOf(id), VerifyOnly: false, _ => { }), cancellationToken)).IsValue(out var copied, out var problem)
                ? (await meanwhile(cancellationToken)).Then<(IReadOnlyList<EditionTable>, T)>(made => (Tables(copied.Contents), made))
                : problem;
        }

        Directory.CreateDirectory(folder.Of(id));
        await using var from = await connections.Today.OpenReadAsync(cancellationToken);
        await using var snapshot = await SnapshotAsync(from, cancellationToken);
        // The driver copies on the calling thread.
        await Task.Run(() => DatabaseCopy.Make((SqliteConnection)from, folder.DatabaseOf(id)), cancellationToken);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var comparing = Task.Run(() => CompareAsync(id, snapshot, stop.Token), stop.Token);
        try
        {
            var result = await meanwhile(cancellationToken);
            return result.IsValue(out var made, out var problem) ? (await comparing).Then<(IReadOnlyList<EditionTable>, T)>(tables => (tables, made)) : problem;
        }
        finally
        {
            // A refusal of one side ends the other, before its files are deleted.
            await stop.CancelAsync();
            await ((Task)comparing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<Outcome<IReadOnlyList<EditionTable>>> CompareAsync(string id, DbTransaction snapshot, CancellationToken cancellationToken)
    {
        var engine = (SqliteEngine)databases.EngineOf(id);
        try
        {
            await using var to = await engine.OpenReadAsync(cancellationToken);
            await using var copy = await SnapshotAsync(to, cancellationToken);
            var session = new CopySession(connections.Today, snapshot, engine, copy, _ => { });
            return (await session.FindOtherColumnsAsync(cancellationToken) ?? await session.FindOtherValuesAsync(cancellationToken)) is { } difference
                ? new Problem(ErrorCodes.EditionDiffers, $"The edition's data are not equal to today's. {difference}.", "Nothing was published. Please report this fault.")
                : (Outcome<IReadOnlyList<EditionTable>>)Tables(session.Contents);
        }
        finally
        {
            engine.ClearPools();
        }
    }

    /// <summary>The number of engagements of the edition that count: held ones that were reviewed.</summary>
    public async Task<long> CountHeldAsync(string id, CancellationToken cancellationToken)
    {
        var engine = databases.EngineOf(id);
        try
        {
            await using var connection = await engine.OpenReadAsync(cancellationToken);
            return await connection.ExecuteScalarAsync<long>(new CommandDefinition("SELECT COUNT(*) FROM FactEngagement WHERE StatusKey = 0 AND ReviewKey = 0", cancellationToken: cancellationToken));
        }
        finally
        {
            (engine as SqliteEngine)?.ClearPools();
        }
    }

    private static EditionTable[] Tables(IReadOnlyList<CopiedContent> contents) =>
        [.. contents.Select(c => new EditionTable(c.Table, c.Rows, c.Checksum.ToString("x16", CultureInfo.InvariantCulture)))];

    private static async Task<DbTransaction> SnapshotAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var transaction = ((SqliteConnection)connection).BeginTransaction(IsolationLevel.Serializable, deferred: true);
        // A deferred transaction begins with its first statement.
        await connection.ExecuteScalarAsync<long>(new CommandDefinition("SELECT COUNT(*) FROM Import", transaction: transaction, cancellationToken: cancellationToken));
        return transaction;
    }
}
