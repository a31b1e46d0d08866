using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using Reporting.Engine.Languages;
using Reporting.Engine.Model;
using Reporting.Engine.Sql;
using Reporting.Warehouse.Dates;
using Reporting.Warehouse.Imports.History;

namespace Reporting.Engine.Engagements;

/// <summary>
/// The rows behind the figures, one per engagement and domain, as a stream in constant memory. Their weights add up to the query's allocated
/// engagements. It holds connections: dispose it.
/// </summary>
public sealed class DataRows : IAsyncDisposable
{
    // A thread of its own is worth it for so many turns.
    private const int TurnsToShare = 16;
    private const int UsualTurn = 4_096;

    private readonly DataRowsSql _statements;
    private readonly Snapshot _snapshot;
    private readonly SemanticModel _model;

    private DataRows(DataRowsSql statements, Snapshot snapshot, SemanticModel model, long count) =>
        (_statements, _snapshot, _model, Count) = (statements, snapshot, model, count);

    public DataVersion Version => _snapshot.Version;

    /// <summary>The number of rows, counted before the first is read.</summary>
    public long Count { get; }

    /// <summary>The filters of the rows in words.</summary>
    public required string Filters { get; init; }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _snapshot.Others.Prepend(_snapshot.Connection))
        {
            await connection.DisposeAsync();
        }
    }

    internal static async Task<DataRows> OpenAsync(Snapshot snapshot, SemanticModel model, SqlDialect dialect, CancellationToken cancellationToken)
    {
        var plan = snapshot.Plan;
        var sql = new DataRowsSql(plan, dialect);
        if (plan.Scope.Find is not null)
        {
            foreach (var other in snapshot.Others)
            {
                dialect.Functions.Prepare(other);
            }
        }

        await using var count = sql.Count().ToCommand(snapshot.Connection, plan.Id);
        var rows = Convert.ToInt64(await count.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
        return new DataRows(sql, snapshot, model, rows) { Filters = plan.FilterText };
    }

    /// <summary>
    /// Reads the rows once, in the columns of a Data sheet. These are code, title, start (<see cref="PartialDate"/>), start as text, year;
    /// then domain group, domain code, domain, weight (fraction of 1); then type, category and country of the place.
    /// Unknown values are null. Cancelling stops the statement.
    /// If an import changes the data, it throws <see cref="DataVersionChangedException"/>.
    /// </summary>
    public async IAsyncEnumerable<object?[]> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var stop = _snapshot.Engine.StopOn(_snapshot.Connection, cancellationToken);
        var (names, language) = (await NamesAsync(cancellationToken), Language.Of(_snapshot.Plan.Language));
        var read = 0L;
        await using (var command = Command(_statements.Links(), _snapshot.Connection))
        {
            await using var links = await command.ExecuteReaderAsync(cancellationToken);
            ValueTask<bool> Next() => new(links.ReadAsync(cancellationToken));
            var next = Next;
            object?[]? before = null;
            var engagement = -1;
            while (await NextAsync(next, cancellationToken))
            {
                var key = links.GetInt32(0);
                var row = before is not null && key == engagement ? (object?[])before.Clone() : OfEngagement(links, names, language);
                OfDomain(row, links, names);
                (before, engagement) = (row, key);
                read++;
                yield return row;
            }
        }

        await EndAsync(read, cancellationToken);
    }

    /// <summary>
    /// Reads the rows once, as <see cref="ReadAsync"/> does, in columns and without an object for each value. Several threads share many rows. A batch is valid
    /// until the next one.
    /// </summary>
    /// <param name="keysOfATurn">How many keys of engagements a thread reads before it is the turn of another.</param>
    public async IAsyncEnumerable<DataBatch> ReadBatchesAsync(int maxRows, [EnumeratorCancellation] CancellationToken cancellationToken = default, int keysOfATurn = UsualTurn)
    {
        var batch = new DataBatch(maxRows, await NamesAsync(cancellationToken), Language.Of(_snapshot.Plan.Language));
        var read = 0L;
        await foreach (var links in LinkReader.ReadAsync(await ReadersAsync(keysOfATurn, cancellationToken), cancellationToken))
        {
            for (var from = 0; from < links.Rows;)
            {
                from += batch.Append(links, from);
                if (batch.IsFull)
                {
                    yield return Completed();
                    batch.Clear();
                }
            }
        }

        if (batch.Rows > 0)
        {
            yield return Completed();
        }

        await EndAsync(read, cancellationToken);

        DataBatch Completed()
        {
            batch.Complete();
            read += batch.Rows;
            return batch;
        }
    }

    private async Task<IReadOnlyList<LinkReader>> ReadersAsync(int keysOfATurn, CancellationToken cancellationToken)
    {
        if (!_statements.HasTurns || Count < (long)TurnsToShare * keysOfATurn)
        {
            return [Reader(_snapshot.Connection, _statements.Links(), int.MaxValue)];
        }

        await using var command = DataRowsSql.Extent().ToCommand(_snapshot.Connection, _statements.Id);
        await using var extent = await command.ExecuteReaderAsync(cancellationToken);
        await extent.ReadAsync(cancellationToken);
        var (lastKey, hasTexts) = (extent.GetInt32(0), extent.GetInt32(1) != 0);
        var connections = _snapshot.Others.Prepend(_snapshot.Connection).ToList();
        return [.. connections.Select((c, i) => Reader(c, _statements.Links(new KeyTurns(i * keysOfATurn, keysOfATurn, connections.Count * keysOfATurn, lastKey, hasTexts)), keysOfATurn))];

        LinkReader Reader(DbConnection connection, CompiledStatement links, int turn) => new(_snapshot.Engine, connection, () => Command(links, connection), turn);
    }

    private Task<DataNames> NamesAsync(CancellationToken cancellationToken) => DataNames.ReadAsync(_snapshot.Connection, _model, _snapshot.Plan.Language, _statements.Id, cancellationToken);

    // The client of a download sets the pace, so the statement has no timeout.
    private DbCommand Command(CompiledStatement links, DbConnection connection)
    {
        var command = links.ToCommand(connection, _statements.Id);
        command.CommandTimeout = 0;
        return command;
    }

    private async Task EndAsync(long read, CancellationToken cancellationToken)
    {
        if (read != Count || await _snapshot.HasMovedAsync(cancellationToken))
        {
            throw new DataVersionChangedException();
        }
    }

    // A stopped statement fails with a database error: report it as a cancellation.
    private static async ValueTask<bool> NextAsync(Func<ValueTask<bool>> read, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return await read();
        }
        catch (DbException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
    }

    private static object?[] OfEngagement(DbDataReader links, DataNames names, Language language)
    {
        var start = new PartialDate(links.GetInt32(5));
        var (type, category) = names.Types[links.GetInt32(6)];
        return
        [
            links.GetString(3), links.GetString(4), start.IsUnknown ? null : start, language.Date(start), start.IsUnknown ? null : (long)start.Year,
            null, null, null, null, type, category, names.Places[links.GetInt32(7)],
        ];
    }

    private static void OfDomain(object?[] row, DbDataReader links, DataNames names)
    {
        (row[6], row[7], row[5]) = names.Domains[links.GetInt32(1)];
        row[8] = Weight(links.GetInt32(2));
    }

    internal static double Weight(int parts) => parts / 2520d;
}

/// <summary>An import changed the data while its rows were read. Discard what was written.</summary>
public sealed class DataVersionChangedException() : Exception("The data changed while its rows were read.");
