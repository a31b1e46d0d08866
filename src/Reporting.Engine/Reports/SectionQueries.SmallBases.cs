using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Reports;

/// <summary>Every answer of a section passes here, so that percentages of small bases, and changes of periods without data, are shown in one way.</summary>
internal sealed partial class SectionQueries
{
    private async Task<Outcome<ResultTable>> ReadAsync(ReportQuery query, Func<ReportQuery, Task<Outcome<ResultTable>>> ask)
    {
        if (!(await ask(SmallBases.WithParts(query, Visible))).IsValue(out var answer, out var problem))
        {
            return problem;
        }

        Track(answer.Version, answer.Handling);
        var table = SmallBases.Of(answer, query, Visible);
        foreach (var measure in table.Measures.Where(m => query.Measures.Contains(m.Id)))
        {
            // A query cannot name the parts of such a measure, so they are read under its filters.
            if (measure is not { Format: ValueFormat.Percent, Definition: MeasureDefinition.Filtered filtered } || !Shows(filtered.Of))
            {
                continue;
            }

            var under = query with { Measures = [filtered.Of.Id], Filters = [.. query.Filters, .. filtered.Where.Select(Filter)], Order = [], Fill = false, Limit = ReportQuery.LargestLimit };
            if (!(await ReadAsync(under, ask)).IsValue(out var parts, out problem))
            {
                return problem;
            }

            table = SmallBases.Filtered(table, measure.Id, parts, filtered.Of.Id);
        }

        if (!ChangesOverTime.IsIn(query, Visible))
        {
            return table;
        }

        return (await DataYearsAsync()).Then<ResultTable>(data => ChangesOverTime.Covered(table, query, data));
    }

    private static QueryFilter Filter(MeasureFilter filter) =>
        new(filter.Dimension, filter.Match switch { FilterMatch.Any => FilterMode.Any, FilterMatch.All => FilterMode.All, _ => FilterMode.Links }, filter.Values) { MayBeAbsent = true };
}
