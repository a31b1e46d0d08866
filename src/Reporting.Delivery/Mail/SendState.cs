namespace Reporting.Delivery.Mail;

/// <summary>Whether the relay has the message.</summary>
public enum SendState
{
    Accepted,

    /// <summary>Not now: try again later.</summary>
    PutOff,

    /// <summary>Never: trying again does not help.</summary>
    Refused,

    /// <summary>It may have been taken: a person, or the policy, decides.</summary>
    Ambiguous,
}
