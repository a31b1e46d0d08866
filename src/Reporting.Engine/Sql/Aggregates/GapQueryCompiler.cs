using Reporting.Engine.Model;
using Reporting.Engine.Planning;

namespace Reporting.Engine.Sql.Aggregates;

/// <summary>
/// Writes the longest gap between consecutive engagements of each cell: its dates, then the number of each one's day, compared with the one before.
/// Several engagements of one date are 0 days apart. Engagements without a date are left out.
/// </summary>
internal sealed class GapQueryCompiler(QueryPlan plan, SqlValues values, SqlDialect dialect)
{
    public AggregateQuery Compile(IReadOnlyList<ModelDimension> keys)
    {
        var links = keys.Where(k => k.IsMany).Select(k => k.Attribute.On).Concat(plan.DrivingLinks(keys)).Distinct().ToList();
        var source = new RowSource(plan, keys, links, needsFact: false, values, dialect);
        var start = $"{source.Driver}.StartDateKey";
        var dates = keys.Any(k => k.Attribute.IsOfPartner) ? DatesOfPairs(source, start) : Dates(source, start);
        var cell = keys.Select((_, i) => $"e.k{i}").ToList();
        var shown = string.Concat(cell.Select((key, i) => $"{key} AS k{i}, "));
        var partition = cell.Count == 0 ? string.Empty : $"PARTITION BY {string.Join(", ", cell)} ";
        return new AggregateQuery(
            $"""
            SELECT {shown}MAX({dialect.Big("COALESCE(e.DayNo - e.DayBefore, e.SameDay)")}) AS LongestGapDays
                  FROM (SELECT {shown}e.SameDay, e.DayNo, LAG(e.DayNo) OVER ({partition}ORDER BY e.DayNo) AS DayBefore
                  FROM (SELECT {shown}e.SameDay, CASE WHEN e.StartDateKey > 0 THEN {DaySql.Number("e.StartDateKey")} END AS DayNo
                  FROM ({dates}) e) e) e{(cell.Count == 0 ? string.Empty : $"\n      GROUP BY {string.Join(", ", cell)}")}
            """,
            [BaseAggregate.LongestGapDays]);
    }

    private static string Dates(RowSource source, string start)
    {
        var engagement = $"{source.Driver}.EngagementKey";
        return $"""
            SELECT {string.Concat(source.Keys.Select((key, i) => $"{key} AS k{i}, "))}{start}, CASE WHEN {start} > 0 AND MIN({engagement}) < MAX({engagement}) THEN 0 END AS SameDay
                  FROM {source.From}{source.Where}
                  GROUP BY {string.Join(", ", source.Keys.Append(start))}
            """;
    }

    // An engagement has many pairs in a cell: made distinct first, fewer rows are sorted.
    private static string DatesOfPairs(RowSource source, string start)
    {
        var cell = source.Keys.Select((_, i) => $"e.k{i}").ToList();
        return $"""
            SELECT {string.Concat(cell.Select((key, i) => $"{key} AS k{i}, "))}e.StartDateKey, CASE WHEN e.StartDateKey > 0 AND COUNT(*) > 1 THEN 0 END AS SameDay
                  FROM (SELECT DISTINCT {source.Driver}.EngagementKey, {start}{string.Concat(source.Keys.Select((key, i) => $", {key} AS k{i}"))}
                  FROM {source.From}{source.Where}) e
                  GROUP BY {string.Join(", ", cell.Append("e.StartDateKey"))}
            """;
    }
}
