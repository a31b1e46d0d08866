using Microsoft.Extensions.Options;
using Reporting.Delivery.Mail;
using Reporting.Delivery.Schedules;
using Reporting.Delivery.Subscriptions;
using Reporting.Warehouse.Text;

namespace Reporting.Delivery.Outbox;

/// <summary>Adds the deliveries of a subscription to the outbox, when they are due or by hand.</summary>
public sealed class DeliveryPlanner(OutboxStore outbox, OutboxEntries entries, DeliveryStore store, TimeProvider time, IOptions<MailOptions> options)
{
    /// <summary>Plans a due subscription. False if another process or a change came first.</summary>
    public async Task<bool> PlanAsync(Subscription subscription, CancellationToken cancellationToken)
    {
        if (!ScheduleReader.Read(subscription.Definition.Schedule, subscription.Definition.TimeZone).IsValue(out var schedule, out _))
        {
            // This machine no longer knows the time zone. The subscription stays due and becomes late.
            return false;
        }

        var now = time.NowInSeconds();
        var plan = DuePlan.Of(subscription.Definition, schedule, subscription.PlannedUntil, now, TimeSpan.FromMinutes(options.Value.MissedAfterMinutes));
        var next = subscription with
        {
            PlannedUntil = plan.PlannedUntil, NextDue = plan.NextDue, State = plan.NextDue is null ? SubscriptionState.Ended : subscription.State,
        };
        return await outbox.PlanAsync(next, [.. plan.Send.SelectMany(s => entries.Of(subscription, s.Occurrence, s.Missed))], cancellationToken);
    }

    /// <summary>Adds one delivery for each recipient now, outside the schedule.</summary>
    public async Task<IReadOnlyList<MailDelivery>> RunAsync(Subscription subscription, CancellationToken cancellationToken)
    {
        var deliveries = entries.ByHand(subscription, time.GetUtcNow()).ToList();
        await outbox.AddAsync(deliveries, cancellationToken);
        return [.. (await store.ListAsync(new DeliveryFilter { SubscriptionId = subscription.Id }, deliveries.Count + 1000, cancellationToken)).Where(d => deliveries.Any(c => c.Id == d.Id))];
    }
}
