using Reporting.Delivery.Subscriptions;
using Reporting.Engine.Access;
using Reporting.Warehouse.Problems;

namespace Reporting.Delivery.Outbox;

/// <summary>Operations of owners on single deliveries. Deliveries of other owners are reported as unknown.</summary>
public sealed class DeliveryService(DeliveryStore deliveries, SubscriptionService subscriptions)
{
    /// <param name="seesAll">True for administrators.</param>
    public async Task<Outcome<MailDelivery>> FindAsync(string id, Caller caller, bool seesAll, CancellationToken cancellationToken) =>
        await deliveries.FindAsync(id, cancellationToken) is { } found && await SeesAsync(found, caller, seesAll, cancellationToken) ? found : SubscriptionProblems.UnknownDelivery;

    private async Task<bool> SeesAsync(MailDelivery delivery, Caller caller, bool seesAll, CancellationToken cancellationToken) => delivery.Owner is { } owner
        ? seesAll || owner == caller.Name
        : (await subscriptions.FindAsync(delivery.SubscriptionId, caller, seesAll, cancellationToken)).Problem is null;

    /// <summary>Sends one delivery again, even an ambiguous one.</summary>
    public async Task<Outcome<MailDelivery>> ResendAsync(string id, Caller caller, bool seesAll, CancellationToken cancellationToken)
    {
        if (!(await FindAsync(id, caller, seesAll, cancellationToken)).IsValue(out _, out var problem))
        {
            return problem;
        }

        return await deliveries.ResendAsync(id, caller.Name, cancellationToken) ? await FindAsync(id, caller, seesAll, cancellationToken) : SubscriptionProblems.UnderWay;
    }

    /// <summary>Marks an ambiguous delivery as arrived.</summary>
    public async Task<Outcome<MailDelivery>> AcknowledgeAsync(string id, Caller caller, bool seesAll, CancellationToken cancellationToken)
    {
        if (!(await FindAsync(id, caller, seesAll, cancellationToken)).IsValue(out _, out var problem))
        {
            return problem;
        }

        return await deliveries.AcknowledgeAsync(id, caller.Name, cancellationToken) ? await FindAsync(id, caller, seesAll, cancellationToken) : SubscriptionProblems.NotAmbiguous;
    }
}
