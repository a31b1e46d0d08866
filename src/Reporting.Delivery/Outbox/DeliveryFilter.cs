namespace Reporting.Delivery.Outbox;

/// <summary>Which deliveries; null for all of a kind.</summary>
public sealed record DeliveryFilter
{
    public DeliveryState? State { get; init; }

    public string? SubscriptionId { get; init; }

    public string? Recipient { get; init; }

    /// <summary>Of this owner's subscriptions.</summary>
    public string? Owner { get; init; }

    /// <summary>Id of the last one of the page before.</summary>
    public string? After { get; init; }
}
