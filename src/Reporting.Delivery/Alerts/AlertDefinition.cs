using System.Text.Json;
using System.Text.Json.Serialization;
using Reporting.Delivery.Subscriptions;

namespace Reporting.Delivery.Alerts;

/// <summary>Condition and recipients of an alert. The owner writes it, and <see cref="AlertDefinitionCheck"/> validates it.</summary>
public sealed record AlertDefinition
{
    /// <summary>The JSON options with which the database stores it.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) } };

    public const int UsualQuietHours = 24;

    public required string Name { get; init; }

    public required AlertCondition Condition { get; init; }

    /// <summary>The words of the aggregate endpoint: <c>measures</c>, <c>by</c>, filters, <c>search</c>, <c>find</c>. Years can be relative, as in reports.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Query { get; init; } = [];

    /// <summary>The id of a report whose figure is watched, instead of a query.</summary>
    public string? Report { get; init; }

    /// <summary>The parameters of the report.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Parameters { get; init; } = [];

    /// <summary>The measure of the report's figure; null for its first figure.</summary>
    public string? Figure { get; init; }

    public string Language { get; init; } = "en";

    /// <summary>Addresses of mail.</summary>
    public IReadOnlyList<string> Recipients { get; init; } = [];

    /// <summary>Addresses of receivers.</summary>
    public IReadOnlyList<string> Webhooks { get; init; } = [];

    /// <summary>When to check in addition to imports: words or five cron fields; null for imports alone.</summary>
    public string? Schedule { get; init; }

    /// <summary>An IANA name.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>Hours after a message in which no other is sent.</summary>
    public int QuietHours { get; init; } = UsualQuietHours;

    /// <summary>The policy for a mail that the relay may or may not have.</summary>
    public AmbiguousPolicy Ambiguous { get; init; }

    /// <summary>Address for failure notices; null for the owner, if the owner's name is an address.</summary>
    public string? Notify { get; init; }

    /// <summary>True if both watch the same figure or engagements, so that reported items are not reported again.</summary>
    public bool WatchesLike(AlertDefinition other) =>
        Condition == other.Condition && Query.SequenceEqual(other.Query) && Report == other.Report && Parameters.SequenceEqual(other.Parameters) && Figure == other.Figure;
}

/// <summary>When an alert is met. Each kind uses some of the numbers.</summary>
/// <param name="Value">Of <c>above</c>, <c>below</c> and <c>changed</c>.</param>
/// <param name="Percent">Of <c>changed</c>, instead of a value.</param>
/// <param name="Months">Of <c>silent</c>.</param>
/// <param name="Days">Of <c>stale</c>.</param>
public sealed record AlertCondition(AlertKind Kind, decimal? Value = null, decimal? Percent = null, int? Months = null, int? Days = null)
{
    /// <summary>True for events, which are reported once each; false for states, which are reported again after they ended.</summary>
    [JsonIgnore]
    public bool IsOfEvents => Kind is AlertKind.Changed or AlertKind.First or AlertKind.Matches;

    /// <summary>True where a measure is compared with a number.</summary>
    [JsonIgnore]
    public bool IsOfFigures => Kind is AlertKind.Above or AlertKind.Below or AlertKind.Changed;

    /// <summary>True where the message lists engagements.</summary>
    [JsonIgnore]
    public bool IsOfEngagements => Kind is AlertKind.Matches or AlertKind.Overdue;

    /// <summary>True where the message lists items with a name and a date: engagements or commitments.</summary>
    [JsonIgnore]
    public bool IsOfList => IsOfEngagements || Kind == AlertKind.OverdueCommitments;
}

/// <summary>The kinds of conditions.</summary>
public enum AlertKind
{
    /// <summary>The figure is greater than a number.</summary>
    Above,

    /// <summary>The figure is less than a number.</summary>
    Below,

    /// <summary>The figure differs from that of the last check by a number or a percentage, or by more.</summary>
    Changed,

    /// <summary>A member appears that was never there before.</summary>
    First,

    /// <summary>No engagement for some months.</summary>
    Silent,

    /// <summary>An engagement matches that did not match before.</summary>
    Matches,

    /// <summary>A planned engagement is not confirmed, although its day is over.</summary>
    Overdue,

    /// <summary>The due date of a commitment is over, and it was neither delivered nor dropped.</summary>
    OverdueCommitments,

    /// <summary>No import for some days.</summary>
    Stale,
}
