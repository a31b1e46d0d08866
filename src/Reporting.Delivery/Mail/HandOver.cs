namespace Reporting.Delivery.Mail;

/// <summary>What became of a message: taken, put off, refused for good, or not known.</summary>
public sealed record HandOver(HandOverState State, HandOverPhase Phase, string Reason)
{
    public static HandOver Accepted(string reply) => new(HandOverState.Accepted, HandOverPhase.Accepted, reply);

    /// <summary>A connection that broke: before the final dot nothing was handed over, from then on nobody knows.</summary>
    public static HandOver Broken(HandOverPhase phase, string reason) =>
        new(phase == HandOverPhase.Ending ? HandOverState.Ambiguous : HandOverState.PutOff, phase, reason);
}
