namespace Reporting.Delivery.Subscriptions;

/// <summary>With whose eyes a report is made.</summary>
public enum RunAs
{
    /// <summary>Each recipient gets what they may see themselves.</summary>
    Recipient,

    /// <summary>Everybody gets what the owner sees: an explicit choice, in the audit trail.</summary>
    Owner,
}
