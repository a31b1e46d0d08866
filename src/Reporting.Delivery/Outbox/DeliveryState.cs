namespace Reporting.Delivery.Outbox;

/// <summary>How far a copy is. All from <see cref="Delivered"/> on are final; of an ambiguous one a person may say more.</summary>
public enum DeliveryState
{
    Waiting,

    /// <summary>A process makes it ready or talks to the relay; the relay does not have it.</summary>
    Sending,

    /// <summary>The end of the message is on its way to the relay.</summary>
    HandingOver,
    Delivered,

    /// <summary>By the relay, for good.</summary>
    Refused,

    /// <summary>It could not be made, or was tried often enough.</summary>
    Failed,

    /// <summary>Nobody knows whether the relay has it.</summary>
    Ambiguous,

    /// <summary>There was nothing to send.</summary>
    Skipped,
    Cancelled,
}
