using Reporting.Engine.Model;
using Reporting.Engine.Planning;
using Reporting.Engine.Queries;

namespace Reporting.Engine.Sql;

// Filters that leave the rows in the order of an index: years, and tests of bits.
internal sealed partial class FilterSql
{
    /// <summary>True for a filter by one range of whole years, whose column is in every index of links.</summary>
    public static bool IsOfYears(PlannedFilter filter, int least) =>
        filter is { Dimension.Time: not null, Mode: not FilterMode.Outside, Keys.Count: 0, Ranges: [{ IsWholeYears: true } range] } && Years(range) >= least;

    /// <summary>The set that stands for the only filter on links that the rows do not have; null for none.</summary>
    private VisibleSet? TestedBySet(QueryPlan plan, BridgeKind links) => legs.Contains(links) ? null : plan.FoundOn(links)?.Found;

    /// <summary>True if a test of each row stands for the filter.</summary>
    public bool IsTested(PlannedFilter filter, QueryPlan plan) => filter.Found is { Keys: null }
        && (filter.On == BridgeKind.Engagement ? legs is not [BridgeKind.Engagement] : filter.Mode is not (FilterMode.Links or FilterMode.Outside) || TestedBySet(plan, filter.On) is not null);

    private static int Years(DayRange range) => (range.Last / 10000) - (range.First / 10000) + 1;

    // A range keeps a date only if it contains all of its stated year, month or day.
    private string Range(DayRange range)
    {
        var (first, last) = (values.Add(range.First / 10000), values.Add(range.Last / 10000));
        // An index by year would find the rows out of order, and sorting them takes several times as long as reading all.
        var column = Years(range) >= inOrderFrom ? dialect.Unindexed($"{driver}.YearKey") : $"{driver}.YearKey";
        var years = first == last ? $"{column} = {first}" : $"{column} BETWEEN {first} AND {last}";
        return range.IsWholeYears
            ? years
            : $"({years} AND {driver}.StartDateKey IN (SELECT t.DateKey FROM DimDate t WHERE t.FirstDay >= {values.Add(range.First)} AND t.LastDay <= {values.Add(range.Last)}))";
    }
}
