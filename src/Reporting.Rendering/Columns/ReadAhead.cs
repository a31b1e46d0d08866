using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Reporting.Rendering.Columns;

/// <summary>Reads the next batches on another thread while one is written. A client that is slow makes it wait, so memory holds at most four.</summary>
internal static class ReadAhead
{
    private const int MaxWaiting = 2;

    public static async IAsyncEnumerable<T> Of<T>(IAsyncEnumerable<T> batches, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : IDisposable
    {
        var waiting = Channel.CreateBounded<T>(MaxWaiting);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reading = Task.Run(() => FillAsync(batches, waiting.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var batch in waiting.Reader.ReadAllAsync(cancellationToken))
            {
                yield return batch;
            }
        }
        finally
        {
            // The owner of the batches closes their connection next.
            await stop.CancelAsync();
            await reading;
            while (waiting.Reader.TryRead(out var unread))
            {
                unread.Dispose();
            }
        }
    }

    private static async Task FillAsync<T>(IAsyncEnumerable<T> batches, ChannelWriter<T> waiting, CancellationToken cancellationToken)
        where T : IDisposable
    {
        try
        {
            await foreach (var batch in batches.WithCancellation(cancellationToken))
            {
                await HandOverAsync(batch, waiting, cancellationToken);
            }

            waiting.Complete();
        }
        catch (Exception e)
        {
            waiting.Complete(e);
        }
    }

    private static async Task HandOverAsync<T>(T batch, ChannelWriter<T> waiting, CancellationToken cancellationToken)
        where T : IDisposable
    {
        try
        {
            await waiting.WriteAsync(batch, cancellationToken);
        }
        catch
        {
            batch.Dispose();
            throw;
        }
    }
}
