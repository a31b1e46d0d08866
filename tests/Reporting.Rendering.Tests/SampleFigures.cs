using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Tests;

/// <summary>Every figure of a document, formatted for reading.</summary>
internal static class SampleFigures
{
    public static IReadOnlyList<string> Of(ReportDocument document) =>
        [.. document.Sections.SelectMany(Values).Where(value => value.Value is not null).Select(value => ValueText.In(document).Of(value.Value, value.Format)).Distinct()];

    private static IEnumerable<(object? Value, ValueFormat Format)> Values(ReportSection section) => section switch
    {
        KpiSection kpis => kpis.Items.Select(kpi => (kpi.Value, kpi.Format)),
        MatrixSection m => m.Cells.SelectMany(row => row).Concat(m.RowTotals).Concat(m.ColumnTotals).Append(m.GrandTotal).Select(value => (value, m.Format)),
        ChartSection chart => chart.Series.SelectMany(series => series.Values).Select(value => (value, chart.Format)),
        TableSection table => table.Rows.SelectMany(row => row.Select((value, j) => (value, table.Columns[j].Format))).Where(value => value.value is not string),
        EngagementListSection list => list.Engagements.SelectMany(item => new (object?, ValueFormat)[] { (item.Headcount, ValueFormat.Count), (item.AmountUsd, ValueFormat.Money) }),
        _ => [],
    };
}
