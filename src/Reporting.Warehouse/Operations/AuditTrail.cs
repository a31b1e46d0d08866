using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Reporting.Warehouse.Operations;

/// <summary>
/// Who did what. Exports, imports and changes are written before their answer ends (<see cref="RecordAsync"/>); questions are gathered
/// for a moment and written together (<see cref="EnqueueAsync"/>), so that a question that is answered from memory stays fast: a
/// process that is killed loses the questions of that moment at most, one that is stopped writes them first.
/// </summary>
public sealed partial class AuditTrail(AuditStore store, TimeProvider time, ILogger<AuditTrail> log) : BackgroundService
{
    private const int MaxWaiting = 10_000;

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AtLeast = TimeSpan.FromSeconds(10);

    private readonly Channel<AuditEntry> questions = Channel.CreateBounded<AuditEntry>(new BoundedChannelOptions(MaxWaiting) { SingleReader = true });

    private readonly AnonymousAuditLimiter strangers = new();

    private readonly CancellationTokenSource ending = new();

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Written when the task ends; where it cannot be, the task fails, and so must what was to be recorded.</summary>
    public Task RecordAsync(AuditEntry entry, CancellationToken cancellationToken) => store.AddAsync([entry], cancellationToken);

    /// <summary>Says in the log that a refusal or a failure could not be recorded.</summary>
    public void LogNotWritten(Exception why) => NotWritten(log, 1, why);

    /// <summary>Written within a moment. Where ten thousand wait already (the database is away), the asker waits too: none is dropped.</summary>
    public ValueTask EnqueueAsync(AuditEntry entry, CancellationToken cancellationToken) =>
        questions.Writer.TryWrite(entry) ? ValueTask.CompletedTask : questions.Writer.WriteAsync(entry, cancellationToken);

    /// <summary>The same for what was refused to a caller of whom nobody knows who it is: of many in a minute, some.</summary>
    public ValueTask EnqueueAnonymousAsync(AuditEntry entry, CancellationToken cancellationToken) =>
        strangers.Take(entry) is { } line ? EnqueueAsync(line, cancellationToken) : ValueTask.CompletedTask;

    /// <inheritdoc />
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        // A host may stop a service that it has disposed of already.
        if (!questions.Writer.TryComplete())
        {
            return;
        }

        await ending.CancelAsync();
        if (ExecuteTask is { } writing)
        {
            // What stopped before, as a long download, may have used up the host's patience: the lines shall not be lost for it.
            await Task.WhenAny(writing, Task.WhenAll(Task.Delay(AtLeast, CancellationToken.None), Task.Delay(Timeout.Infinite, cancellationToken)));
        }

        await base.StopAsync(cancellationToken);
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        // A host that is given up while it stops disposes first: stopping then has nothing left to do.
        questions.Writer.TryComplete();
        if (!ending.IsCancellationRequested)
        {
            ending.Cancel();
        }

        ending.Dispose();
        base.Dispose();
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Ends when the channel is completed and empty, not at the first sign of stopping.
        while (await questions.Reader.WaitToReadAsync(CancellationToken.None))
        {
            await WaitAsync(Moment);
            await WriteAsync(Gathered());
        }
    }

    private List<AuditEntry> Gathered()
    {
        // Equal but for their time.
        var equal = new Dictionary<AuditEntry, (DateTimeOffset First, int Times)>();
        for (var i = 0; i < MaxWaiting && questions.Reader.TryRead(out var entry); i++)
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
                if (ending.IsCancellationRequested)
                {
                    return;
                }
            }

            await WaitAsync(Pause);
        }
    }

    private async Task WaitAsync(TimeSpan span)
    {
        // What is at its end waits no more, and may be disposed of.
        if (!ending.IsCancellationRequested)
        {
            await Task.Delay(span, time, ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} entries could not be written to the audit trail.")]
    private static partial void NotWritten(ILogger log, int count, Exception exception);
}
