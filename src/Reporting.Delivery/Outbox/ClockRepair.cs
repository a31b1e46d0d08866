using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Reporting.Delivery.Mail;
using Reporting.Delivery.Schedules;
using Reporting.Delivery.Subscriptions;
using Reporting.Warehouse.Text;

namespace Reporting.Delivery.Outbox;

/// <summary>
/// Repairs the outbox after a clock was ahead. It shortens leases, retries waiting deliveries at once, and plans subscriptions again from the last
/// occurrence that was really due.
/// </summary>
public sealed partial class ClockRepair(
    OutboxClock outbox, SubscriptionStore subscriptions, ClockWatch watch, TimeProvider time, IOptions<MailOptions> options, ILogger<ClockRepair> log)
{
    // The clocks of cooperating processes may differ a little.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan CheckInterval = TimeSpan.FromMinutes(1);

    // Older occurrences are not caught up: they were sent or missed long ago.
    private static readonly TimeSpan MaxLookBack = TimeSpan.FromDays(7);

    private long? _lastCheck;

    private DateTimeOffset Now => time.NowInSeconds();

    /// <summary>Repairs at once after a jump of this process's clock. It also checks once a minute, because the clock of another process may have jumped.</summary>
    public async Task RepairAsync(CancellationToken cancellationToken)
    {
        if (!watch.HasJumped() && _lastCheck is { } last && time.GetElapsedTime(last) < CheckInterval)
        {
            return;
        }

        _lastCheck = time.GetTimestamp();
        await outbox.RepairAsync(DeliveryOutcomes.MaxDelay + Tolerance, TimeSpan.FromSeconds(options.Value.LeaseSeconds) + Tolerance, cancellationToken);
        var latestValid = Now + Tolerance;
        foreach (var subscription in await subscriptions.PlannedAfterAsync(latestValid, cancellationToken))
        {
            await PlanAgainAsync(subscription, latestValid, cancellationToken);
        }
    }

    private async Task PlanAgainAsync(Subscription subscription, DateTimeOffset latestValid, CancellationToken cancellationToken)
    {
        if (!ScheduleReader.Read(subscription.Definition.Schedule, subscription.Definition.TimeZone).IsValue(out var schedule, out _))
        {
            return;
        }

        var from = await FromAsync(subscription, cancellationToken);
        var next = DuePlan.Due(subscription.Definition, schedule, from).FirstOrDefault()?.Due;
        var again = subscription with { PlannedUntil = from, NextDue = next, State = next is null ? SubscriptionState.Ended : SubscriptionState.Active };
        if (await outbox.PlanAgainAsync(again, latestValid, cancellationToken))
        {
            LogPlannedAgain(subscription.Id, subscription.PlannedUntil, from);
        }
    }

    // Times that were written while the clock was ahead do not tell what was due.
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "Subscription {Id} was planned until {Until:O}, which is in the future, because a clock was ahead. It is planned again from {From:O}")]
    private partial void LogPlannedAgain(string id, DateTimeOffset until, DateTimeOffset from);
}
