using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Grids;

/// <summary>Turns sections into flat tables. An engagement list also gives one for each bridge.</summary>
internal static class SectionGrids
{
    public static IReadOnlyList<Grid> Of(ReportSection section, ValueText text) => section switch
    {
        HeadlineSection headline => [Headline(headline, text)],
        KpiSection kpis => [Kpis(kpis, text)],
        MatrixSection matrix => [Matrix(matrix, text)],
        TableSection table => [Table(table, text)],
        ChartSection chart => [Chart(chart, text)],
        EngagementListSection list => EngagementGrids.Of(list, text),
        TextSection words => [Text(words, text)],
        PageBreakSection => [],
        HiddenSection withheld => [Withheld(withheld, text)],
        _ => throw new NotSupportedException($"No grid for {section.GetType().Name}."),
    };

    public static Grid Withheld(HiddenSection section, ValueText text) => new(section.Id, section.Title, [], [new("note", text.Captions.Note)], [[section.Note]]) { Text = text };

    /// <summary>The sentence as a note, then its figure and the first members.</summary>
    public static Grid Headline(HeadlineSection section, ValueText text)
    {
        var figures = new KpiSection(section.Id, section.Title, section.Note, [section.Figure, .. section.Beside ?? [], .. section.Top.Rows.Select(row => new Kpi(section.Figure.Measure, row[0] as string ?? string.Empty, row[1], section.Figure.Format, null))]);
        var grid = Kpis(figures, text);
        return grid with { Notes = [section.Sentence, .. grid.Notes] };
    }

    /// <param name="withIds">True to add the measures' ids, for programs.</param>
    public static Grid Kpis(KpiSection section, ValueText text, bool withIds = false)
    {
        var compared = section.Items.FirstOrDefault(kpi => kpi.Change is not null)?.Change;
        GridColumn[] change = compared is null
            ? []
            :
            [
                new("before", ValueText.Begun(compared.Period), ValueFormat.Fraction),
                new("change", text.Captions.Change, ValueFormat.Fraction, IsChange: true),
                new("change_pct", text.Captions.ChangePct, ValueFormat.Percent, IsChange: true),
            ];
        return new Grid(
            section.Id,
            section.Title,
            SectionNotes.Of(section, text),
            [new("caption", text.Captions.Figure), new("value", text.Captions.Value, ValueFormat.Fraction), .. change, new("note", text.Captions.Note), .. withIds ? [new GridColumn("measure", text.Captions.Measure)] : (GridColumn[])[]],
            [.. section.Items.Select(kpi => Row(kpi, change.Length, withIds))]) { Text = text };
    }

    private static IReadOnlyList<object?> Row(Kpi kpi, int compared, bool withIds)
    {
        object?[] change = compared == 0
            ? []
            : [new GridValue(kpi.Change?.Before, kpi.Format), new GridValue(kpi.Change?.Difference, kpi.Format), kpi.Change?.Ratio];
        return [kpi.Caption, new GridValue(kpi.Value, kpi.Format), .. change, kpi.Note, .. withIds ? [kpi.Measure] : (object?[])[]];
    }

    private static Grid Text(TextSection section, ValueText text) => new(
        section.Id,
        section.Title,
        SectionNotes.Of(section, text),
        [new("text", text.Captions.Text)],
        [.. section.Paragraphs.Select(paragraph => (IReadOnlyList<object?>)[paragraph])]) { Text = text };

    public static Grid Table(TableSection section, ValueText text) => new(
        section.Id,
        section.Title,
        SectionNotes.Of(section, text),
        [.. section.Columns.Select(column => new GridColumn(column.Id, column.Caption, column.Format, IsChange: column.IsChange))],
        section.Rows,
        section.Total)
    {
        Text = text,
        Apart = section.NotStated + (section.HasOthers ? 1 : 0),
    };

    public static Grid Chart(ChartSection section, ValueText text) => new(
        section.Id,
        section.Title,
        SectionNotes.Of(section, text),
        [
            new(section.Categories.Dimension, section.Categories.Caption),
            .. section.Series.Select(series => new GridColumn(series.Code ?? series.Name, series.Name, section.Format)),
        ],
        [.. section.Categories.Members.Select((member, i) => (IReadOnlyList<object?>)[member.Name, .. section.Series.Select(series => series.Values[i])])])
    {
        Text = text,
        Heat = section.Kind == ChartKind.HeatMap && section.Series.Count > 0 ? (1, section.Series.Count) : null,
    };

    /// <summary>Two or more periods. What is not stated follows them and does not count.</summary>
    private static (int First, int Last)? Series(Axis axis) =>
        axis.Dimension is "year" or "quarter" or "month" or "fiscal_year" && axis.Members.Count - axis.NotStated is > 1 and var periods ? (1, periods) : null;

    /// <summary>The year before a report of one year. A sheet has room for all earlier years.</summary>
    private static Grid Matrix(MatrixSection section, ValueText text)
    {
        LeadingColumn[] before = section.Lead is { Replaces: 0 } lead ? [lead] : [];
        return new Grid(
            section.Id,
            section.Title,
            SectionNotes.Of(section, text),
            [
                new(section.Rows.Dimension, section.Rows.Caption),
                .. before.Select(column => new GridColumn(column.Member.Code!, column.Member.Name, section.Format)),
                .. section.Columns.Members.Select(member => new GridColumn(member.Code ?? member.Name, member.Name, section.Format)),
                .. section.HasTotals ? [new GridColumn("total", text.Captions.Total, section.Format)] : (GridColumn[])[],
            ],
            [.. section.Rows.Members.Select((member, i) => (IReadOnlyList<object?>)[member.Name, .. before.Select(column => column.Cells[i]), .. section.Cells[i], .. section.HasTotals ? [section.RowTotals[i]] : (object?[])[]])],
            section.HasTotals ? [text.Captions.Total, .. before.Select(column => column.Total), .. section.ColumnTotals, section.GrandTotal] : null)
        {
            Text = text,
            Apart = section.Rows.NotStated + (section.HasOthers ? 1 : 0),
            Heat = section.Columns.Members.Count == 0 ? null : (1 + before.Length, section.Columns.Members.Count + before.Length),
            Series = Series(section.Columns),
        };
    }
}
