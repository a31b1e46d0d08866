using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Reporting.Delivery.Mail;
using Reporting.Delivery.Schedules;
using Reporting.Delivery.Subscriptions;

namespace Reporting.Delivery.Outbox;

/// <summary>
/// Times that lie further ahead than any process writes them are of a clock that was wrong: leases end soon, retries come now, and subscriptions that were
/// planned into the future are planned again from the last occurrence that was really due.
/// </summary>
public sealed partial class ClockRepair(
    OutboxClock outbox, SubscriptionStore subscriptions, ClockWatch watch, TimeProvider time, IOptions<MailOptions> options, ILogger<ClockRepair> log)
{
    // The clocks of processes that share the work may differ a little.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMinutes(1);

    // Further back nothing is caught up: what was due before has long been sent, or missed.
    private static readonly TimeSpan MaxLookBack = TimeSpan.FromDays(7);

    private long? _lastLook;

    private DateTimeOffset Now => DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds());

    /// <summary>Looks at once where the clock of this process jumped, and else once a minute: it may have been another's.</summary>
    public async Task MendAsync(CancellationToken cancellationToken)
    {
        if (!watch.HasJumped() && _lastLook is { } last && time.GetElapsedTime(last) < BetweenLooks)
        {
            return;
        }

        _lastLook = time.GetTimestamp();
        await outbox.MendAsync(DeliveryOutcomes.MaxDelay + Tolerance, TimeSpan.FromSeconds(options.Value.LeaseSeconds) + Tolerance, cancellationToken);
        var ahead = Now + Tolerance;
        foreach (var subscription in await subscriptions.PlannedAfterAsync(ahead, cancellationToken))
        {
            await PlanAgainAsync(subscription, ahead, cancellationToken);
        }
    }

    private async Task PlanAgainAsync(Subscription subscription, DateTimeOffset ahead, CancellationToken cancellationToken)
    {
        if (!ScheduleReader.Read(subscription.Definition.Schedule, subscription.Definition.TimeZone).IsValue(out var schedule, out _))
        {
            return;
        }

        var from = await FromAsync(subscription, cancellationToken);
        var next = DuePlan.Due(subscription.Definition, schedule, from).FirstOrDefault()?.Due;
        var again = subscription with { PlannedUntil = from, NextDue = next, State = next is null ? SubscriptionState.Ended : SubscriptionState.Active };
        if (await outbox.PlanAgainAsync(again, ahead, cancellationToken))
        {
            LogAgain(subscription.Id, subscription.PlannedUntil, from);
        }
    }

    // What was written while the clock was ahead says nothing of what was due.
    private async Task<DateTimeOffset> FromAsync(Subscription subscription, CancellationToken cancellationToken)
    {
        var now = Now;
        if (subscription.ChangedAt > now)
        {
            return now;
        }

        var last = await outbox.LastDueAsync(subscription.Id, now, cancellationToken);
        return new[] { last ?? now, subscription.ChangedAt, now - MaxLookBack }.Max();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Subscription {Id} was planned until {Until:O}, which is in the future: a clock was ahead. It is planned again from {From:O}")]
    private partial void LogAgain(string id, DateTimeOffset until, DateTimeOffset from);
}
