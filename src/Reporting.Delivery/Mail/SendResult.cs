namespace Reporting.Delivery.Mail;

/// <summary>The result of sending a message: accepted, written to a file, postponed, refused or ambiguous.</summary>
public sealed record SendResult(SendState State, SendPhase Phase, string Reason)
{
    public static SendResult Accepted(string reply) => new(SendState.Accepted, SendPhase.Accepted, reply);

    public static SendResult Written(string file) => new(SendState.Written, SendPhase.Accepted, $"Written to a file: {file}. No relay is set.");

    /// <summary>The connection broke. Before the final dot the message was not sent; after it, delivery is ambiguous.</summary>
    public static SendResult Broken(SendPhase phase, string reason) =>
        new(phase == SendPhase.Ending ? SendState.Ambiguous : SendState.Postponed, phase, reason);
}

/// <summary>Whether the relay accepted the message.</summary>
public enum SendState
{
    Accepted,

    /// <summary>Without a relay: the message is a file in a folder.</summary>
    Written,

    /// <summary>Refused for now; retrying may help.</summary>
    Postponed,

    /// <summary>Refused permanently; retrying does not help.</summary>
    Refused,

    /// <summary>The relay may have accepted it. The subscription's policy or a person decides.</summary>
    Ambiguous,
}

/// <summary>The phase of sending a message.</summary>
public enum SendPhase
{
    Connecting,
    Greeting,
    Securing,
    Authenticating,
    Envelope,

    /// <summary>The text of the message is being sent. The relay does not have the message yet.</summary>
    Content,

    /// <summary>The final dot was or is being sent. The relay may have accepted the message.</summary>
    Ending,

    Accepted,
}
