namespace Reporting.Delivery.Subscriptions;

/// <summary>A report that is mailed by a schedule.</summary>
public sealed record Subscription
{
    public required string Id { get; init; }

    public required string Owner { get; init; }

    /// <summary>Null for the command line, which sees everything.</summary>
    public required IReadOnlyList<string>? OwnerRoles { get; init; }

    public required SubscriptionDefinition Definition { get; init; }

    public required SubscriptionState State { get; init; }

    /// <summary>Occurrences until then are in the outbox.</summary>
    public required DateTimeOffset PlannedUntil { get; init; }

    /// <summary>Null where it is not due any more.</summary>
    public DateTimeOffset? NextDue { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    internal int Changes { get; init; }

    /// <summary>What people call it.</summary>
    public string Title => Definition.Name ?? Definition.Report;
}

/// <summary>Whether a subscription is due at all.</summary>
public enum SubscriptionState
{
    Active,
    Paused,

    /// <summary>It is not due any more.</summary>
    Ended,
}
