namespace Reporting.Engine.Reports.Documents;

/// <summary>A chart of one measure: categories along the axis, one series or several.</summary>
public sealed record ChartSection(
    string Id,
    string Title,
    string? Note,
    ChartKind Kind,
    string MeasureCaption,
    ValueFormat Format,
    Axis Categories,
    IReadOnlyList<ChartSeries> Series)
    : ReportSection(Id, Title, Note);
