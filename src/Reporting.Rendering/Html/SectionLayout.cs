using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Html;

/// <summary>The layout of a section on paper as classes of the style sheet: its kind, <c>dense</c> for small type and <c>wide</c> for a turned page.</summary>
internal static class SectionLayout
{
    /// <summary>Tables with more columns use small type.</summary>
    private const int MaxColumnsInNormalType = 8;

    /// <summary>Full reports with this many sections have a list of contents, after the first of them.</summary>
    private const int MinSectionsForContents = 6;

    private const double MaxTilesInRow = 4;

    public static string Of(ReportSection section, ValueText text) => section switch
    {
        HeadlineSection => "in-short whole",
        KpiSection => "kpis",
        MatrixSection matrix => "matrix" + Layout(section, ColumnParts.ColumnsOf(matrix, text).Count + 1, ColumnParts.FitPortrait(matrix, text)),
        TableSection table => "table" + TableFit.Of(table, text),
        ChartSection { Kind: ChartKind.HeatMap } map => "matrix" + Layout(section, map.Series.Count + 1, ColumnParts.FitPortrait(map, text)),
        ChartSection => "chart" + Layout(section, 0, fits: true),
        TextSection => "text" + Layout(section, 0, fits: true),
        _ => "engagements" + Layout(section, 0, fits: true),
    };

    public static bool HasContents(ReportDocument document) =>
        document.Detail == ReportDetail.Full && document.Sections.Count(section => section is not PageBreakSection) >= MinSectionsForContents;

    /// <summary>The key figures of a row on paper, evenly distributed over the rows.</summary>
    public static int TilesInRow(KpiSection section) => (int)Math.Ceiling(section.Items.Count / Math.Ceiling(Math.Max(section.Items.Count, 1) / MaxTilesInRow));

    public static bool IsWide(string layout) => layout.Contains(" wide", StringComparison.Ordinal);

    // The report's own setting, otherwise portrait if it fits, in small type if needed.
    private static string Layout(ReportSection section, int columns, bool fits) => section.Orientation switch
    {
        PageOrientation.Landscape => " wide dense",
        PageOrientation.Portrait when columns <= MaxColumnsInNormalType => string.Empty,
        PageOrientation.Portrait => " dense",
        _ when columns <= MaxColumnsInNormalType && fits => string.Empty,
        _ when fits => " dense",
        _ => " wide dense",
    };
}
