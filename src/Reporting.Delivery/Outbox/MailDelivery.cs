namespace Reporting.Delivery.Outbox;

/// <summary>One copy of a mail for one recipient, as far as it is.</summary>
public sealed record MailDelivery
{
    /// <summary>Kind of what tells an owner that something is broken.</summary>
    public const string Notice = "notice";

    /// <summary>With which occurrences begin that nobody scheduled.</summary>
    internal const string Run = "run ";

    /// <summary>With which occurrences begin that were sent before their time because a clock was ahead.</summary>
    internal const string Early = "early ";

    public required string Id { get; init; }

    public required string SubscriptionId { get; init; }

    /// <summary>The wall clock of the schedule (2026-03-29T02:30); "run …" by hand; "notice …" about one; "early …" where a clock was ahead.</summary>
    public required string Occurrence { get; init; }

    public required string Recipient { get; init; }

    /// <summary>to, cc, bcc or notice.</summary>
    public required string Kind { get; init; }

    public required DateTimeOffset Due { get; init; }

    public required DeliveryState State { get; init; }

    /// <summary>Of the next attempt.</summary>
    public required DateTimeOffset NotBefore { get; init; }

    public required int Attempts { get; init; }

    /// <summary>Without the angle brackets; the same in every attempt.</summary>
    public required string MessageId { get; init; }

    /// <summary>What it carries, once that is made.</summary>
    public string? Prepared { get; init; }

    public string? Note { get; init; }

    /// <summary>What the relay said, or what went wrong.</summary>
    public string? Reason { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public bool IsByHand => Occurrence.StartsWith(Run, StringComparison.Ordinal);

    internal string? Worker { get; init; }
}
