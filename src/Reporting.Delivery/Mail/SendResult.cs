namespace Reporting.Delivery.Mail;

/// <summary>What became of a message: taken, put off, refused for good, or not known.</summary>
public sealed record SendResult(SendState State, SendPhase Phase, string Reason)
{
    public static SendResult Accepted(string reply) => new(SendState.Accepted, SendPhase.Accepted, reply);

    /// <summary>A connection that broke: before the final dot nothing was handed over, from then on nobody knows.</summary>
    public static SendResult Broken(SendPhase phase, string reason) =>
        new(phase == SendPhase.Ending ? SendState.Ambiguous : SendState.PutOff, phase, reason);
}

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

/// <summary>How far a hand-over came.</summary>
public enum SendPhase
{
    Connecting,
    Greeting,
    Securing,
    Authenticating,
    Envelope,

    /// <summary>The text of the message is being sent; the relay does not have it yet.</summary>
    Content,

    /// <summary>The final dot is on its way or was sent: the relay may have taken the message, whatever happens now.</summary>
    Ending,

    Accepted,
}
