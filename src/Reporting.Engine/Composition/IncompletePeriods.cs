using Reporting.Engine.Model;
using Reporting.Engine.Planning;
using Reporting.Engine.Queries;
using Reporting.Engine.Sql.Aggregates;
using Reporting.Warehouse.Dates;
using Reporting.Warehouse.Imports.History;

namespace Reporting.Engine.Composition;

/// <summary>Finds incomplete periods of a comparison: they continue after the day of the data, or a filter cuts them.</summary>
internal static class IncompletePeriods
{
    public static IReadOnlyList<IncompletePeriod> Of(QueryPlan plan, IReadOnlyList<KeyedRow> rows, DataVersion version)
    {
        var place = plan.By.ToList().FindIndex(d => d.Time is not null);
        if (place < 0 || !plan.Measures.Any(m => m.Kind is null && m.IsOverTime))
        {
            return [];
        }

        var level = plan.By[place].Time!.Value;
        var asOf = version.Day ?? DateOnly.MaxValue;
        return
        [
            .. rows.Select(r => (Key: (int)r.Keys[place], Member: r.Row.Members[place])).Where(p => level.IsStated(p.Key)).DistinctBy(p => p.Key).OrderBy(p => p.Key)
                .Select(p => (p.Member, First: level.FirstDay(p.Key), Last: level.LastDay(p.Key)))
                .Where(p => p.Last > asOf || IsCut(plan, p.First, p.Last))
                .Select(p => new IncompletePeriod(plan.By[place], p.Member, p.Last > asOf)),
        ];
    }

    private static bool IsCut(QueryPlan plan, DateOnly first, DateOnly last) =>
        plan.Filters.Any(f => f.Dimension.Time is not null && f.Ranges.Count > 0 && !Holds(f, PartialDate.On(first).Key, PartialDate.On(last).Key));

    // Adjacent ranges together contain a period that lies in both.
    private static bool Holds(PlannedFilter filter, int first, int last)
    {
        var until = first - 1;
        foreach (var range in filter.Ranges.OrderBy(r => r.First))
        {
            if (range.First > Next(until, first) || until >= last)
            {
                break;
            }

            until = Math.Max(until, range.Last);
        }

        return until >= last;
    }

    private static int Next(int until, int first) =>
        until < first ? first : until >= DayRange.Latest ? until : PartialDate.On(new PartialDate(until).Exact!.Value.AddDays(1)).Key;
}
