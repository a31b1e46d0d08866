using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Charts;

/// <summary>A circle on each country, whose area is its figure. The largest have their names and figures, where these find a clear place.</summary>
internal static class MapLayout
{
    private const double MaxRadius = 24;
    private const double MinRadius = 2.4;
    private const double Gap = 3;
    private const double Below = 12;

    /// <summary>The most names on a map.</summary>
    private const int MaxNames = 14;

    public static ChartMarks Draw(ChartSection chart, ValueText text)
    {
        var circles = Circles(chart);
        var texts = new List<TextMark>();
        foreach (var circle in circles.Take(MaxNames))
        {
            var label = $"{chart.Categories.Members[circle.Value.Category].Name} {text.Of(Value(chart, circle.Value.Category), chart.Format)}";
            var places = new[] { Beside(circle, label, 1), Beside(circle, label, -1), Over(circle, label, -circle.Radius - Gap), Over(circle, label, circle.Radius + Below) };
            if (places.FirstOrDefault(place => IsClear(place, circle, circles, texts)) is { } clear)
            {
                texts.Add(clear);
            }
        }

        return new ChartMarks(ChartLayout.Width, WorldMap.Height, [], [], [], circles, texts, IsFullyLabelled: false) { Land = WorldMap.Land };
    }

    /// <summary>The categories with a figure that no circle shows: without a point on the map, or below 0.</summary>
    public static IEnumerable<int> Missing(ChartSection chart) => chart.Kind != ChartKind.Map
        ? []
        : Enumerable.Range(0, chart.Categories.Members.Count).Where(i => ValueNumber.Of(Value(chart, i)) is { } value && value != 0 && (value < 0 || WorldMap.PointOf(chart.Categories.Members[i].Code) is null));

    // The largest first, so that small circles lie above large ones.
    private static List<DotMark> Circles(ChartSection chart)
    {
        var known = chart.Categories.Members.Select((member, i) => (Place: i, Point: WorldMap.PointOf(member.Code), Value: ValueNumber.Of(Value(chart, i)) ?? 0))
            .Where(country => country.Point is not null && country.Value > 0).OrderByDescending(country => country.Value).ToList();
        var highest = known.Select(country => country.Value).FirstOrDefault();
        return [.. known.Select(country => new DotMark(country.Point!.Value.X, country.Point.Value.Y, 0, new ValuePlace(country.Place, 0))
        {
            Radius = Math.Max(MaxRadius * Math.Sqrt(country.Value / highest), MinRadius),
        })];
    }

    private static object? Value(ChartSection chart, int category) => chart.Series[0].Values[category];

    private static TextMark Beside(DotMark circle, string label, int side) =>
        new(circle.X + (side * (circle.Radius + Gap)), circle.Y + 4, label, side > 0 ? "start" : "end", "value") { Category = circle.Value.Category };

    private static TextMark Over(DotMark circle, string label, double by) => new(circle.X, circle.Y + by, label, "middle", "value") { Category = circle.Value.Category };

    private static bool IsClear(TextMark label, DotMark own, IReadOnlyList<DotMark> circles, IReadOnlyList<TextMark> texts)
    {
        var box = Box.Of(label);
        return box.Left >= 0 && box.Right <= ChartLayout.Width
            && !texts.Any(other => Box.Of(other).Meets(box))
            && !circles.Any(circle => circle != own && circle.Radius > MinRadius * 2 && box.Meets(new Box(circle.X - circle.Radius, circle.Y - circle.Radius, circle.X + circle.Radius, circle.Y + circle.Radius)));
    }
}
