using Microsoft.Extensions.Options;
using Reporting.Delivery.Mail;
using Reporting.Delivery.Schedules;
using Reporting.Delivery.Subscriptions;

namespace Reporting.Delivery.Outbox;

/// <summary>Puts the deliveries of a subscription into the outbox: what is due, or one for everybody now.</summary>
public sealed class DeliveryPlanner(OutboxStore outbox, OutboxEntries entries, DeliveryStore deliveries, TimeProvider time, IOptions<MailOptions> options)
{
    /// <summary>What is put into the outbox of a subscription that is due. False where somebody else was faster.</summary>
    public async Task<bool> PlanAsync(Subscription subscription, CancellationToken cancellationToken)
    {
        if (!ScheduleReader.Read(subscription.Definition.Schedule, subscription.Definition.TimeZone).IsValue(out var schedule, out _))
        {
            // A time zone that this machine has no longer: it stays due, and late.
            return false;
        }

        // As exact as the database is.
        var now = DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds());
        var plan = DuePlan.Of(subscription.Definition, schedule, subscription.PlannedUntil, now, TimeSpan.FromMinutes(options.Value.MissedAfterMinutes));
        var next = subscription with
        {
            PlannedUntil = plan.PlannedUntil, NextDue = plan.NextDue, State = plan.NextDue is null ? SubscriptionState.Ended : subscription.State,
        };
        return await outbox.PlanAsync(next, [.. plan.Send.SelectMany(s => entries.Of(subscription, s.Occurrence, s.Missed))], cancellationToken);
    }

    /// <summary>Puts a copy for everybody into the outbox, now and beside the schedule.</summary>
    public async Task<IReadOnlyList<MailDelivery>> RunAsync(Subscription subscription, CancellationToken cancellationToken)
    {
        var copies = entries.ByHand(subscription, time.GetUtcNow()).ToList();
        await outbox.AddAsync(copies, cancellationToken);
        return [.. (await deliveries.ListAsync(new DeliveryFilter { SubscriptionId = subscription.Id }, copies.Count + 1000, cancellationToken)).Where(d => copies.Any(c => c.Id == d.Id))];
    }
}
