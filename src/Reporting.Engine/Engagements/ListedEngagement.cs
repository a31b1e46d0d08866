using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Reporting.Engine.Model;
using Reporting.Engine.Planning;
using Reporting.Warehouse.Dates;
using Reporting.Warehouse.Imports.Records;
using Reporting.Warehouse.Members;

namespace Reporting.Engine.Engagements;

/// <summary>One engagement with all its fields, members by name.</summary>
/// <param name="StartDate">Set for exact days only; <c>StartLabel</c> shows partial dates too ("July 2024").</param>
/// <param name="AmountUsd">US dollars.</param>
public sealed record ListedEngagement(
    string Code,
    string Title,
    string? Summary,
    DateOnly? StartDate,
    string StartLabel,
    DateOnly? EndDate,
    string EndLabel,
    ListedMember Type,
    ListedMember Category,
    string? City,
    ListedMember PlaceCountry,
    string Handling,
    long? Headcount,
    decimal? AmountUsd,
    IReadOnlyList<ListedDomain> Domains,
    IReadOnlyList<ListedParticipation> Participants,
    IReadOnlyList<ListedSource> Sources)
{
    /// <summary>The status of an engagement that was not held: planned, not confirmed, postponed or cancelled. Null, and left out of JSON, for one that was held.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ListedMember? Status { get; init; }

    /// <summary>The review of a draft, or of an engagement that says by whom or when it was reviewed. Null, and left out of JSON, for all others.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ListedReview? Review { get; init; }

    /// <summary>How well the engagement is sourced: no source, one, several, an official one, or an official one and others. Null if the caller does not see it.</summary>
    public ListedMember? Confidence { get; init; }

    /// <summary>Statements of its sources about single fields, if requested. Null, and left out of JSON, without any.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ListedStatement>? Statements { get; init; }

    /// <summary>Relations to other engagements that the caller sees, where they were asked for. Null, and left out of JSON, without any.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ListedRelation>? Relations { get; init; }

    /// <summary>The relations that this engagement has to others that the caller sees, read only to be compared with another state.</summary>
    [JsonIgnore]
    public IReadOnlyList<RelationState> RelationStates { get; init; } = [];

    /// <summary>Commitments of the engagement, if requested. Null, and left out of JSON, without any.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ListedCommitment>? Commitments { get; init; }

    /// <summary>The start date at its own precision.</summary>
    [JsonIgnore]
    public PartialDate Start { get; init; }

    /// <summary>The end date at its own precision.</summary>
    [JsonIgnore]
    public PartialDate End { get; init; }

    /// <summary>The city as imported, in whatever language.</summary>
    [JsonIgnore]
    public string? StatedCity { get; init; }

    /// <summary>The code of the place, which may have no city.</summary>
    [JsonIgnore]
    public string PlaceCode { get; init; } = "";

    /// <summary>Title and summary as imported, in whatever language.</summary>
    [JsonIgnore]
    public EngagementText Stated { get; init; } = new(string.Empty, Title, Summary);

    /// <summary>Titles and summaries by language. <c>Title</c> and <c>Summary</c> are those of the reader's language where it has them.</summary>
    [JsonIgnore]
    public IReadOnlyList<EngagementText> Texts { get; init; } = [];

    /// <summary>All links including unknown members, as an import states them; null if some are masked.</summary>
    [JsonIgnore]
    public EngagementLinkList? AsStated { get; init; }

    /// <summary>The classification by name.</summary>
    [JsonIgnore]
    public string HandlingName { get; init; } = Handling;
}

/// <summary>Title and summary in one language; null where the data have none.</summary>
public sealed record EngagementText(string Language, string? Title, string? Summary);

/// <summary>A domain link. The weights of an engagement add up to 1.</summary>
public sealed record ListedDomain(string Code, string Name, double Weight, bool IsPrimary);

/// <summary>A member by code and name.</summary>
public sealed record ListedMember(string Code, string Name)
{
    /// <summary>The status of an engagement; null for one that was held.</summary>
    /// <param name="key">The stored status.</param>
    internal static ListedMember? OfStatus(int key, PartialDate start, QueryPlan plan, SemanticModel model)
    {
        var code = FixedMembers.Statuses.CodeOf(key, start, plan.AsOf);
        return key == FixedMembers.Statuses.Held ? null : new ListedMember(code, model.FindDimension(StarSchema.Status)?.NameOf(code, plan.Language) ?? code);
    }
}

/// <summary>Whether an engagement was reviewed, by whom and on which day; null where that is not stated.</summary>
/// <param name="Code">reviewed or draft.</param>
public sealed record ListedReview(string Code, string Name, string? By, DateOnly? On)
{
    [JsonIgnore]
    public bool IsDraft => Code == ReviewState.Draft;
}

/// <summary>A source; unknown fields are null.</summary>
public sealed record ListedSource(string Code, string Publisher, string Title, string? Url, DateOnly? PublishedOn)
{
    /// <summary>official, media, research or other. Null, and left out of JSON, if it is not known.</summary>
    [AllowedValues("official", "media", "research", "other")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Kind { get; init; }

    /// <summary>The source of a row; its day and its kind are as the star stores them.</summary>
    internal static ListedSource Of(string code, string publisher, string title, string? url, object? publishedOn, string? kind) =>
        new(code, publisher, title, url, EngagementLinks.Day(publishedOn)) { Kind = kind == UnknownMembers.Code ? null : kind };
}

/// <summary>A statement of a source about a field of the engagement.</summary>
/// <param name="Field">start, end, city, country, headcount or amount_usd.</param>
/// <param name="Value">As a file states it: a date as exact as known, a country as its code.</param>
/// <param name="Label">The value in words.</param>
/// <param name="IsShown">True if the engagement has this value.</param>
public sealed record ListedStatement([property: AllowedValues("start", "end", "city", "country", "headcount", "amount_usd")] string Field, string Value, string Label, ListedSource Source, bool IsShown);

/// <summary>A relation to another engagement, or of another to this one.</summary>
/// <param name="Kind">implements, follows-up, amends, replaces, cancels or prepares.</param>
/// <param name="Name">The kind in words, seen from this engagement.</param>
/// <param name="Direction"><c>to</c>: this engagement has the relation to the other; <c>from</c>: the other has it to this one.</param>
/// <param name="Code">The other engagement.</param>
/// <param name="DateLabel">The date of the relation; null if not stated.</param>
public sealed record ListedRelation(string Kind, string Name, [property: AllowedValues("to", "from")] string Direction, string Code, string Title, string StartLabel, string? DateLabel, ListedSource? Source)
{
    public const string To = "to";
    public const string From = "from";

    /// <summary>The start of the other engagement at its own precision.</summary>
    [JsonIgnore]
    public PartialDate Start { get; init; }

    /// <summary>The status of the other engagement; null, and left out of JSON, if it was held.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ListedMember? Status { get; init; }
}

/// <summary>A relation as imported. The other engagement may not be in the data.</summary>
public sealed record StatedRelation(string Kind, string To, PartialDate Date, string? Source);

/// <summary>A relation in one state of an engagement: the other by its code, the date in words and the code of the source.</summary>
public sealed record RelationState(string Kind, string Code, string? DateLabel, string? Source);

/// <summary>A participation line: participant, organisation, country, role and capacity.</summary>
public sealed record ListedParticipation(
    string Code,
    string Name,
    string? NameLocal,
    string Kind,
    ListedMember? Organisation,
    ListedMember Country,
    string Role,
    string? Capacity)
{
    [JsonIgnore]
    public string RoleCode { get; init; } = "";
}

/// <summary>All links of an engagement including unknown members, in the order of their source.</summary>
public sealed record EngagementLinkList(IReadOnlyList<ListedDomain> Domains, IReadOnlyList<ListedParticipation> Lines, IReadOnlyList<ListedSource> Sources)
{
    /// <summary>Read only for templates.</summary>
    public IReadOnlyList<ListedStatement> Statements { get; init; } = [];

    /// <summary>Read only for templates.</summary>
    public IReadOnlyList<StatedRelation> Relations { get; init; } = [];

    /// <summary>Read only for templates.</summary>
    public IReadOnlyList<StatedCommitment> Commitments { get; init; } = [];
}
