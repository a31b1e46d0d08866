using System.IO.Pipelines;
using Reporting.Api.Responses;

namespace Reporting.Api.Tests.Responses;

public class PacedStreamTests
{
    private const int Rate = 100_000;

    private readonly Pipe _client = new(new PipeOptions(pauseWriterThreshold: 20_000, resumeWriterThreshold: 10_000));

    [Fact]
    public async Task A_client_that_reads_nothing_is_stopped_after_the_grace_period()
    {
        using var cancel = new CancellationTokenSource();
        await using var paced = new PacedStream(_client.Writer.AsStream(), Rate, TimeSpan.FromMilliseconds(200), TimeProvider.System, cancel);
        var slow = await Assert.ThrowsAsync<SlowReaderException>(() => paced.WriteAsync(new byte[100_000]).AsTask().WaitAsync(TimeSpan.FromMinutes(1)));
        Assert.Contains("The client read", slow.Message, StringComparison.Ordinal);
        Assert.True(cancel.IsCancellationRequested);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => paced.WriteAsync(new byte[10]).AsTask().WaitAsync(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task A_client_that_reads_below_the_rate_is_stopped()
    {
        using var cancel = new CancellationTokenSource();
        await using var paced = new PacedStream(_client.Writer.AsStream(), Rate, TimeSpan.FromMilliseconds(200), TimeProvider.System, cancel);
        using var done = new CancellationTokenSource();
        var reading = ReadAsync(1_000, TimeSpan.FromMilliseconds(50), done.Token);
        await Assert.ThrowsAsync<SlowReaderException>(() => paced.WriteAsync(new byte[1_000_000]).AsTask().WaitAsync(TimeSpan.FromMinutes(1)));
        await done.CancelAsync();
        await reading;
    }

    [Fact]
    public async Task Time_without_a_pending_write_does_not_count_against_the_client()
    {
        using var cancel = new CancellationTokenSource();
        await using var paced = new PacedStream(_client.Writer.AsStream(), Rate, TimeSpan.FromSeconds(30), TimeProvider.System, cancel);
        using var done = new CancellationTokenSource();
        var reading = ReadAsync(50_000, TimeSpan.Zero, done.Token);
        for (var i = 0; i < 3; i++)
        {
            await paced.WriteAsync(new byte[60_000]);
            await Task.Delay(100);
        }

        await _client.Writer.CompleteAsync();
        Assert.Equal(180_000, await reading);
    }

    private async Task<long> ReadAsync(int step, TimeSpan pause, CancellationToken done)
    {
        var (read, buffer) = (0L, new byte[step]);
        var stream = _client.Reader.AsStream();
        try
        {
            for (int count; (count = await stream.ReadAsync(buffer, done)) > 0; read += count)
            {
                await Task.Delay(pause, done);
            }
        }
        catch (OperationCanceledException)
        {
        }

        return read;
    }
}
