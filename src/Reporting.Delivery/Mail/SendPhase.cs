namespace Reporting.Delivery.Mail;

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
