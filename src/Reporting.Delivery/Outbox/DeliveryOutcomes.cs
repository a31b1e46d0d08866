using Microsoft.Extensions.Options;
using Reporting.Delivery.Mail;
using Reporting.Delivery.Subscriptions;
using Reporting.Rendering.Values;

namespace Reporting.Delivery.Outbox;

/// <summary>Records the result of an attempt at a delivery, and notifies the owner of failures.</summary>
public sealed class DeliveryOutcomes(OutboxStore outbox, SubscriptionStore subscriptions, DeliveryNotices notices, TimeProvider time, IOptions<MailOptions> options)
{
    private const int MaxTries = 30;

    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);
    internal static readonly TimeSpan MaxDelay = TimeSpan.FromHours(1);

    public Task DeliveredAsync(MailDelivery delivery, string reply) => RetryAsync(() => outbox.EndAsync(delivery, DeliveryState.Delivered, reply, null, CancellationToken.None));

    public Task WrittenAsync(MailDelivery delivery, string reason) => RetryAsync(() => outbox.EndAsync(delivery, DeliveryState.Written, reason, null, CancellationToken.None));

    /// <summary>The relay may or may not have the mail. The subscription's policy decides what happens.</summary>
    public async Task MarkAmbiguousAsync(MailDelivery delivery, DeliverySource? source, string reason, CancellationToken cancellationToken)
    {
        switch (source?.Ambiguous)
        {
            case AmbiguousPolicy.Resend:
                var again = delivery.Target is null ? "The mail may have arrived. It is sent again, as the subscription's policy requires." : "The receiver may have it, and recognises it by its id. It is sent again.";
                await RetryAsync(delivery, source, $"{reason} {again}", cancellationToken);
                break;
            case AmbiguousPolicy.AssumeSent:
                await outbox.EndAsync(delivery, DeliveryState.Delivered, $"{reason} The mail counts as sent, as the subscription's policy requires.", null, cancellationToken);
                break;
            default:
                await EndAsync(delivery, DeliveryState.Ambiguous, source, c => c.InDoubt, reason, cancellationToken);
                break;
        }
    }

    /// <summary>Schedules another attempt, or gives up after the last one.</summary>
    public async Task RetryAsync(MailDelivery delivery, DeliverySource? source, string reason, CancellationToken cancellationToken)
    {
        if (delivery.Attempts >= options.Value.MaxAttempts)
        {
            await GiveUpAsync(delivery, source ?? await SourceAsync(delivery, cancellationToken), reason, cancellationToken);
            return;
        }

        // Vary the delay, so that deliveries that failed together are not retried together.
        var delay = options.Value.RetrySeconds * Math.Pow(2, Math.Min(delivery.Attempts - 1, 20)) * (0.9 + (Random.Shared.NextDouble() * 0.2));
        await RetryAsync(() => outbox.PostponeAsync(delivery, TimeSpan.FromSeconds(Math.Min(delay, MaxDelay.TotalSeconds)), reason, counts: true, cancellationToken));
    }

    public Task RefusedAsync(MailDelivery delivery, DeliverySource source, string reason, CancellationToken cancellationToken) =>
        RetryAsync(() => EndAsync(delivery, DeliveryState.Refused, source, c => c.RefusedByRelay, reason, cancellationToken));

    public Task GiveUpAsync(MailDelivery delivery, DeliverySource? source, string reason, CancellationToken cancellationToken) =>
        RetryAsync(() => EndAsync(delivery, DeliveryState.Failed, source, c => c.NotSent, reason, cancellationToken));

    /// <param name="source">Null if it was deleted; then no notice is sent.</param>
    private async Task EndAsync(MailDelivery delivery, DeliveryState state, DeliverySource? source, Func<Captions, string> phrase, string reason, CancellationToken cancellationToken)
    {
        var notice = source is null ? null : notices.About(delivery, source, phrase, reason);
        if (await outbox.EndAsync(delivery, state, reason, notice, cancellationToken) && source is not null)
        {
            notices.Log(delivery, source, phrase, reason);
        }
    }

    /// <summary>Null if the subscription was deleted.</summary>
    public async Task<DeliverySource?> SourceAsync(MailDelivery delivery, CancellationToken cancellationToken) => delivery.Content is { } content
        ? DeliverySource.Of(delivery, OutboxMessage.Parse(content))
        : await subscriptions.FindAsync(delivery.SubscriptionId, cancellationToken) is { } subscription ? DeliverySource.Of(subscription) : null;

    // The result is known, so retry while the database is busy or unavailable.
    private async Task RetryAsync(Func<Task> write)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await write();
                return;
            }
            catch (Exception failure) when (failure is not OperationCanceledException && tries < MaxTries)
            {
                await Task.Delay(RetryInterval, time, CancellationToken.None);
            }
        }
    }
}
