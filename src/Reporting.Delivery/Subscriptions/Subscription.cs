using Reporting.Delivery.SavedReports;

namespace Reporting.Delivery.Subscriptions;

/// <summary>A report that is mailed on a schedule.</summary>
public sealed record Subscription
{
    public required string Id { get; init; }

    public required string Owner { get; init; }

    /// <summary>Null for the command line, which sees all data.</summary>
    public required IReadOnlyList<string>? OwnerRoles { get; init; }

    public required SubscriptionDefinition Definition { get; init; }

    public required SubscriptionState State { get; init; }

    /// <summary>The outbox contains all occurrences until this instant.</summary>
    public required DateTimeOffset PlannedUntil { get; init; }

    /// <summary>Null if the subscription has ended.</summary>
    public DateTimeOffset? NextDue { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    internal int Changes { get; init; }

    /// <summary>The name that people read.</summary>
    public string Title => Definition.Name ?? Definition.Report;

    /// <summary>The name, else the title of the report. A subscription to a saved report has a name.</summary>
    public string TitleIn(ReportFinder reports) => Definition.Name ?? reports.ShippedTitle(Definition.Report, Definition.Language) ?? Definition.Report;
}

/// <summary>The state of a subscription.</summary>
public enum SubscriptionState
{
    Active,
    Paused,

    /// <summary>The schedule has no further due time.</summary>
    Ended,
}
