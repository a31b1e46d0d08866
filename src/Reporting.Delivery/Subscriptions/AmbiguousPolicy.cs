namespace Reporting.Delivery.Subscriptions;

/// <summary>What becomes of a copy of which nobody knows whether the relay took it.</summary>
public enum AmbiguousPolicy
{
    /// <summary>A person decides.</summary>
    Ask,

    /// <summary>It is sent again: perhaps twice, never not at all.</summary>
    Resend,

    /// <summary>It counts as sent: never twice, perhaps not at all.</summary>
    AssumeSent,
}
