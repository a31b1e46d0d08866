namespace Reporting.Delivery.Links;

/// <summary>A file of a mail: of which copy, which of its files, and until when it may be fetched.</summary>
public sealed record FileLink(string DeliveryId, int Index, DateTimeOffset Until);
