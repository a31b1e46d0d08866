using System.Threading.Channels;

namespace Reporting.Warehouse.Demo;

/// <summary>Fills engagements on one thread while another thread writes the previous ones. A fixed set of batches circulates between them.</summary>
internal static class DemoPipeline
{
    private const int Batches = 4;
    private const int BatchSize = 512;

    public static async Task RunAsync(DemoEngagements engagements, DemoWriter writer, CancellationToken cancellationToken)
    {
        var empty = Channel.CreateBounded<DemoEngagement[]>(Batches);
        var full = Channel.CreateBounded<(DemoEngagement[] Batch, int Count)>(Batches);
        for (var i = 0; i < Batches; i++)
        {
            await empty.Writer.WriteAsync([.. Enumerable.Range(0, BatchSize).Select(_ => new DemoEngagement())], cancellationToken);
        }

        // If the writer fails, the other thread must not wait forever for an empty batch.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var filling = Task.Run(() => FillAsync(engagements, empty.Reader, full.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var (batch, count) in full.Reader.ReadAllAsync(cancellationToken))
            {
                for (var i = 0; i < count; i++)
                {
                    writer.Write(batch[i]);
                }

                empty.Writer.TryWrite(batch);
            }
        }
        catch
        {
            await stop.CancelAsync();
            await ((Task)filling).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }

        await filling;
    }

    private static async Task FillAsync(
        DemoEngagements engagements, ChannelReader<DemoEngagement[]> empty, ChannelWriter<(DemoEngagement[] Batch, int Count)> full, CancellationToken cancellationToken)
    {
        try
        {
            var count = BatchSize;
            while (count == BatchSize)
            {
                var batch = await empty.ReadAsync(cancellationToken);
                count = 0;
                while (count < BatchSize && engagements.Next(batch[count]))
                {
                    count++;
                }

                await full.WriteAsync((batch, count), cancellationToken);
            }

            full.Complete();
        }
        catch (Exception e)
        {
            full.Complete(e);
            throw;
        }
    }
}
