using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Reporting.Warehouse.Dates;

namespace Reporting.Engine.Engagements;

/// <summary>A commitment of an agreement, with its state on a day and the evidence for it.</summary>
/// <param name="Code">The code of the commitment within its engagement.</param>
/// <param name="Text">The text of the commitment.</param>
/// <param name="State">Derived from due date, evidence and assessments; docs/counting.md has the rule.</param>
/// <param name="StateName">The state in words.</param>
/// <param name="Since">The day from which it is late, delivered or dropped; null for the other states.</param>
/// <param name="DueLabel">The due date as exact as stated; null if none is.</param>
/// <param name="DueBy">The last day of the due date.</param>
/// <param name="DaysLate">Days after the due date: until delivery, or until the day asked for; null if it is not late.</param>
/// <param name="Domain">Null if none is stated.</param>
/// <param name="Parties">Participants and organisations that are responsible.</param>
/// <param name="Target">A number to reach, in <c>Unit</c>; null if none is stated.</param>
/// <param name="Source">The source that states it; null if none is named.</param>
public sealed record ListedCommitment(
    string Code,
    string Text,
    [property: AllowedValues("late", "in-progress", "open", "delivered", "dropped")] string State,
    string StateName,
    DateOnly? Since,
    string? DueLabel,
    DateOnly? DueBy,
    int? DaysLate,
    ListedMember? Domain,
    IReadOnlyList<ListedMember> Parties,
    decimal? Target,
    string? Unit,
    ListedSource? Source,
    IReadOnlyList<ListedEvidence> Evidence,
    IReadOnlyList<ListedAssessment> Assessments)
{
    /// <summary>The agreement. Null, and left out of JSON, on the agreement itself.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CommittedEngagement? Engagement { get; init; }

    /// <summary>The due date at its own precision.</summary>
    [JsonIgnore]
    public PartialDate Due { get; init; }

    /// <summary>The place in its engagement.</summary>
    [JsonIgnore]
    public int Order { get; init; }

    /// <summary>The code of the group of its domain.</summary>
    [JsonIgnore]
    public string DomainGroup { get; init; } = "";

    /// <summary>The pairs of countries of the agreement, where they were asked for.</summary>
    [JsonIgnore]
    public IReadOnlyList<ListedMember> Pairs { get; init; } = [];

    /// <summary>The classifications of the agreement and of the shown evidence.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Handlings { get; init; } = [];
}

/// <summary>The engagement that a commitment belongs to.</summary>
public sealed record CommittedEngagement(string Code, string Title, string StartLabel);

/// <summary>Another engagement that shows what came of a commitment.</summary>
/// <param name="Kind">It advances, delivers or drops the commitment, or cancels or replaces the agreement.</param>
/// <param name="Name">The kind in words.</param>
/// <param name="Counts">False if it has no date, was not held, or comes after the day asked for. The state then does not follow from it.</param>
public sealed record ListedEvidence([property: AllowedValues("advances", "delivers", "drops", "cancels", "replaces")] string Kind, string Name, string Code, string Title, string StartLabel, bool Counts)
{
    /// <summary>The start of the engagement at its own precision.</summary>
    [JsonIgnore]
    public PartialDate Start { get; init; }

    /// <summary>The status of the engagement; null, and left out of JSON, if it was held.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ListedMember? Status { get; init; }
}

/// <summary>An assessment from 0 to 3.</summary>
/// <param name="Score">0 nothing done, 1 begun, 2 mostly done, 3 done.</param>
/// <param name="Name">The score in words.</param>
/// <param name="Counts">False if it comes after the day asked for.</param>
public sealed record ListedAssessment([property: Range(0, 3)] int Score, string Name, string DateLabel, ListedSource? Source, bool Counts);

/// <summary>A commitment as imported. Evidence may lead to engagements that are not in the data.</summary>
public sealed record StatedCommitment(string Code, string Text, IReadOnlyList<string?> Texts, string? Domain, PartialDate Due, string? Target, string? Unit, string? Source)
{
    public IReadOnlyList<string> Parties { get; init; } = [];

    public IReadOnlyList<(string To, string Kind)> Evidence { get; init; } = [];

    public IReadOnlyList<(PartialDate On, string Source, int Score)> Assessments { get; init; } = [];
}
