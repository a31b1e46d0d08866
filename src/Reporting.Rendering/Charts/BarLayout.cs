using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Charts;

/// <summary>Horizontal bars: full category names on the left, values at the ends of the bars. Stacks have their values inside.</summary>
internal static class BarLayout
{
    private const double MaxName = 250;
    private const double Top = 6;
    private const double Bottom = 26;
    private const double Bar = 18;
    private const double LowBar = 13;

    /// <summary>The distance between the figures of the axis.</summary>
    private const double TickGap = 8;

    /// <summary>The most bars of full height.</summary>
    private const int MaxHigh = 15;

    /// <summary>The height of a drawing: less than half a page, so that no large part of a page stays empty before it.</summary>
    private const double MaxHeight = 460;

    /// <summary>The chart in parts of similar length.</summary>
    public static IReadOnlyList<ChartSection> Parts(ChartSection chart)
    {
        var count = chart.Categories.Members.Count;
        var parts = (int)Math.Ceiling(count / Math.Max(Math.Floor((MaxHeight - Top - Bottom) / Band(chart)), 1));
        return parts <= 1 ? [chart] : [.. Enumerable.Range(0, count).Chunk((int)Math.Ceiling(count / (double)parts)).Select(part => chart with
        {
            Categories = chart.Categories with { Members = [.. part.Select(i => chart.Categories.Members[i])], NotStated = part.Count(i => i >= count - chart.Categories.NotStated) },
            Series = [.. chart.Series.Select(series => series with { Values = [.. part.Select(i => series.Values[i])] })],
        })];
    }

    /// <param name="whole">The chart that this is a part of. All parts have one scale and one width for names.</param>
    public static ChartMarks Draw(ChartSection chart, ChartSection whole, ValueText text)
    {
        var (bar, lanes, band) = (Height(whole), Lanes(whole), Band(whole));
        var gap = (band - (bar * lanes)) / 2;
        var left = Math.Min(MaxName, whole.Categories.Members.Select(member => ChartLayout.TextUnits(member.Name)).DefaultIfEmpty(0).Max()) + 10;
        var right = whole.Series.SelectMany(one => one.Values).Select(value => ChartLayout.TextUnits(text.Of(value, whole.Format))).DefaultIfEmpty(0).Max() + 14;
        var height = Top + (band * chart.Categories.Members.Count) + Bottom;
        var scale = ChartLayout.Scale(whole);
        double X(double value) => left + (scale.Share(value) * (ChartLayout.Width - left - right));

        var rules = new List<RuleMark>();
        var bars = new List<BarMark>();
        var texts = new List<TextMark>();
        var ticks = scale.Ticks().ToList();
        var widest = ticks.Max(tick => ChartLayout.TextUnits(text.Tick(tick, chart.Format)));
        var every = (int)Math.Ceiling((widest + TickGap) / (X(ticks[1]) - X(ticks[0])));
        foreach (var (i, tick) in ticks.Index())
        {
            rules.Add(new RuleMark(X(tick), Top, X(tick), height - Bottom, tick == 0));
            if (i % every == 0 && X(tick) + (widest / 2) <= ChartLayout.Width)
            {
                texts.Add(new TextMark(X(tick), height - Bottom + 16, text.Tick(tick, chart.Format), "middle", "axis"));
            }
        }

        var all = !whole.Categories.Members.Any(member => TextWidth.Em(member.Name) > MaxName / ChartLayout.FontSize);
        for (var i = 0; i < chart.Categories.Members.Count; i++)
        {
            var top = Top + (band * i) + gap;
            var name = TextWidth.Cut(chart.Categories.Members[i].Name, MaxName / ChartLayout.FontSize);
            texts.Add(new TextMark(left - 7, top + (bar * lanes / 2.0) + 4, name, "end", "axis") { Category = i });
            var sum = 0.0;
            for (var j = 0; j < chart.Series.Count; j++)
            {
                if (ValueNumber.Of(chart.Series[j].Values[i]) is not { } value || (IsStack(whole) && value <= 0))
                {
                    continue;
                }

                var label = text.Of(chart.Series[j].Values[i], chart.Format);
                var colour = ChartPalette.Of(chart, j, i);
                if (IsStack(whole))
                {
                    var (start, end) = (X(sum), X(sum + value));
                    sum += value;
                    bars.Add(new BarMark(start, top, Math.Max(end - start - 0.75, 0.25), bar, colour, new ValuePlace(i, j)));
                    var fits = ChartLayout.TextUnits(label) <= end - start - 4;
                    all &= fits;
                    if (fits)
                    {
                        texts.Add(new TextMark((start + end) / 2, top + (bar / 2.0) + 4, label, "middle", ChartPalette.IsDark(colour) ? "on-dark" : "on-light"));
                    }

                    continue;
                }

                var (from, to) = (Math.Min(X(0), X(value)), Math.Max(X(0), X(value)));
                bars.Add(new BarMark(from, top + (bar * j), to - from, bar - (lanes == 1 ? 0 : 1), colour, new ValuePlace(i, j)));
                texts.Add(new TextMark(to + 5, top + (bar * j) + (bar / 2.0) + 4, label, "start", "value"));
            }
        }

        return new ChartMarks(ChartLayout.Width, height, rules, bars, [], [], texts, all);
    }

    private static bool IsStack(ChartSection chart) => chart is { Kind: ChartKind.StackedColumn, Series.Count: > 1 };

    /// <summary>The bars of a category that lie below each other.</summary>
    private static int Lanes(ChartSection chart) => IsStack(chart) ? 1 : Math.Max(chart.Series.Count, 1);

    private static double Height(ChartSection chart) => Lanes(chart) == 1 && chart.Size == ChartSize.Usual && chart.Categories.Members.Count <= MaxHigh ? Bar : LowBar;

    private static double Band(ChartSection chart) => (Height(chart) * Lanes(chart)) + (Height(chart) == Bar || (chart.Size == ChartSize.Usual && Lanes(chart) > 1) ? 10 : 5);
}
