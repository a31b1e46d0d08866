namespace Reporting.Delivery.Outbox;

/// <summary>One mail or webhook to one recipient, with its state.</summary>
public sealed record MailDelivery
{
    /// <summary>Kind of a mail that notifies an owner of a failure.</summary>
    public const string Notice = "notice";

    /// <summary>Prefix of occurrences that were started by hand.</summary>
    internal const string Run = "run ";

    /// <summary>Prefix of occurrences that were sent too early because a clock was ahead.</summary>
    internal const string Early = "early ";

    public required string Id { get; init; }

    public required string SubscriptionId { get; init; }

    /// <summary>The wall clock of the schedule (2026-03-29T02:30), or a text that starts with "run ", "notice " or "early ".</summary>
    public required string Occurrence { get; init; }

    public required string Recipient { get; init; }

    /// <summary>to, cc, bcc or notice.</summary>
    public required string Kind { get; init; }

    public required DateTimeOffset Due { get; init; }

    public required DeliveryState State { get; init; }

    /// <summary>Earliest time of the next attempt.</summary>
    public required DateTimeOffset NotBefore { get; init; }

    public required int Attempts { get; init; }

    /// <summary>Without the angle brackets; the same for every attempt.</summary>
    public required string MessageId { get; init; }

    /// <summary>Id of the prepared mail; null before it is made.</summary>
    public string? Prepared { get; init; }

    public string? Note { get; init; }

    /// <summary>The relay's reply, or the failure.</summary>
    public string? Reason { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>True until the state is final. Such a delivery cannot be sent again.</summary>
    public bool IsUnderWay => State is DeliveryState.Waiting or DeliveryState.Sending or DeliveryState.HandingOver;

    public bool IsByHand => Occurrence.StartsWith(Run, StringComparison.Ordinal);

    /// <summary>Of a message: whose it is. Null for a mail of a subscription, which has an owner itself.</summary>
    public string? Owner { get; init; }

    /// <summary>Of a message: the address of a webhook; null for a mail.</summary>
    public string? Target { get; init; }

    /// <summary>The content of a message (<see cref="OutboxMessage"/>); null for a mail of a subscription. Lists leave it out.</summary>
    public string? Content { get; init; }

    internal string? Worker { get; init; }
}
