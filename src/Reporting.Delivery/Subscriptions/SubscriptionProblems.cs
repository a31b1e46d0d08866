using Reporting.Warehouse.Problems;

namespace Reporting.Delivery.Subscriptions;

/// <summary>Problems of subscriptions and deliveries, except those of definitions.</summary>
public static class SubscriptionProblems
{
    public static readonly Problem Unknown = new(ErrorCodes.UnknownSubscription, "There is no such subscription.", "GET /api/v1/subscriptions lists your subscriptions.");

    public static readonly Problem UnknownDelivery = new(ErrorCodes.UnknownDelivery, "There is no such delivery.", "GET /api/v1/deliveries lists your deliveries. Deleting a subscription deletes its deliveries.");

    public static readonly Problem Changed = new(ErrorCodes.SubscriptionChanged, "The subscription was changed by another request.", "Read it again, and repeat your change.");

    public static readonly Problem UnderWay = new(ErrorCodes.DeliveryUnderWay, "The delivery is already waiting or being sent.", "Check its state again in a moment.");

    public static readonly Problem NotAmbiguous = new(ErrorCodes.DeliveryNotAmbiguous, "Only an ambiguous delivery can be confirmed as arrived.", "Check the state of the delivery.");
}
