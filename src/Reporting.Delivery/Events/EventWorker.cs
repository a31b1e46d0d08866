using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Reporting.Delivery.Mail;
using Reporting.Delivery.Outbox;
using Reporting.Delivery.Webhooks;
using Reporting.Warehouse.Editions;
using Reporting.Warehouse.Imports.History;
using Reporting.Warehouse.Text;

namespace Reporting.Delivery.Events;

/// <summary>
/// Tells receivers of each new data version and edition, at least once and in order. Events that a receiver did not accept are sent again, with growing pauses. Several
/// processes can share one database.
/// </summary>
public sealed partial class EventWorker(EventStore store, WebhookSender sender, DataVersionStore versions, EditionStore editions, TimeProvider time, IOptions<EventOptions> options, ILogger<EventWorker> log)
    : BackgroundService
{
    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    private readonly Dictionary<string, int> _failures = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.Addresses.Count == 0)
        {
            return;
        }

        // Do not block the start of the host.
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await SendAllAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                LogFailed(failure);
            }

            await Task.Delay(TimeSpan.FromSeconds(options.Value.PollSeconds), time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    internal async Task SendAllAsync(CancellationToken cancellationToken)
    {
        var version = await versions.ReadTodayAsync(cancellationToken);
        var now = EventState.Of(version.Version, version.AsOf, await editions.ListAsync(cancellationToken));
        foreach (var address in options.Value.Addresses)
        {
            var (receiver, at) = (Sha256.Of(address), time.GetUtcNow());
            if (await store.ClaimAsync(receiver, now, at, at + Claim, cancellationToken) is { } told)
            {
                await SendAsync(address, receiver, told, now, cancellationToken);
            }
        }
    }

    private async Task SendAsync(string address, string receiver, EventState told, EventState now, CancellationToken cancellationToken)
    {
        foreach (var (message, then) in now.Since(told))
        {
            var result = await sender.SendAsync(new WebhookMessage(message.Id, address, options.Value.Secret!, message.Body()), _ => Task.CompletedTask, cancellationToken);
            if (result.State != SendState.Accepted)
            {
                var failures = _failures[receiver] = _failures.GetValueOrDefault(receiver) + 1;
                var pause = TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, options.Value.PollSeconds * Math.Pow(2, Math.Min(failures, 20))));
                LogNotTold(NameOf(address), message.Id, result.Reason, pause);
                await store.SaveAsync(receiver, told, time.GetUtcNow() + pause, cancellationToken);
                return;
            }

            _failures.Remove(receiver);
            told = then;
        }

        await store.SaveAsync(receiver, now, time.GetUtcNow(), cancellationToken);
    }

    // An address may hold a secret, so the log has its short name.
    private static string NameOf(string address) => Uri.TryCreate(address, UriKind.Absolute, out _) ? OutboxEntries.RecipientOf(address) : "A receiver without a valid address";

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Receiver} did not accept the event {Event}; next attempt in {Pause}: {Reason}")]
    private partial void LogNotTold(string receiver, string @event, string reason, TimeSpan pause);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The worker of events failed; it will retry")]
    private partial void LogFailed(Exception failure);
}
