using System.Text.Json;
using Reporting.Rendering.Values;

namespace Reporting.Delivery.Alerts;

/// <summary>A condition that is checked after each import and by schedule.</summary>
public sealed record Alert
{
    public required string Id { get; init; }

    public required string Owner { get; init; }

    /// <summary>Null for the command line, which sees all data.</summary>
    public required IReadOnlyList<string>? OwnerRoles { get; init; }

    public required AlertDefinition Definition { get; init; }

    public required AlertState State { get; init; }

    /// <summary>Null if it is checked after imports only.</summary>
    public DateTimeOffset? NextCheck { get; init; }

    /// <summary>The data version of the last check; null before the first.</summary>
    public long? CheckedVersion { get; init; }

    public DateTimeOffset? CheckedAt { get; init; }

    public AlertMemory? Memory { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>Grows with each check and each change.</summary>
    public int Changes { get; init; }

    internal string? Worker { get; init; }
}

/// <summary>Whether an alert is checked.</summary>
public enum AlertState
{
    Active,
    Paused,
}

/// <summary>State of an alert that the next check needs.</summary>
public sealed record AlertMemory
{
    /// <summary>Items that were reported and still meet the condition, with the time of the report.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> Told { get; init; } = new Dictionary<string, DateTimeOffset>();

    /// <summary>Events that the quiet time holds back.</summary>
    public IReadOnlyList<AlertItem> Waiting { get; init; } = [];

    /// <summary>The figures of the last check, with which the next is compared; null before the first.</summary>
    public IReadOnlyDictionary<string, decimal>? Figures { get; init; }

    /// <summary>The members or engagements that were there before; null before the first check.</summary>
    public IReadOnlyList<string>? Seen { get; init; }

    public DateTimeOffset? LastSent { get; init; }

    /// <summary>A hash of the owner's rights at the last check; null before the first.</summary>
    public string? Rights { get; init; }

    /// <summary>
    /// The memory without figures and events that were found under other rights than the owner's present ones: they may show data that the owner no longer sees.
    /// </summary>
    public AlertMemory Under(string rights) => Rights is null || Rights == rights ? this with { Rights = rights } : this with { Rights = rights, Figures = null, Waiting = [] };

    public string Text() => JsonSerializer.Serialize(this, AlertDefinition.Json);

    public static AlertMemory? Parse(string? text) => text is null ? null : JsonSerializer.Deserialize<AlertMemory>(text, AlertDefinition.Json);
}

/// <summary>One item that meets a condition: a row of a query, an engagement, or the total.</summary>
/// <param name="Key">The codes of the row; empty for the total.</param>
/// <param name="Label">Its name in the language of the alert.</param>
public sealed record AlertItem(string Key, string Label)
{
    /// <summary>The figure; null if there is none.</summary>
    public decimal? Number { get; init; }

    /// <summary>The figure or the date in words.</summary>
    public string? Value { get; init; }

    /// <summary>The figure of the last check in words.</summary>
    public string? Before { get; init; }

    /// <summary>Its page, such as <c>/engagements/mou-2025</c>; null without one.</summary>
    public string? Page { get; init; }

    /// <summary>A figure as a number, amounts exactly and without zeros at the end; null for what is no number.</summary>
    internal static decimal? NumberOf(object? value) => value switch
    {
        decimal amount => amount / 1.0000000000000000000000000000m,
        long count => count,
        _ => ValueNumber.Of(value) is { } number ? (decimal)number : null,
    };
}
