using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Grids;

/// <summary>Lays sections out as flat tables; an engagement list gives one for each of its bridges too.</summary>
internal static class SectionGrids
{
    public static IReadOnlyList<Grid> Of(ReportSection section) => section switch
    {
        KpiSection kpis => [Kpis(kpis)],
        MatrixSection matrix => [Matrix(matrix)],
        TableSection table => [Table(table)],
        ChartSection chart => [Chart(chart)],
        EngagementListSection list => EngagementGrids.Of(list),
        WithheldSection withheld => [Withheld(withheld)],
        _ => throw new NotSupportedException($"No grid for {section.GetType().Name}."),
    };

    public static Grid Withheld(WithheldSection section) => new(section.Id, section.Title, [], [new("note", "Note")], [[section.Note]]);

    public static Grid Kpis(KpiSection section) => new(
        section.Id,
        section.Title,
        SectionNotes.Of(section),
        [new("measure", "Measure"), new("caption", "Figure"), new("value", "Value", ValueFormat.Fraction), new("note", "Note")],
        [.. section.Items.Select(kpi => (IReadOnlyList<object?>)[kpi.Measure, kpi.Caption, new GridValue(kpi.Value, kpi.Format), kpi.Note])]);

    public static Grid Table(TableSection section) => new(
        section.Id,
        section.Title,
        SectionNotes.Of(section),
        [.. section.Columns.Select(column => new GridColumn(column.Id, column.Caption, column.Format))],
        section.Rows,
        section.Total);

    public static Grid Chart(ChartSection section) => new(
        section.Id,
        section.Title,
        SectionNotes.Of(section),
        [
            new(section.Categories.Dimension, section.Categories.Caption),
            .. section.Series.Select(series => new GridColumn(series.Code ?? series.Name, series.Name, section.Format)),
        ],
        [.. section.Categories.Members.Select((member, i) => (IReadOnlyList<object?>)[member.Name, .. section.Series.Select(series => series.Values[i])])]);

    private static Grid Matrix(MatrixSection section) => new(
        section.Id,
        section.Title,
        SectionNotes.Of(section),
        [
            new(section.Rows.Dimension, section.Rows.Caption),
            .. section.Columns.Members.Select(member => new GridColumn(member.Code ?? member.Name, member.Name, section.Format)),
            new("total", Captions.Total, section.Format),
        ],
        [.. section.Rows.Members.Select((member, i) => (IReadOnlyList<object?>)[member.Name, .. section.Cells[i], section.RowTotals[i]])],
        [Captions.Total, .. section.ColumnTotals, section.GrandTotal]);
}
