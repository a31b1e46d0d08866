using System.Text.Json.Serialization;

namespace Reporting.Engine.Reports.Documents;

/// <summary>The answer of a report in one sentence, with the figures that the sentence is made of.</summary>
/// <param name="Sentence">"India and Israel: 8 engagements in 2025, 7 more than in 2024; most in Defence policy (4)".</param>
/// <param name="Figure">The engagements, and their change where the data cover both periods.</param>
/// <param name="Leaders">The members that the sentence names: at most two, each with more than the next one.</param>
/// <param name="Trend">A small chart by year, or by month of a single year; null if the caller may not see its periods.</param>
/// <param name="Top">The first five members, the others, and what is not stated; or the details that are not stated.</param>
public sealed record HeadlineSection(
    string Id, string Title, string? Note, string Sentence, Kpi Figure, IReadOnlyList<HeadlineLeader> Leaders, ChartSection? Trend, TableSection Top)
    : ReportSection(Id, Title, Note)
{
    /// <summary>Other figures that the sentence names; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Kpi>? Beside { get; init; }

    /// <summary>The topic of the sentence.</summary>
    [JsonIgnore]
    public HeadlineKind Kind { get; init; }

    /// <summary>True for commitments of which none has a due date.</summary>
    [JsonIgnore]
    public bool HasNoDueDates { get; init; }

    /// <summary>The first year that the sentence names, of those that the data cover; null for an open end.</summary>
    [JsonIgnore]
    public int? FirstYear { get; init; }

    /// <summary>The last one.</summary>
    [JsonIgnore]
    public int? LastYear { get; init; }
}

/// <summary>A member that a headline names, with its engagements.</summary>
public sealed record HeadlineLeader(string? Code, string Name, long Count);

/// <summary>The topic of a headline.</summary>
public enum HeadlineKind
{
    /// <summary>Most in a domain, a type, a place.</summary>
    MostIn,

    /// <summary>Most with a country, an organisation, a person.</summary>
    MostWith,

    /// <summary>Most between the countries of a pair.</summary>
    MostBetween,

    /// <summary>Gaps in the data.</summary>
    Gaps,

    /// <summary>Overdue commitments.</summary>
    Commitments,

    /// <summary>With whom there was no contact for the longest time.</summary>
    Silence,
}
