using System.Globalization;
using Reporting.Engine.Comparisons;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;

namespace Reporting.Engine.Reports;

/// <summary>Empties the changes of periods whose period before the data or the query do not cover. Rules: docs/reports.md.</summary>
internal static class ChangesOverTime
{
    public static bool IsIn(ReportQuery query, SemanticModel visible) => query.Measures.Any(id => visible.Measure(id).IsValue(out var measure, out _) && measure.IsChange);

    public static ResultTable Covered(ResultTable table, ReportQuery query, DataYears data)
    {
        var time = table.By.ToList().FindIndex(d => d.Time is not null);
        if (time < 0)
        {
            return table;
        }

        var asked = query.Filters.Where(f => f is { Dimension: "year", Mode: FilterMode.Links }).Select(f => f.Values.Min(Begins)).DefaultIfEmpty(0).Max();
        var changes = table.Measures.Where(m => m.IsChange && query.Measures.Contains(m.Id)).ToDictionary(m => m.Id, m => First((MeasureDefinition.Period)m.Definition));
        var firsts = table.Measures.Select(m => changes.Where(c => m.Id == c.Key || m.Id == c.Key + ComparedColumns.Before || m.Id == c.Key + ComparedColumns.Difference).Select(c => (int?)c.Value).FirstOrDefault()).ToList();
        return table with
        {
            Rows = Cleared(table.Rows),
            Levels = [.. table.Levels.Select(level => level.By.Count > time ? level with { Rows = Cleared(level.Rows) } : level)],
        };

        // The year before the first one of the data has no figures. A query's own range hides the years before it.
        int First(MeasureDefinition.Period period) => period.IsWithinRange ? Math.Max(asked, data.From ?? 0) : data.From ?? 0;

        IReadOnlyList<ResultRow> Cleared(IReadOnlyList<ResultRow> rows)
        {
            var earliest = rows.Select(r => r.Members[time]).Where(m => !m.IsNotStated).Select(m => m.Code).MinBy(code => code, StringComparer.Ordinal);
            return [.. rows.Select(row => row with { Values = [.. row.Values.Select((value, i) => firsts[i] is { } first && IsFirst(row.Members[time].Code, earliest, first) ? null : value)] })];
        }
    }

    // The first months of the first year may follow others.
    private static bool IsFirst(string? code, string? earliest, int first) =>
        code is { Length: >= 4 } && int.TryParse(code.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year <= first && (code.Length == 4 || code == earliest);

    private static int Begins(string years) => int.TryParse(years.Split("..")[0], NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : 0;
}
