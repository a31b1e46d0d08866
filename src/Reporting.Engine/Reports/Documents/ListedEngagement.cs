using System.Text.Json.Serialization;
using Reporting.Warehouse.Dates;

namespace Reporting.Engine.Reports.Documents;

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
