using System.Globalization;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Engine.Reports.Documents;

namespace Reporting.Engine.Reports;

/// <summary>
/// The changes in a table of periods. A change against a period that the data or the query do not cover is left empty, and so is a change in percent of a
/// small figure. Rules: docs/reports.md.
/// </summary>
/// <param name="Measures">The measures of the table, then those that its changes are compared by.</param>
internal sealed record ChangesOverTime(TableDefinition Table, IReadOnlyList<ModelMeasure> Measures)
{
    public bool Any => Changes().Any();

    public static ChangesOverTime Of(TableDefinition table)
    {
        var compared = table.Measures.Select(m => m.Definition).OfType<MeasureDefinition.Period>().Where(p => p.Form == PeriodForm.ChangePct).Select(p => p.Of);
        return new ChangesOverTime(table, [.. table.Measures.Concat(compared).Distinct()]);
    }

    /// <summary>The rows without the changes that cannot be compared, and without the measures that the table does not show.</summary>
    public IReadOnlyList<ResultRow> Clear(IReadOnlyList<ResultRow> rows, YearSpan asked, DataYears data)
    {
        var inOrder = rows.Where(r => !r.Members[0].IsNotStated).OrderBy(r => r.Members[0].Code, StringComparer.Ordinal).ToList();
        var before = inOrder.Zip(inOrder.Skip(1)).ToDictionary(pair => pair.Second.Members[0], pair => pair.First);
        return [.. rows.Select(row => row with { Values = [.. Table.Measures.Select((measure, i) => Shows(measure, row, before.GetValueOrDefault(row.Members[0]), asked, data) ? row.Values[i] : null)] })];
    }

    private bool Shows(ModelMeasure measure, ResultRow row, ResultRow? before, YearSpan asked, DataYears data)
    {
        if (measure.Definition is not MeasureDefinition.Period { Form: PeriodForm.Change or PeriodForm.ChangePct } period)
        {
            return true;
        }

        // The year before the first one of the data has no figures. A query's own range hides the years before it.
        var first = period.IsWithinRange ? Math.Max(asked.From ?? 0, data.From ?? 0) : data.From ?? 0;
        var isFirst = row.Members[0].Code is { Length: >= 4 } code && int.Parse(code.AsSpan(0, 4), CultureInfo.InvariantCulture) <= first && (before is null || code.Length == 4);
        return !isFirst && (period.Form == PeriodForm.Change || Base(before, period.Of) >= Proportion.MinBase);
    }

    private double Base(ResultRow? before, ModelMeasure of) =>
        before?.Values[Measures.ToList().IndexOf(of)] is IConvertible number ? Convert.ToDouble(number, CultureInfo.InvariantCulture) : 0;

    private IEnumerable<MeasureDefinition.Period> Changes() =>
        Table.Measures.Select(m => m.Definition).OfType<MeasureDefinition.Period>().Where(p => p.Form is PeriodForm.Change or PeriodForm.ChangePct);
}
