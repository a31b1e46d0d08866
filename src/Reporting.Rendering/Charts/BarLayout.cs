using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Charts;

/// <summary>Horizontal bars: full category names on the left, values at the ends of the bars.</summary>
internal static class BarLayout
{
    private const double MaxName = 250;
    private const double Top = 6;
    private const double Bottom = 26;

    public static ChartMarks Draw(ChartSection chart, ValueText text)
    {
        var series = Math.Max(chart.Series.Count, 1);
        var isUsual = chart.Size == ChartSize.Usual;
        var bar = series > 1 ? 13 : isUsual ? 18 : 13;
        var (gap, band) = isUsual ? (5.0, (bar * series) + 10.0) : (2.5, (bar * series) + 5.0);
        var left = Math.Min(MaxName, chart.Categories.Members.Select(member => ChartLayout.TextUnits(member.Name)).DefaultIfEmpty(0).Max()) + 10;
        var right = chart.Series.SelectMany(one => one.Values).Select(value => ChartLayout.TextUnits(text.Of(value, chart.Format))).DefaultIfEmpty(0).Max() + 14;
        var height = Top + (band * chart.Categories.Members.Count) + Bottom;
        var scale = ChartLayout.Scale(chart);
        double X(double value) => left + (scale.Share(value) * (ChartLayout.Width - left - right));

        var rules = new List<RuleMark>();
        var bars = new List<BarMark>();
        var texts = new List<TextMark>();
        foreach (var tick in scale.Ticks())
        {
            rules.Add(new RuleMark(X(tick), Top, X(tick), height - Bottom, tick == 0));
            texts.Add(new TextMark(X(tick), height - Bottom + 16, text.Tick(tick, chart.Format), "middle", "axis"));
        }

        for (var i = 0; i < chart.Categories.Members.Count; i++)
        {
            var top = Top + (band * i) + gap;
            var name = TextWidth.Cut(chart.Categories.Members[i].Name, MaxName / ChartLayout.FontSize);
            texts.Add(new TextMark(left - 7, top + (bar * series / 2.0) + 4, name, "end", "axis"));
            for (var j = 0; j < chart.Series.Count; j++)
            {
                if (ValueNumber.Of(chart.Series[j].Values[i]) is not { } value)
                {
                    continue;
                }

                var (from, to) = (Math.Min(X(0), X(value)), Math.Max(X(0), X(value)));
                bars.Add(new BarMark(from, top + (bar * j), to - from, bar - (series == 1 ? 0 : 1), ChartPalette.Of(chart, j)));
                texts.Add(new TextMark(to + 5, top + (bar * j) + (bar / 2.0) + 4, text.Of(chart.Series[j].Values[i], chart.Format), "start", "value"));
            }
        }

        return new ChartMarks(ChartLayout.Width, height, rules, bars, [], [], texts, IsFullyLabelled: !chart.Categories.Members.Any(member => TextWidth.Em(member.Name) > MaxName / ChartLayout.FontSize));
    }
}
