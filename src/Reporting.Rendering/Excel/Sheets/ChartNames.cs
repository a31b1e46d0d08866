using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Excel.Sheets;

/// <summary>The room of the names below the columns of a native chart, in pixels.</summary>
internal static class ChartNames
{
    public const int UsualWidth = 660;
    private const int MaxWidth = 1_000;

    /// <summary>The pixels of the value axis, and of an em of the names of categories, which have 8 points.</summary>
    private const int ValueAxis = 80;
    private const double PixelsOfEm = 10.7;
    private const int Gap = 8;

    /// <summary>Wide enough for the longest word of the names: "September 2025" has two lines, and no word of it is broken.</summary>
    public static int Width(ChartSection chart) => chart.Kind == ChartKind.Bar ? UsualWidth : Math.Clamp(ValueAxis + All(chart), UsualWidth, MaxWidth);

    /// <summary>
    /// 1 if each period has its name below the columns; 2, 3 and so on if only every second or third fits into a chart of this width. All names stand there
    /// if what is not stated is one of them: its name must not be left out.
    /// </summary>
    public static int Step(ChartSection chart, int width) => chart is { Kind: not ChartKind.Bar, Categories: { IsTime: true, NotStated: 0 } }
        ? Math.Max((int)Math.Ceiling(All(chart) / (double)(width - ValueAxis)), 1)
        : 1;

    /// <summary>The pixels of all names side by side, each as wide as the longest word.</summary>
    private static int All(ChartSection chart)
    {
        var word = chart.Categories.Members.SelectMany(member => member.Name.Split(' ')).Select(TextWidth.Em).DefaultIfEmpty(0).Max();
        return (int)(chart.Categories.Members.Count * ((word * PixelsOfEm) + Gap));
    }
}
