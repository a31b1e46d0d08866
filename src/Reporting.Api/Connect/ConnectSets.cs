using Reporting.Engine.Feed;

namespace Reporting.Api.Connect;

/// <summary>The sets in the order in which they help: ready-made figures, one flat table, the tables of a model.</summary>
internal static class ConnectSets
{
    private static readonly ConnectSet[] All =
    [
        new("ByYear", "a year, every figure of it counted once"),
        new("ByDomain", "a domain, every figure of it counted once"),
        new("ByYearAndDomain", "a domain in a year, every figure of it counted once"),
        new("ByParticipant", "a participant, every figure of it counted once"),
        new("EngagementsFlat", "an engagement in one of its domains, with everything beside it: for tools that cannot join"),
        new("Engagements", "an engagement"),
        new("EngagementDomains", "the link of an engagement to a domain, with its weight"),
        new("EngagementParticipants", "who took part, for whom, for which country, in which role"),
        new("Domains", "a domain"),
        new("Participants", "a person, organisation or country that took part"),
        new("Countries", "a country"),
        new("EngagementTypes", "a type of engagement"),
        new("Places", "a city, or a country alone"),
        new("Dates", "a day, month or year: the calendar"),
        new("Sources", "a source"),
    ];

    /// <summary>Those that a caller sees.</summary>
    public static IReadOnlyList<ConnectSet> Of(EntitySets seen) => [.. All.Where(set => seen.Find(set.Name) is not null)];
}

/// <summary>A set as the page presents it.</summary>
/// <param name="Row">What a row is.</param>
public sealed record ConnectSet(string Name, string Row);
