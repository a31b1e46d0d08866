namespace Reporting.Delivery.Outbox;

/// <summary>Selects deliveries. A property that is null does not restrict.</summary>
public sealed record DeliveryFilter
{
    public DeliveryState? State { get; init; }

    public string? SubscriptionId { get; init; }

    public string? Recipient { get; init; }

    /// <summary>Owner of the subscription.</summary>
    public string? Owner { get; init; }

    /// <summary>Id of the last delivery of the previous page.</summary>
    public string? After { get; init; }
}
