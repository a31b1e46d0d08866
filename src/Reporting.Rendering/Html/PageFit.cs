using Reporting.Engine.Engagements;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Charts;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Html;

/// <summary>
/// Decides which sections stay on one page. Only short ones do: a section that does not fit moves to the next page, and the gap that it leaves must stay
/// below a third of a page. All lengths are estimates in millimetres of the paper layout.
/// </summary>
internal static class PageFit
{
    /// <summary>A third of a page for tables, and somewhat more for charts, which cannot be divided.</summary>
    private const double MaxTable = 92;
    private const double MaxChart = 125;

    /// <summary>A chart and the table of its figures are read together. The page before them is still more than a third full.</summary>
    private const double MaxChartWithTable = 165;
    private const double MaxOnWidePage = 90;

    /// <summary>The most tiles and lines of an engagement that stay together.</summary>
    private const int MaxTiles = 12;
    private const int MaxEntryLines = 24;

    /// <summary>How many of the last rows stay together.</summary>
    private const int LastRows = 3;
    private const int LastRowsBeforeOrigin = 2;

    /// <summary>The height of a header and three rows.</summary>
    public const double RoomOfRows = 42;

    /// <summary>On a portrait page, a drawing is as wide as the page.</summary>
    private const double MillimetresPerUnit = 0.25;

    private const double Heading = 14;
    private const double NoteLine = 4.8;
    private const double Header = 10;
    private const double Caption = 5;
    private const double LegendLine = 5;
    private const double CompactRow = 5.4;
    private const double TextWidthOnPage = 54;

    /// <summary>The usual row of a table and each further line of it, in millimetres, and the width of its name, in em.</summary>
    private static readonly (double Row, double Line, double Name) Plain = (7.4, 4.9, 19);
    private static readonly (double Row, double Line, double Name) Small = (6.3, 4.2, 13);
    private static readonly (double Row, double Line, double Name) Brief = (5.5, 4.3, 17);

    /// <param name="layout">The classes of the section: <c>dense</c> for small type, <c>wide</c> for a turned page.</param>
    public static bool IsShort(ReportSection section, string layout, ReportDetail detail, ValueText text)
    {
        var isWide = SectionLayout.IsWide(layout);
        var rows = detail == ReportDetail.Brief ? Brief : layout.Contains(" dense", StringComparison.Ordinal) ? Small : Plain;
        var head = Heading + (NoteLine * SectionNotes.Of(section, text).Sum(note => Math.Ceiling(TextWidth.Em(note) / TextWidthOnPage)));
        return section switch
        {
            KpiSection kpis => kpis.Items.Count <= MaxTiles,
            MatrixSection matrix => head + (ColumnParts.Of(matrix, text).Count * Table(matrix.Rows.Members.Select(m => m.Name).Append(string.Empty), rows)) <= (isWide ? MaxOnWidePage : MaxTable),
            ChartSection { Kind: ChartKind.HeatMap } map => head + (ColumnParts.Of(map, text).Count * Table(map.Categories.Members.Select(m => m.Name), rows)) <= (isWide ? MaxOnWidePage : MaxTable),
            TableSection table => head + Table(table.Rows.Select(row => row[0] as string ?? string.Empty).Append(string.Empty), rows) <= (isWide ? MaxOnWidePage : MaxTable),
            EngagementListSection list => list.Engagements.Count == 0,
            ChartSection chart => head + Chart(chart, text, out var hasTable) <= (isWide ? MaxOnWidePage : hasTable ? MaxChartWithTable : MaxChart),
            _ => false,
        };
    }

    /// <summary>The height that a title reserves below itself: the header and the first rows, the chart, or the first engagement. 0 for a section that stays together.</summary>
    public static double RoomBelow(ReportSection section, ValueText text) => section switch
    {
        MatrixSection or TableSection or ChartSection { Kind: ChartKind.HeatMap } => RoomOfRows,
        ChartSection chart when ChartLayout.IsEmpty(chart) => Header,
        ChartSection chart => Math.Min(Legend(chart) + Caption + FirstDrawing(DrawnChart.Of(chart, text)), MaxChart),
        EngagementListSection { Engagements: [var first, ..] } => Math.Min(Heading + (NoteLine * (LinesOf(first) + 4)), MaxChart),
        KpiSection or TextSection => Header * 2,
        _ => 0,
    };

    /// <summary>An upper estimate of the height of the section about the origin of the figures.</summary>
    public static double Footer(ReportDocument document)
    {
        const double Line = 3.9;
        const double TextInEm = 47;
        var (lines, halves) = (0.0, 0);
        foreach (var (_, text) in ProvenanceFormatter.Of(document).Append((string.Empty, new string('0', 64))))
        {
            halves = TakesHalf(text) ? halves + 1 : 0;
            lines += halves % 2 == 0 && halves > 0 ? 0 : Math.Max(Math.Ceiling(TextWidth.Em(text) / TextInEm), 1);
        }

        return (Heading * 1.5) + (Line * lines);
    }

    /// <summary>True for a text about the origin that is short enough to share its line with another.</summary>
    public static bool TakesHalf(string text) => TextWidth.Em(text) <= 18;

    /// <summary>Millimetres as CSS writes them.</summary>
    public static string Css(double millimetres) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"--room: {millimetres:0}mm");

    /// <summary>The rows of a table in one or two groups: the last ones stay together on a page.</summary>
    /// <param name="isLast">True for a table before the origin of the figures, which stands on the page of its last rows. Fewer rows then move to that page, so the page before is fuller.</param>
    public static IReadOnlyList<(int First, int Count, bool IsEnd)> Groups(int rows, bool isLast = false) =>
        HasEnd(rows) && (isLast ? LastRowsBeforeOrigin : LastRows) is var end ? [(0, rows - end, false), (rows - end, end, true)] : [(0, rows, false)];

    public static bool HasEnd(int rows) => rows > LastRows;

    /// <summary>True for an engagement that may continue on the next page.</summary>
    public static bool IsLong(ListedEngagement item) => LinesOf(item) > MaxEntryLines;

    private static int LinesOf(ListedEngagement item) => item.Participants.Count + item.Sources.Count + ((item.Summary?.Length ?? 0) / 100);

    private static double Table(IEnumerable<string> names, (double Row, double Line, double Name) rows) =>
        Caption + Header + names.Sum(name => rows.Row + (rows.Line * Math.Max(Math.Ceiling(TextWidth.Em(name) / rows.Name) - 1, 0)));

    private static double Chart(ChartSection chart, ValueText text, out bool hasTable)
    {
        var drawn = DrawnChart.Of(chart, text);
        hasTable = drawn.HasTable;
        var tables = hasTable ? ColumnParts.TablesOf(chart).Count() : 0;
        return Caption + (drawn.Drawings.Count > 0 ? Legend(chart) : 0) + (drawn.Drawings.Sum(drawing => drawing.Height) * MillimetresPerUnit) + (tables * (Header + Caption + (CompactRow * chart.Categories.Members.Count)));
    }

    // The first rows of a table that does not fit below its chart begin on the chart's page.
    private static double FirstDrawing(DrawnChart drawn) => (drawn.Drawings[0].Height * MillimetresPerUnit) + (drawn is { HasTable: true, Drawings.Count: 1 } ? RoomOfRows : 0);

    private static double Legend(ChartSection chart) =>
        chart.HasLegend ? LegendLine * Math.Ceiling(chart.Series.Sum(series => TextWidth.Em(series.Name) + 3) / TextWidthOnPage) : 0;
}
