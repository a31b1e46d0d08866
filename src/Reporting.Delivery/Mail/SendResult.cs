namespace Reporting.Delivery.Mail;

/// <summary>What became of a message: taken, put off, refused for good, or not known.</summary>
public sealed record SendResult(SendState State, SendPhase Phase, string Reason)
{
    public static SendResult Accepted(string reply) => new(SendState.Accepted, SendPhase.Accepted, reply);

    /// <summary>A connection that broke: before the final dot nothing was handed over, from then on nobody knows.</summary>
    public static SendResult Broken(SendPhase phase, string reason) =>
        new(phase == SendPhase.Ending ? SendState.Ambiguous : SendState.PutOff, phase, reason);
}
