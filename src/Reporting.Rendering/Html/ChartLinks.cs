using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Charts;

namespace Reporting.Rendering.Html;

/// <summary>Where the names and values of a chart lead.</summary>
internal static class ChartLinks
{
    public static MarkLink? OfCategory(this ReportView view, ChartSection chart, int category) => view.OfMembers(chart, Category(chart, category));

    /// <summary>Null for the only series of a chart without a dimension for it.</summary>
    public static MarkLink? OfSeries(this ReportView view, ChartSection chart, int series) => Series(chart, series) is { } member ? view.OfMembers(chart, member) : null;

    public static MarkLink? OfValue(this ReportView view, ChartSection chart, ValuePlace value) => Series(chart, value.Series) is { } series
        ? view.OfMembers(chart, Category(chart, value.Category), series)
        : view.OfCategory(chart, value.Category);

    private static (string Dimension, AxisMember? Member) Category(ChartSection chart, int place) => (chart.Categories.Dimension, chart.Categories.Members[place]);

    private static (string Dimension, AxisMember? Member)? Series(ChartSection chart, int place) =>
        chart.SeriesDimension is { } dimension ? (dimension, new AxisMember(chart.Series[place].Code, chart.Series[place].Name)) : null;
}
