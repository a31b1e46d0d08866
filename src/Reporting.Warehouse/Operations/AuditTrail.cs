using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Reporting.Warehouse.Operations;

/// <summary>
/// Records who did what. Exports, imports and changes are written before their response ends (<see cref="RecordAsync"/>). Queries are written
/// in batches (<see cref="EnqueueAsync"/>), so that cached responses stay fast. A killed process loses its last batch; a stopped one writes it
/// first.
/// </summary>
public sealed partial class AuditTrail(AuditStore store, TimeProvider time, ILogger<AuditTrail> log) : BackgroundService
{
    private const int MaxWaiting = 10_000;

    private static readonly TimeSpan BatchInterval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan MinStopTime = TimeSpan.FromSeconds(10);

    private readonly Channel<AuditEntry> _queries = Channel.CreateBounded<AuditEntry>(new BoundedChannelOptions(MaxWaiting) { SingleReader = true });

    private readonly AnonymousAuditLimiter _anonymous = new();

    // It has nothing to dispose of, so a host may stop and dispose at the same time.
    private readonly TaskCompletionSource _ending = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Writes the entry before the task ends. When writing fails, the task fails, and the recorded action must fail too.</summary>
    public Task RecordAsync(AuditEntry entry, CancellationToken cancellationToken) => store.AddAsync([entry], cancellationToken);

    /// <summary>Logs that a refusal or a failure could not be recorded.</summary>
    public void LogNotWritten(Exception exception) => NotWritten(log, 1, exception);

    /// <summary>Writes the entry within a moment. When ten thousand entries wait, the caller waits too. No entry is dropped.</summary>
    public ValueTask EnqueueAsync(AuditEntry entry, CancellationToken cancellationToken) =>
        _queries.Writer.TryWrite(entry) ? ValueTask.CompletedTask : _queries.Writer.WriteAsync(entry, cancellationToken);

    /// <summary>As <see cref="EnqueueAsync"/>, for a refused anonymous request. Of many in a minute only some are written.</summary>
    public ValueTask EnqueueAnonymousAsync(AuditEntry entry, CancellationToken cancellationToken) =>
        _anonymous.Take(entry) is { } line ? EnqueueAsync(line, cancellationToken) : ValueTask.CompletedTask;

    /// <inheritdoc />
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        // A host may stop a service after disposing of it.
        if (!_queries.Writer.TryComplete())
        {
            return;
        }

        _ending.TrySetResult();
        if (ExecuteTask is { } writing)
        {
            // A slow stop of other services may have used up the host's time limit. The entries are still written.
            await Task.WhenAny(writing, Task.WhenAll(Task.Delay(MinStopTime, CancellationToken.None), Task.Delay(Timeout.Infinite, cancellationToken)));
        }

        await base.StopAsync(cancellationToken);
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        // A host that aborts its shutdown disposes first. Stopping then has nothing left to do.
        _queries.Writer.TryComplete();
        _ending.TrySetResult();
        base.Dispose();
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Ends when the channel is completed and empty, not when stopping begins.
        while (await _queries.Reader.WaitToReadAsync(CancellationToken.None))
        {
            await WaitAsync(BatchInterval);
            await WriteAsync(TakeBatch());
        }
    }

    private List<AuditEntry> TakeBatch()
    {
        // Entries that differ only in their time are counted as one.
        var equal = new Dictionary<AuditEntry, (DateTimeOffset First, int Times)>();
        for (var i = 0; i < MaxWaiting && _queries.Reader.TryRead(out var entry); i++)
        {
            var same = entry with { At = default };
            equal[same] = equal.TryGetValue(same, out var before) ? (before.First, before.Times + 1) : (entry.At, 1);
        }

        return [.. equal.Select(e => e.Key with { At = e.Value.First, Times = e.Value.Times })];
    }

    private async Task WriteAsync(List<AuditEntry> entries)
    {
        while (true)
        {
            try
            {
                await store.AddAsync(entries, CancellationToken.None);
                return;
            }
            catch (Exception e)
            {
                NotWritten(log, entries.Count, e);
                if (_ending.Task.IsCompleted)
                {
                    return;
                }
            }

            await WaitAsync(RetryInterval);
        }
    }

    // A trail that is ending does not wait.
    private Task WaitAsync(TimeSpan span) => Task.WhenAny(Task.Delay(span, time, CancellationToken.None), _ending.Task);

    [LoggerMessage(Level = LogLevel.Error, Message = "Entries that could not be written to the audit trail: {Count}.")]
    private static partial void NotWritten(ILogger log, int count, Exception exception);
}
