using System.Collections.Concurrent;
using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Reporting.Warehouse.Connections;

namespace Reporting.Engine.Engagements;

/// <summary>
/// Reads rows of <see cref="DataRowsSql"/> on a thread and a connection of its own. Several readers take turns, each with a range of keys: together they give
/// the rows in order of keys. They wait while their batches are not taken.
/// </summary>
/// <param name="statement">Its rows are in order of keys.</param>
/// <param name="turn">So many keys are one turn. No batch has rows of two.</param>
internal sealed class LinkReader(IWarehouseEngine engine, DbConnection connection, Func<DbCommand> statement, int turn)
{
    // A batch fits a processor's cache.
    private const int MaxRows = 4_096;
    private const int MaxWaiting = 3;

    private readonly Channel<LinkBatch> _read = Channel.CreateBounded<LinkBatch>(new BoundedChannelOptions(MaxWaiting) { SingleReader = true, SingleWriter = true });
    private readonly ConcurrentQueue<LinkBatch> _free = [];
    private LinkBatch _batch = new(MaxRows);
    private int _engagement = -1;
    private long _endOfTurn;
    private CancellationToken _stop;

    /// <summary>The rows of all readers. A batch is valid until the next one.</summary>
    public static async IAsyncEnumerable<LinkBatch> ReadAsync(IReadOnlyList<LinkReader> readers, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

        // A reader that waits for its consumer blocks its thread.
        var reading = readers.Select(r => Task.Factory.StartNew(() => r.FillAsync(stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()).ToList();
        try
        {
            while (await NextAsync(readers, cancellationToken) is { } next)
            {
                next._read.Reader.TryRead(out var batch);
                yield return batch!;
                batch!.Clear();
                next._free.Enqueue(batch);
            }
        }
        finally
        {
            // The owner closes the connections next.
            await stop.CancelAsync();
            await Task.WhenAll(reading);
        }
    }

    // Null at the end.
    private static async ValueTask<LinkReader?> NextAsync(IReadOnlyList<LinkReader> readers, CancellationToken cancellationToken)
    {
        (LinkReader Reader, int First)? next = null;
        foreach (var reader in readers)
        {
            if (await reader._read.Reader.WaitToReadAsync(cancellationToken) && reader._read.Reader.TryPeek(out var batch) && (next is null || batch.First < next.Value.First))
            {
                next = (reader, batch.First);
            }
        }

        return next?.Reader;
    }

    private async Task FillAsync(CancellationToken cancellationToken)
    {
        _stop = cancellationToken;
        try
        {
            using var watch = engine.StopOn(connection, cancellationToken);
            await using var links = engine.BulkReader(statement(), DataRowsSql.Columns);
            await links.ReadAsync(TakeAsync, cancellationToken);
            if (_batch.Rows > 0)
            {
                await _read.Writer.WriteAsync(_batch, cancellationToken);
            }

            _read.Writer.Complete();
        }
        catch (DbException e) when (cancellationToken.IsCancellationRequested)
        {
            // A stopped statement fails with a database error. Report it as a cancellation.
            _read.Writer.Complete(new OperationCanceledException("The query was cancelled.", e, cancellationToken));
        }
        catch (Exception e)
        {
            _read.Writer.Complete(e);
        }
    }

    private ValueTask TakeAsync(BulkReader link)
    {
        var (engagement, before) = (link.Whole(0), _engagement);
        if (engagement < before)
        {
            throw new InvalidOperationException("The rows are not in order of keys.");
        }

        _engagement = engagement;
        var written = ValueTask.CompletedTask;
        if (engagement >= _endOfTurn)
        {
            _endOfTurn = ((engagement / turn) + 1L) * turn;
            written = _batch.Rows > 0 ? HandOverAsync() : written;
        }
        else if (_batch.IsFull)
        {
            written = HandOverAsync();
        }

        _batch.Add(link, engagement, engagement == before);
        return written;
    }

    private ValueTask HandOverAsync()
    {
        var full = _batch;
        _batch = _free.TryDequeue(out var free) ? free : new LinkBatch(MaxRows);
        return _read.Writer.WriteAsync(full, _stop);
    }
}
