using System.Text.Json.Serialization;
using Reporting.Warehouse.Dates;

namespace Reporting.Engine.Engagements;

/// <summary>One engagement with everything that is known of it, members by name.</summary>
/// <param name="StartDate">Only for exact days; <c>StartLabel</c> says what is stated ("July 2024").</param>
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
    /// <summary>The start at the precision that is stated.</summary>
    [JsonIgnore]
    public PartialDate Start { get; init; }

    /// <summary>The end, likewise.</summary>
    [JsonIgnore]
    public PartialDate End { get; init; }

    /// <summary>All its links, those to "not stated" too, as an import would state them; null where some are withheld.</summary>
    [JsonIgnore]
    public EngagementLinkList? AsStated { get; init; }

    /// <summary>The marking as a reader sees it.</summary>
    [JsonIgnore]
    public string HandlingName { get; init; } = Handling;
}

/// <summary>A domain link; weights of an engagement add up to 1.</summary>
public sealed record ListedDomain(string Code, string Name, double Weight, bool IsPrimary);

/// <summary>A member by code and name.</summary>
public sealed record ListedMember(string Code, string Name);

/// <summary>A source as far as it is stated.</summary>
public sealed record ListedSource(string Code, string Publisher, string Title, string? Url, DateOnly? PublishedOn);

/// <summary>A participation line: who, for whom, from where, in what role and capacity.</summary>
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

/// <summary>All links of an engagement, those to "not stated" too, in the order of their source.</summary>
public sealed record EngagementLinkList(IReadOnlyList<ListedDomain> Domains, IReadOnlyList<ListedParticipation> Lines, IReadOnlyList<ListedSource> Sources);
