namespace Reporting.Engine.Reports.Documents;

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
