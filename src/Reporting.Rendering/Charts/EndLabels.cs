using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Charts;

/// <summary>Names lines at their last stated period. Names that would overlap move apart by at most one line; others are left out, because the legend has them all.</summary>
internal static class EndLabels
{
    private const double MaxWidth = 170;
    private const double LineHeight = 13.5;
    private const double Gap = 8;

    /// <summary>The names that find a place, from top to bottom.</summary>
    public static IReadOnlyList<EndLabel> Of(ChartSection chart, ValueScale scale, double top, double height)
    {
        var last = chart.Categories.Members.Count - chart.Categories.NotStated - 1;
        if (chart.Series.Count < 2 || last < 0)
        {
            return [];
        }

        var left = chart.Series.Select(series => (series.Name, Value: ValueNumber.Of(series.Values[last]))).Where(end => end.Value is not null)
            .Select(end => new EndLabel(end.Name, top + height - (scale.Share(end.Value!.Value) * height))).OrderBy(end => end.End).ToList();
        while (true)
        {
            var placed = Apart(left, top, top + height - 9);
            if (placed.All(label => label.Moved <= LineHeight) && placed.Zip(placed.Skip(1)).All(pair => pair.Second.Y - pair.First.Y >= LineHeight - 0.01))
            {
                return placed;
            }

            left.RemoveAt(placed.Index().MaxBy(label => label.Item.Moved).Index);
        }
    }

    /// <summary>The width between the last stated period and what follows it.</summary>
    public static double Width(IReadOnlyList<EndLabel> labels) =>
        labels.Count == 0 ? 0 : Math.Min(MaxWidth, labels.Max(label => ChartLayout.TextUnits(label.Name))) + 4;

    public static IEnumerable<TextMark> Marks(IReadOnlyList<EndLabel> labels, ChartSection chart, ColumnFrame frame)
    {
        var x = frame.Middle(chart.Categories.Members.Count - chart.Categories.NotStated - 1) + Gap;
        return labels.Select(label => new TextMark(x, label.Y + 4, TextWidth.Cut(label.Name, (Width(labels) + (frame.Band / 2) - 10) / ChartLayout.FontSize), "start", "axis"));
    }

    // From top to bottom, labels keep a distance. Labels below the plot are moved back up.
    private static List<EndLabel> Apart(IReadOnlyList<EndLabel> ends, double top, double lowest)
    {
        var (placed, y) = (new List<EndLabel>(), double.NegativeInfinity);
        foreach (var (i, end) in ends.Index())
        {
            y = Math.Max(Math.Min(Math.Max(end.End, y + LineHeight), lowest - ((ends.Count - 1 - i) * LineHeight)), top);
            placed.Add(end with { Y = y });
        }

        return placed;
    }
}

/// <summary>The name of a line.</summary>
/// <param name="End">Where the line ends.</param>
internal sealed record EndLabel(string Name, double End)
{
    /// <summary>Where the name stands.</summary>
    public double Y { get; init; }

    public double Moved => Math.Abs(Y - End);
}
