using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Grids;
using Reporting.Rendering.Html;
using Reporting.Rendering.Renderers;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.QuestPdf;

/// <summary>The sections as tables with the texts, parts and tints of the HTML page.</summary>
internal sealed class SectionTables(ReportLinks links, Look look)
{
    private const string None = "·";

    private ValueText Text => look.Text;

    /// <summary>Columns beyond a page continue in further tables, which repeat the names of the rows.</summary>
    public IEnumerable<FigureTable> Of(MatrixSection section)
    {
        var columns = ColumnParts.ColumnsOf(section, Text);
        var parts = ColumnParts.Of(section, Text);
        var highest = Heat.Highest(section);
        foreach (var part in parts)
        {
            var shown = columns.Where((column, j) => (j >= part.First && j <= part.Last) || (column.IsTotal && part == parts[^1])).ToList();
            var rows = section.Rows.Members.Select((member, i) => Row(section, shown, member, i, highest)).ToList();
            if (section.HasTotals)
            {
                rows.Add(new FigureRow([new FigureCell(Text.Captions.Total), .. shown.Select(column => Cell(section, column.Total, null, column, 0))], IsTotal: true));
            }

            var caption = Captions.Format(Text.Captions.ByBoth, section.MeasureCaption, section.Rows.Caption, section.Columns.Caption);
            yield return new FigureTable(
                ColumnParts.Caption(caption, parts, part, Text),
                [new FigureColumn(section.Rows.Caption, false), .. shown.Select(column => new FigureColumn(column.Name, true))],
                rows) { IsWide = IsWide(section) };
        }
    }

    public FigureTable Of(TableSection section)
    {
        var rows = section.Rows.Select((row, i) => new FigureRow(
            [.. row.Select((value, j) => new FigureCell(Text.Of(value, section.Columns[j])))],
            IsApart: i == section.OthersRow || i >= section.Rows.Count - section.NotStated)).ToList();
        if (rows.Count == 0)
        {
            rows.Add(new FigureRow([new FigureCell(Text.Captions.NothingFound)]));
        }

        if (section.Total is { } total)
        {
            rows.Add(new FigureRow([.. total.Select((value, j) => new FigureCell(TotalOf(value, j, section)))], IsTotal: true));
        }

        return new FigureTable(null, [.. section.Columns.Select(column => new FigureColumn(column.Caption, column.Format != ValueFormat.Text))], rows) { IsWide = IsWide(section) };
    }

    public IEnumerable<FigureTable> OfHeatMap(ChartSection map)
    {
        var highest = Heat.Highest(map);
        var parts = ColumnParts.Of(map, Text);
        return parts.Select(part => OfSeries(
            map,
            map.Series.Take(part.Last + 1).Skip(part.First),
            ColumnParts.Caption(map.MeasureCaption, parts, part, Text),
            member => member.Name,
            value => value is null ? new FigureCell(None) : new FigureCell(Text.Of(value, map.Format), Heat: Heat.Step(value, highest))));
    }

    /// <summary>The figures of a chart, some series in each table. Periods have the names of its axis.</summary>
    public IEnumerable<FigureTable> OfChart(ChartSection chart) => ColumnParts.TablesOf(chart).Select(series => OfSeries(
        chart, series, $"{chart.MeasureCaption}, {chart.Categories.Caption}", member => member.Short ?? member.Name, value => new FigureCell(Text.Of(value, chart.Format))));

    public FigureTable OfTimeline(EngagementListSection section) => new(
        null,
        [new FigureColumn(Text.Captions.Start, false), new FigureColumn(Text.Captions.Title, false), new FigureColumn(Text.Captions.Type, false)],
        [.. section.Engagements.Select(item => new FigureRow(
            [new FigureCell(item.StartLabel), new FigureCell(item.Title, links.IsKnown ? links.Engagement(item.Code, Text.Language.Code) : null), new FigureCell(item.Type.Name)]))]);

    private FigureTable OfSeries(ChartSection chart, IEnumerable<ChartSeries> series, string caption, Func<AxisMember, string> name, Func<object?, FigureCell> cell) => new(
        caption,
        [new FigureColumn(chart.Categories.Caption, false), .. series.Select(one => new FigureColumn(one.Name, true))],
        [.. chart.Categories.Members.Select((member, i) => new FigureRow([new FigureCell(name(member)), .. series.Select(one => cell(one.Values[i]))]))]) { IsWide = IsWide(chart) };

    private FigureRow Row(MatrixSection section, IReadOnlyList<MatrixColumn> shown, AxisMember member, int row, double highest)
    {
        var isApart = row == section.OthersRow || row >= section.Rows.Members.Count - section.Rows.NotStated;
        return new FigureRow(
            [new FigureCell(member.Name), .. shown.Select(column => Cell(section, column.Cells[row], member, column, isApart || column.IsTotal || column.HasSeveralYears ? 0 : Heat.Step(column.Cells[row], highest)))],
            IsApart: isApart);
    }

    /// <summary>A figure with a link to the engagements behind it.</summary>
    private FigureCell Cell(MatrixSection section, object? value, AxisMember? row, MatrixColumn column, int heat)
    {
        var shown = value is null && row is not null ? None : Text.Of(value, section.Format);
        var behind = value is null || !links.IsKnown ? null : section.Behind?.Of(row, column.Member);
        return new FigureCell(shown, behind is null ? null : links.Engagements(behind), heat, column.IsTotal);
    }

    private string TotalOf(object? value, int column, TableSection section) => (value, column) switch
    {
        (null, 0) => Text.Captions.Total,
        (null, _) when section.Columns[column].Format == ValueFormat.Text => string.Empty,
        _ => Text.Of(value, section.Columns[column]),
    };

    private bool IsWide(ReportSection section) => SectionLayout.IsWide(SectionLayout.Of(section, Text));
}
