using static Reporting.Engine.Feed.FeedPropertyType;

namespace Reporting.Engine.Feed;

/// <summary>Properties of a date that may be a month or a year.</summary>
internal static class PeriodProperties
{
    /// <summary>A date at its own precision: the exact day or null, the first and the last possible day, and a text.</summary>
    public static FeedProperty[] Of(string name, string key) =>
    [.. new[]
    {
        EntitySets.Optional(EntitySets.Of(name + "Date", Day, (_, a) => $"(CASE WHEN {a}.{key} % 100 <> 0 THEN {a}.{key} END)")),
        EntitySets.Optional(EntitySets.Of(name + "From", Day, (_, a) =>
            $"(CASE WHEN {a}.{key} = 0 THEN NULL WHEN {a}.{key} % 10000 = 0 THEN {a}.{key} + 101 WHEN {a}.{key} % 100 = 0 THEN {a}.{key} + 1 ELSE {a}.{key} END)")),
        EntitySets.Optional(EntitySets.Of(name + "To", Day, (_, a) => $"(SELECT x.LastDay FROM DimDate x WHERE x.DateKey = {a}.{key})")),
        EntitySets.Of(name + "Label", Text, (d, a) => d.Functions.Ordinal($"(SELECT x.Label FROM DimDate x WHERE x.DateKey = {a}.{key})")),
    }.Select(p => p.By("date.date"))];
}
