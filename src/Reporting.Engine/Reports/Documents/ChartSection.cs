using Reporting.Engine.Model;

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

/// <summary>How a chart is drawn. Stacked is only for measures that add up over the series.</summary>
public enum ChartKind
{
    Column,
    StackedColumn,
    Bar,
    Line,

    /// <summary>Categories × series as tinted cells.</summary>
    HeatMap,
}

/// <summary>One series: a value per category, null for none.</summary>
public sealed record ChartSeries(string? Code, string Name, IReadOnlyList<object?> Values);
