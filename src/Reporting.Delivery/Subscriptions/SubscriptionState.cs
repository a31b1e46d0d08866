namespace Reporting.Delivery.Subscriptions;

/// <summary>Whether a subscription is due at all.</summary>
public enum SubscriptionState
{
    Active,
    Paused,

    /// <summary>It is not due any more.</summary>
    Ended,
}
