using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Charts;

/// <summary>The figures of a single line: above their point, or below it where the line or another figure is above.</summary>
internal static class PointLabels
{
    private const double Above = -9;
    private const double Below = 18;
    private const double Radius = 5;

    /// <returns>The labels that have a clear place; a chart that lacks one has a table beside it.</returns>
    public static IReadOnlyList<TextMark> Of(ChartSection chart, ColumnFrame frame, IReadOnlyList<PathMark> paths, ValueText text)
    {
        var values = chart.Series[0].Values;
        if (values.Any(value => ChartLayout.TextUnits(text.Of(value, chart.Format)) > frame.Band))
        {
            return [];
        }

        var points = values.Select((value, i) => ValueNumber.Of(value) is { } number ? ((double X, double Y)?)(frame.Middle(i), frame.Y(number)) : null).ToList();
        var placed = new List<TextMark>();
        foreach (var (i, point) in points.Index().Where(p => p.Item is not null))
        {
            var label = text.Of(values[i], chart.Format);
            var free = new[] { Above, Below }.Select(by => new TextMark(point!.Value.X, point.Value.Y + by, label, "middle", "value")).FirstOrDefault(IsFree);
            if (free is not null)
            {
                placed.Add(free);
            }
        }

        return placed;

        bool IsFree(TextMark mark)
        {
            var box = Box.Of(mark);
            return box.Bottom <= frame.Bottom - 1
                && !placed.Any(other => Box.Of(other).Meets(box))
                && !points.OfType<(double X, double Y)>().Any(p => box.Meets(new Box(p.X - Radius, p.Y - Radius, p.X + Radius, p.Y + Radius)))
                && !paths.Any(path => path.Points.Zip(path.Points.Skip(1)).Any(line => box.Meets(line.First, line.Second)));
        }
    }
}
