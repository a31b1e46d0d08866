using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Charts;

/// <summary>A chart as it is drawn. In a file, a chart above a table of its figures is lower, so that both fit on one page.</summary>
/// <param name="Sections">The section of each drawing; none for a chart without figures.</param>
internal sealed record DrawnChart(IReadOnlyList<ChartSection> Sections, IReadOnlyList<ChartMarks> Drawings, bool HasTable)
{
    public static DrawnChart Of(ChartSection chart, ValueText text, bool inFile = true)
    {
        if (ChartLayout.IsEmpty(chart))
        {
            return new DrawnChart([], [], HasTable: false);
        }

        var drawings = ChartLayout.Parts(chart, text);
        if (!ChartLayout.HasTable(chart, drawings))
        {
            return new DrawnChart(ChartLayout.PartsOf(chart, text), drawings, HasTable: false);
        }

        var drawn = inFile ? chart with { Size = ChartSize.Medium } : chart;
        return new DrawnChart(ChartLayout.PartsOf(drawn, text), inFile ? ChartLayout.Parts(drawn, text) : drawings, HasTable: true);
    }
}
