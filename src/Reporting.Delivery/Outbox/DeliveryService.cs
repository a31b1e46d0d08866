using Reporting.Delivery.Subscriptions;
using Reporting.Engine.Access;
using Reporting.Warehouse.Problems;

namespace Reporting.Delivery.Outbox;

/// <summary>What owners do with single copies: those of others' subscriptions are not there.</summary>
public sealed class DeliveryService(DeliveryStore deliveries, SubscriptionService book)
{
    /// <param name="seesAll">True for administrators.</param>
    public async Task<Outcome<MailDelivery>> FindAsync(string id, Caller caller, bool seesAll, CancellationToken cancellationToken) =>
        await deliveries.FindAsync(id, cancellationToken) is { } found && (await book.FindAsync(found.SubscriptionId, caller, seesAll, cancellationToken)).Problem is null
            ? found
            : SubscriptionProblems.UnknownDelivery;

    /// <summary>Sends one copy again, and no other; an ambiguous one too: somebody decided.</summary>
    public async Task<Outcome<MailDelivery>> ResendAsync(string id, Caller caller, bool seesAll, CancellationToken cancellationToken)
    {
        if (!(await FindAsync(id, caller, seesAll, cancellationToken)).IsValue(out _, out var problem))
        {
            return problem;
        }

        return await deliveries.ResendAsync(id, caller.Name, cancellationToken) ? await FindAsync(id, caller, seesAll, cancellationToken) : SubscriptionProblems.UnderWay;
    }

    /// <summary>Says of an ambiguous copy that it has arrived.</summary>
    public async Task<Outcome<MailDelivery>> AcknowledgeAsync(string id, Caller caller, bool seesAll, CancellationToken cancellationToken)
    {
        if (!(await FindAsync(id, caller, seesAll, cancellationToken)).IsValue(out _, out var problem))
        {
            return problem;
        }

        return await deliveries.AcknowledgeAsync(id, caller.Name, cancellationToken) ? await FindAsync(id, caller, seesAll, cancellationToken) : SubscriptionProblems.NotAmbiguous;
    }
}
