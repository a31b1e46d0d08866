using Reporting.Engine.Feed;

namespace Reporting.Api.Connect;

/// <summary>Describes the sets of the feed: prepared figures first, then the flat table, then the tables of a model.</summary>
internal static class ConnectSets
{
    private static readonly ConnectSet[] All =
    [
        new("ByYear", "a year, with figures that count each engagement once"),
        new("ByDomain", "a domain, with figures that count each engagement once"),
        new("ByYearAndDomain", "a domain in a year, with figures that count each engagement once"),
        new("ByParticipant", "a participant, with figures that count each engagement once"),
        new("EngagementsFlat", "an engagement in one of its domains with all its columns, for tools that cannot join tables"),
        new("Engagements", "an engagement"),
        new("EngagementDomains", "the link of an engagement to a domain, with its weight"),
        new("EngagementParticipants", "a participant in an engagement: on behalf of whom, for which country, in which role"),
        new("Domains", "a domain"),
        new("Participants", "a person, organisation or country that took part"),
        new("Countries", "a country"),
        new("EngagementTypes", "a type of engagement"),
        new("Places", "a city, or a country without a city"),
        new("Dates", "a day, month or year of the calendar"),
        new("Sources", "a source"),
    ];

    /// <summary>The sets that a caller may see.</summary>
    public static IReadOnlyList<ConnectSet> Of(EntitySets visible) =>
    [
        .. All.Where(set => visible.Find(set.Name) is not null),
        .. visible.All.Where(set => All.All(known => known.Name != set.Name)).Select(set => new ConnectSet(set.Name, "a group, band or fiscal year that the model declares, with figures that count each engagement once")),
    ];
}

/// <summary>A set on the page.</summary>
/// <param name="Row">What a row represents.</param>
public sealed record ConnectSet(string Name, string Row);
