using Reporting.Warehouse.Problems;

namespace Reporting.Delivery.Subscriptions;

/// <summary>Problems of subscriptions and deliveries, except those of definitions.</summary>
public static class SubscriptionProblems
{
    public static readonly Problem Unknown = new(ProblemKind.NotFound, "unknown-subscription", "There is no such subscription.", "GET /api/v1/subscriptions lists your subscriptions.");

    public static readonly Problem UnknownDelivery = new(ProblemKind.NotFound, "unknown-delivery", "There is no such delivery.", "GET /api/v1/deliveries lists your deliveries. Deleting a subscription deletes its deliveries.");

    public static readonly Problem Changed = new(ProblemKind.Conflict, "subscription-changed", "The subscription was changed by another request.", "Read it again, and repeat your change.");

    public static readonly Problem UnderWay = new(ProblemKind.Conflict, "delivery-under-way", "The delivery is already waiting or being sent.", "Check its state again in a moment.");

    public static readonly Problem NotAmbiguous = new(ProblemKind.Conflict, "delivery-not-ambiguous", "Only an ambiguous delivery can be confirmed as arrived.", "Check the state of the delivery.");
}
