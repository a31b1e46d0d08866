using Reporting.Warehouse.Problems;

namespace Reporting.Delivery.Subscriptions;

/// <summary>What can be wrong with subscriptions and deliveries beside their definitions.</summary>
public static class SubscriptionProblems
{
    public static readonly Problem Unknown = new(ErrorCodes.UnknownSubscription, "There is no such subscription.", "See /api/v1/subscriptions for yours.");

    public static readonly Problem UnknownDelivery = new(ErrorCodes.UnknownDelivery, "There is no such delivery.", "See /api/v1/deliveries; those of a deleted subscription go with it.");

    public static readonly Problem Changed = new(ErrorCodes.SubscriptionChanged, "Somebody else changed it at the same time.", "Look at it again, and change it once more.");

    public static readonly Problem UnderWay = new(ErrorCodes.DeliveryUnderWay, "It is waiting or being sent already.", "Look at it again in a moment.");

    public static readonly Problem NotAmbiguous = new(ErrorCodes.DeliveryNotAmbiguous, "Only of an ambiguous delivery can it be said that it arrived.", "Look at its state.");
}
