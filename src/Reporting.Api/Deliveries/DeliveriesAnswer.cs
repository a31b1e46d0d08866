namespace Reporting.Api.Deliveries;

/// <summary>A page of deliveries.</summary>
public sealed record DeliveriesAnswer(IReadOnlyList<DeliveryAnswer> Data, DeliveriesMeta Meta);
