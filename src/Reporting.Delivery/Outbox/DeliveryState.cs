namespace Reporting.Delivery.Outbox;

/// <summary>The state of a delivery. All states from <see cref="Delivered"/> on are final, but a person can resolve an ambiguous delivery.</summary>
public enum DeliveryState
{
    Waiting,

    /// <summary>A worker prepares the mail or talks to the relay. The relay does not have the mail.</summary>
    Sending,

    /// <summary>The end of the message is being sent to the relay.</summary>
    HandingOver,
    Delivered,

    /// <summary>No relay is set, so the mail is a file in Mail:Folder.</summary>
    Written,

    /// <summary>The relay refused the mail permanently.</summary>
    Refused,

    /// <summary>The mail could not be made, or all attempts failed.</summary>
    Failed,

    /// <summary>The relay may or may not have the mail.</summary>
    Ambiguous,

    /// <summary>The report was empty or unchanged.</summary>
    Skipped,
    Cancelled,
}
