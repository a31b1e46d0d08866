using System.Globalization;
using System.Text.Json;
using Reporting.Engine.Engagements;
using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;
using Reporting.Warehouse.Dates;
using Reporting.Warehouse.Text;

namespace Reporting.Delivery.IssuedReports;

/// <summary>Lists the figures of a document with their places, so that two documents of one report can be compared.</summary>
public static class ReportFigures
{
    private const string Total = "total";

    /// <summary>Every figure once, in the order of the document. Empty cells are left out.</summary>
    public static IReadOnlyList<ReportFigure> Of(ReportDocument document)
    {
        var figures = new List<ReportFigure>();
        var places = new HashSet<(string, string, string)>();
        foreach (var figure in document.Sections.SelectMany(s => Of(s)).Where(f => f.Value is not null))
        {
            // Rows without codes may have equal names.
            var row = figure.Row;
            for (var again = 2; !places.Add((figure.Section, row, figure.Column)); again++)
            {
                row = $"{figure.Row} ({again})";
            }

            figures.Add(figure with { Row = row });
        }

        return figures;
    }

    private static IEnumerable<ReportFigure> Of(ReportSection section) => section switch
    {
        HeadlineSection headline => Of(headline),
        KpiSection kpis => kpis.Items.SelectMany(item => Of(kpis, item)),
        MatrixSection matrix => Of(matrix),
        TableSection table => Of(table, table.Id, table.Title),
        ChartSection chart => Of(chart, chart.Id),
        EngagementListSection list => Of(list),
        _ => [],
    };

    private static IEnumerable<ReportFigure> Of(HeadlineSection headline) =>
    [
        .. Of(headline, headline.Figure),
        .. (headline.Beside ?? []).SelectMany(item => Of(headline, item)),
        .. headline.Leaders.Select(l => Figure(headline, l.Code ?? l.Name, "leader", l.Count, l.Name)),
        .. headline.Trend is { } trend ? Of(trend, headline.Id + "/trend") : [],
        .. Of(headline.Top, headline.Id + "/top", headline.Title),
    ];

    private static IEnumerable<ReportFigure> Of(ReportSection section, Kpi item)
    {
        yield return Figure(section, item.Measure, item.Caption, item.Value, item.Caption);
        if (item.Change is { } change)
        {
            yield return Figure(section, item.Measure, change.Period, change.Before, item.Caption, change.Period);
        }
    }

    private static IEnumerable<ReportFigure> Of(MatrixSection matrix)
    {
        var (rows, columns) = (matrix.Rows.Members, matrix.Columns.Members);
        for (var r = 0; r < rows.Count; r++)
        {
            var row = r == matrix.OthersRow ? "others" : CodeOf(rows[r]);
            for (var c = 0; c < columns.Count; c++)
            {
                yield return Figure(matrix, row, CodeOf(columns[c]), matrix.Cells[r][c], rows[r].Name, columns[c].Name);
            }

            if (matrix.Lead is { } lead)
            {
                yield return Figure(matrix, row, "lead", lead.Cells[r], rows[r].Name, lead.Member.Name);
            }

            if (matrix.HasTotals)
            {
                yield return Figure(matrix, row, Total, matrix.RowTotals[r], rows[r].Name, Total);
            }
        }

        for (var c = 0; matrix.HasTotals && c < columns.Count; c++)
        {
            yield return Figure(matrix, Total, CodeOf(columns[c]), matrix.ColumnTotals[c], Total, columns[c].Name);
        }

        if (matrix is { HasTotals: true })
        {
            yield return Figure(matrix, Total, Total, matrix.GrandTotal, Total);
        }

        if (matrix is { HasTotals: true, Lead: { } whole })
        {
            yield return Figure(matrix, Total, "lead", whole.Total, Total, whole.Member.Name);
        }
    }

    private static IEnumerable<ReportFigure> Of(TableSection table, string id, string title)
    {
        var shown = table.Columns.Index().Where(c => c.Item.Format != ValueFormat.Text).ToList();
        var named = table.Columns.Index().Where(c => c.Item.Format == ValueFormat.Text).Select(c => c.Index).ToList();
        for (var r = 0; r < table.Rows.Count; r++)
        {
            var name = string.Join(", ", named.Select(c => table.Rows[r][c]));
            var row = r == table.OthersRow ? "others" : table.Codes.ElementAtOrDefault(r) ?? name;
            foreach (var (c, column) in shown)
            {
                yield return new ReportFigure(id, row, column.Id, Text(table.Rows[r][c]), Words(title, name, column.Caption));
            }
        }

        foreach (var (c, column) in table.Total is null ? [] : shown)
        {
            yield return new ReportFigure(id, Total, column.Id, Text(table.Total![c]), Words(title, Total, column.Caption));
        }
    }

    private static IEnumerable<ReportFigure> Of(ChartSection chart, string id) =>
        from series in chart.Series
        from point in chart.Categories.Members.Zip(series.Values)
        select new ReportFigure(id, CodeOf(point.First), series.Code ?? series.Name, Text(point.Second), Words(chart.Title, point.First.Name, series.Name));

    private static IEnumerable<ReportFigure> Of(EngagementListSection list) =>
    [
        Figure(list, "count", "count", list.Count, "count"),
        // Longer lists are compared as a whole.
        .. list.Engagements.Select((e, i) => new ReportFigure(list.Id, e.Code, ReportFigure.Entry, i < IssuedOrigin.MaxFigures ? Short(e) : string.Empty, Words(list.Title, e.Code))),
    ];

    private static ReportFigure Figure(ReportSection section, string row, string column, object? value, params string[] names) =>
        new(section.Id, row, column, Text(value), Words(section.Title, names));

    private static string CodeOf(AxisMember member) => member.Code ?? member.Name;

    private static string Words(string title, params string[] names) => $"{title}: {string.Join(", ", names.Where(n => n.Length > 0).Distinct())}";

    // Sums of weights may differ in their last digits when rows are added in another order.
    private static string? Text(object? value) => value switch
    {
        null => null,
        double number => number.ToString("G12", CultureInfo.InvariantCulture),
        decimal amount => (amount / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture),
        DateOnly day => PartialDate.On(day).ToString(),
        Proportion share => Text(share.Ratio),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private static string Short(ListedEngagement engagement) => Sha256.Of(JsonSerializer.SerializeToUtf8Bytes(engagement))[..16];
}

/// <summary>A figure of a document at its place.</summary>
/// <param name="Row">The code of its row, category or measure, or a name where there is no code.</param>
/// <param name="Value">In one form for every language. For an engagement of a list, the beginning of a hash of its fields.</param>
/// <param name="Words">The place for readers.</param>
public sealed record ReportFigure(string Section, string Row, string Column, string? Value, string Words)
{
    /// <summary>The column of an engagement in a list, whose value is a text.</summary>
    public const string Entry = "engagement";

    public (string, string, string) Place => (Section, Row, Column);

    public bool IsEntry => Column == Entry;
}
