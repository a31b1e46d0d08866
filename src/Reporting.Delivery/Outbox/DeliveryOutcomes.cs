using Microsoft.Extensions.Options;
using Reporting.Delivery.Mail;
using Reporting.Delivery.Subscriptions;
using Reporting.Rendering.Values;

namespace Reporting.Delivery.Outbox;

/// <summary>How a copy's attempt ends: what is written down, and who is told.</summary>
public sealed class DeliveryOutcomes(OutboxStore outbox, SubscriptionStore subscriptions, DeliveryNotices notices, TimeProvider time, IOptions<MailOptions> options)
{
    private const int MaxTries = 30;

    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);
    internal static readonly TimeSpan MaxDelay = TimeSpan.FromHours(1);

    public Task DeliveredAsync(MailDelivery copy, string reply) => RetryAsync(() => outbox.EndAsync(copy, DeliveryState.Delivered, reply, null, CancellationToken.None));

    /// <summary>Nobody knows whether the relay has it: the subscription says what then.</summary>
    public async Task MarkAmbiguousAsync(MailDelivery copy, Subscription? subscription, string reason, CancellationToken cancellationToken)
    {
        switch (subscription?.Definition.Ambiguous)
        {
            case AmbiguousPolicy.Resend:
                await RetryAsync(copy, subscription, $"{reason} It may have arrived; sent again as the subscription says.", cancellationToken);
                break;
            case AmbiguousPolicy.AssumeSent:
                await outbox.EndAsync(copy, DeliveryState.Delivered, $"{reason} Taken as sent, as the subscription says.", null, cancellationToken);
                break;
            default:
                await EndAsync(copy, DeliveryState.Ambiguous, subscription, c => c.InDoubt, reason, cancellationToken);
                break;
        }
    }

    /// <summary>Tries it later, unless it was tried often enough.</summary>
    public async Task RetryAsync(MailDelivery copy, Subscription? subscription, string reason, CancellationToken cancellationToken)
    {
        if (copy.Attempts >= options.Value.MaxAttempts)
        {
            await GiveUpAsync(copy, subscription ?? await subscriptions.FindAsync(copy.SubscriptionId, cancellationToken), reason, cancellationToken);
            return;
        }

        // Not all that failed together come back together.
        var delay = options.Value.RetrySeconds * Math.Pow(2, Math.Min(copy.Attempts - 1, 20)) * (0.9 + (Random.Shared.NextDouble() * 0.2));
        await RetryAsync(() => outbox.PostponeAsync(copy, TimeSpan.FromSeconds(Math.Min(delay, MaxDelay.TotalSeconds)), reason, counts: true, cancellationToken));
    }

    public Task RefusedAsync(MailDelivery copy, Subscription subscription, string reason, CancellationToken cancellationToken) =>
        RetryAsync(() => EndAsync(copy, DeliveryState.Refused, subscription, c => c.RefusedByRelay, reason, cancellationToken));

    public Task GiveUpAsync(MailDelivery copy, Subscription? subscription, string reason, CancellationToken cancellationToken) =>
        RetryAsync(() => EndAsync(copy, DeliveryState.Failed, subscription, c => c.NotSent, reason, cancellationToken));

    /// <param name="subscription">Null where it is gone: then nobody is told.</param>
    private async Task EndAsync(MailDelivery copy, DeliveryState state, Subscription? subscription, Func<Captions, string> phrase, string reason, CancellationToken cancellationToken)
    {
        var notice = subscription is null ? null : notices.About(copy, subscription, phrase, reason);
        if (await outbox.EndAsync(copy, state, reason, notice, cancellationToken) && subscription is not null)
        {
            notices.Log(copy, subscription, phrase, reason);
        }
    }

    // The relay has said what became of it: a database that is busy or away for a moment must not make that unknown.
    private async Task RetryAsync(Func<Task> write)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await write();
                return;
            }
            catch (Exception away) when (away is not OperationCanceledException && tries < MaxTries)
            {
                await Task.Delay(Moment, time, CancellationToken.None);
            }
        }
    }
}
