namespace Reporting.Delivery.Outbox;

/// <summary>The copy in hand is no longer this worker's: nothing of it may be sent.</summary>
internal sealed class DeliveryLostException() : Exception("The copy was taken over by another worker.");
