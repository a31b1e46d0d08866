using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Charts;

/// <summary>Names lines at their last stated period. Names that would overlap move apart by at most one line; if one would move further, only the legend names the lines.</summary>
internal static class EndLabels
{
    private const double MaxWidth = 170;
    private const double LineHeight = 13.5;
    private const double Gap = 8;

    /// <summary>The names of all lines that end there, from top to bottom; none if one has no place. With some of them, a name could be taken for that of the line beside it.</summary>
    public static IReadOnlyList<EndLabel> Of(ChartSection chart, ValueScale scale, double top, double height)
    {
        var last = chart.Categories.Members.Count - chart.Categories.NotStated - 1;
        if (chart.Series.Count < 2 || last < 0)
        {
            return [];
        }

        var ends = chart.Series.Select(series => (series.Name, Value: ValueNumber.Of(series.Values[last]))).Where(end => end.Value is not null)
            .Select(end => new EndLabel(end.Name, top + height - (scale.Share(end.Value!.Value) * height))).OrderBy(end => end.End).ToList();
        var placed = Apart(ends, top, top + height - 9);
        return placed.TrueForAll(label => label.Moved <= LineHeight) && placed.Zip(placed.Skip(1)).All(pair => pair.Second.Y - pair.First.Y >= LineHeight - 0.01) ? placed : [];
    }

    /// <summary>The width between the last stated period and what follows it.</summary>
    public static double Width(IReadOnlyList<EndLabel> labels) =>
        labels.Count == 0 ? 0 : Math.Min(MaxWidth, labels.Max(label => ChartLayout.TextUnits(label.Name))) + 4;

    public static IEnumerable<TextMark> Marks(IReadOnlyList<EndLabel> labels, ChartSection chart, ColumnFrame frame)
    {
        var x = frame.Middle(chart.Categories.Members.Count - chart.Categories.NotStated - 1) + Gap;
        return labels.Select(label => new TextMark(x, label.Y + 4, TextWidth.Cut(label.Name, (Width(labels) + (frame.Band / 2) - 10) / ChartLayout.FontSize), "start", "axis"));
    }

    // Labels that are too near form a group around the middle of their ends, and a group takes in those that it then touches.
    private static List<EndLabel> Apart(IReadOnlyList<EndLabel> ends, double top, double lowest)
    {
        var groups = new List<(double Middle, int Count)>();
        foreach (var end in ends)
        {
            groups.Add((end.End, 1));
            while (groups.Count > 1 && groups[^1].Middle - groups[^2].Middle < LineHeight * (groups[^1].Count + groups[^2].Count) / 2)
            {
                var (above, below) = (groups[^2], groups[^1]);
                groups.RemoveRange(groups.Count - 2, 2);
                groups.Add((((above.Middle * above.Count) + (below.Middle * below.Count)) / (above.Count + below.Count), above.Count + below.Count));
            }
        }

        // Labels below the plot are moved back up.
        var (placed, y) = (new List<EndLabel>(), double.NegativeInfinity);
        foreach (var place in groups.SelectMany(group => Enumerable.Range(0, group.Count).Select(i => group.Middle + ((i - ((group.Count - 1) / 2.0)) * LineHeight))))
        {
            y = Math.Max(Math.Min(Math.Max(place, y + LineHeight), lowest - ((ends.Count - 1 - placed.Count) * LineHeight)), top);
            placed.Add(ends[placed.Count] with { Y = y });
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
