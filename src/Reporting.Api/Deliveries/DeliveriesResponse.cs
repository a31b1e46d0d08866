namespace Reporting.Api.Deliveries;

/// <summary>A page of deliveries.</summary>
public sealed record DeliveriesResponse(IReadOnlyList<DeliveryResponse> Data, DeliveriesPageResponse Meta);
