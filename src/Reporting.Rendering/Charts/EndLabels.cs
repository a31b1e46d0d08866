using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Charts;

/// <summary>Labels each line at its end instead of a legend. Labels that would overlap are moved apart; one that would move too far is left out.</summary>
internal static class EndLabels
{
    private const double MaxWidth = 150;
    private const double LineHeight = 13.5;

    /// <summary>How far a name may stand above or below the end of its line.</summary>
    private const double MaxMove = LineHeight * 1.5;

    /// <summary>True for several lines that are few enough. The legend names the lines in any case.</summary>
    public static bool Fit(ChartSection chart, double height) => chart.Series.Count > 1 && chart.Series.Count * LineHeight <= height;

    public static double Width(ChartSection chart) =>
        Math.Min(MaxWidth, chart.Series.Max(series => ChartLayout.TextUnits(series.Name))) + 4;

    public static IEnumerable<TextMark> Of(ChartSection chart, ColumnFrame frame)
    {
        var ends = new List<(double X, double Y, double End, string Name)>();
        foreach (var series in chart.Series)
        {
            // A line ends at its last period, before what is not stated.
            var last = series.Values.Count - chart.Categories.NotStated - 1;
            while (last >= 0 && ValueNumber.Of(series.Values[last]) is null)
            {
                last--;
            }

            if (last >= 0)
            {
                ends.Add((frame.Middle(series.Values.Count - 1) + 8, frame.Y(ValueNumber.Of(series.Values[last])!.Value), frame.Y(ValueNumber.Of(series.Values[last])!.Value), series.Name));
            }
        }

        // From top to bottom, labels keep a distance. Labels below the plot are moved back up.
        ends.Sort((a, b) => a.Y.CompareTo(b.Y));
        var lowest = frame.Bottom - 9;
        var y = double.NegativeInfinity;
        for (var i = 0; i < ends.Count; i++)
        {
            y = Math.Max(ends[i].Y, y + LineHeight);
            ends[i] = ends[i] with { Y = Math.Max(Math.Min(y, lowest - ((ends.Count - 1 - i) * LineHeight)), frame.Top) };
            y = ends[i].Y;
        }

        // A name that had to move far would stand at another line. The legend has it in any case.
        return ends.Where(end => Math.Abs(end.Y - end.End) <= MaxMove).Select(end => new TextMark(end.X, end.Y + 4, TextWidth.Cut(end.Name, (Width(chart) + (frame.Band / 2) - 10) / ChartLayout.FontSize), "start", "axis"));
    }
}
