using System.Text.Json.Serialization;
using Reporting.Engine.Model;

namespace Reporting.Engine.Reports.Documents;

/// <summary>A chart of one measure: categories along the axis, one or more series.</summary>
public sealed record ChartSection(
    string Id,
    string Title,
    string? Note,
    ChartKind Kind,
    string MeasureCaption,
    ValueFormat Format,
    Axis Categories,
    IReadOnlyList<ChartSeries> Series)
    : ReportSection(Id, Title, Note)
{
    [JsonIgnore]
    public ChartSize Size { get; init; }

    /// <summary>True if the series are periods.</summary>
    [JsonIgnore]
    public bool HasPeriods { get; init; }

    /// <summary>The dimension of the series; null for a chart without one.</summary>
    [JsonIgnore]
    public string? SeriesDimension { get; init; }

    /// <summary>True if a legend names the series: also a single one, if its member is one of several that a dimension has.</summary>
    [JsonIgnore]
    public bool HasLegend => Series.Count > 1 || SeriesDimension is not null;
}

/// <summary>The kind of a chart. Stacked requires a measure that adds up over the series.</summary>
public enum ChartKind
{
    Column,
    StackedColumn,
    Bar,
    Line,

    /// <summary>Categories × series as tinted cells.</summary>
    HeatMap,

    /// <summary>A circle on each country.</summary>
    Map,
}

/// <summary>How high a chart is drawn.</summary>
public enum ChartSize
{
    Usual,

    /// <summary>In a brief report.</summary>
    Medium,

    /// <summary>Under a headline.</summary>
    Small,
}

/// <summary>One series: a value for each category, null for none.</summary>
public sealed record ChartSeries(string? Code, string Name, IReadOnlyList<object?> Values)
{
    /// <summary>The number of its colour: a member has the same one in every chart of a report. Null for a chart without members as series.</summary>
    [JsonIgnore]
    public int? Colour { get; init; }
}
