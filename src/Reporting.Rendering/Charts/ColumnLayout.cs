using System.Diagnostics;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Charts;

/// <summary>Lays out columns, stacked columns and lines: values upwards, categories along the bottom.</summary>
internal static class ColumnLayout
{
    private const double Top = 20;

    /// <summary>The distance between the figures of neighbouring columns.</summary>
    private const double MinGap = 2;

    /// <summary>The distance between the last period and what is not stated.</summary>
    private const double Apart = 22;

    public static ChartMarks Draw(ChartSection chart, ValueText text)
    {
        var scale = ChartLayout.Scale(chart);
        var ends = Ends(chart, scale);
        var (left, right) = Sides(chart, scale, text, ends);
        var frame = Frame(chart, scale, left, right, ends);
        var rules = new List<RuleMark>();
        var texts = new List<TextMark>();
        foreach (var tick in scale.Ticks())
        {
            rules.Add(new RuleMark(left, frame.Y(tick), ChartLayout.Width - right, frame.Y(tick), tick == 0));
            texts.Add(new TextMark(left - 7, frame.Y(tick) + 4, text.Tick(tick, chart.Format), "end", "axis"));
        }

        var below = CategoryLabels.Add(texts, chart, frame);
        var height = Top + frame.Height + below;
        return chart.Kind switch
        {
            ChartKind.Line => Lines(chart, frame, ends, height, rules, texts, text),
            // A stack of one series is a column with its figure above.
            ChartKind.StackedColumn when chart.Series.Count > 1 => Stacks(chart, frame, height, rules, texts, text),
            ChartKind.Column or ChartKind.StackedColumn or ChartKind.Bar => Columns(chart, frame, height, rules, texts, text),
            ChartKind.HeatMap or ChartKind.Map => throw new UnreachableException("Neither a heat map nor a map has columns."),
        };
    }

    /// <summary>The width that the names of values and lines leave for the plot.</summary>
    public static double PlotWidth(ChartSection chart, ValueText text)
    {
        var scale = ChartLayout.Scale(chart);
        var ends = Ends(chart, scale);
        var (left, right) = Sides(chart, scale, text, ends);
        return ChartLayout.Width - left - right - Inner(chart, ends);
    }

    private static IReadOnlyList<EndLabel> Ends(ChartSection chart, ValueScale scale) => chart.Kind == ChartKind.Line ? EndLabels.Of(chart, scale, Top, PlotHeight(chart.Size)) : [];

    private static (double Left, double Right) Sides(ChartSection chart, ValueScale scale, ValueText text, IReadOnlyList<EndLabel> ends) => (
        scale.Ticks().Max(tick => ChartLayout.TextUnits(text.Tick(tick, chart.Format))) + 12,
        Math.Max(EndLabels.Width(ends) - Inner(chart, ends), 8));

    /// <summary>The width between the last period and what is not stated: that of the names of lines, or a gap.</summary>
    private static double Inner(ChartSection chart, IReadOnlyList<EndLabel> ends) => chart.Categories switch
    {
        { NotStated: 0 } => 0,
        { IsTime: true } time when time.Members.Count > time.NotStated => Math.Max(EndLabels.Width(ends), Apart),
        _ => EndLabels.Width(ends),
    };

    private static double PlotHeight(ChartSize size) => size switch { ChartSize.Usual => 250, ChartSize.Medium => 150, ChartSize.Small => 96 };

    private static ColumnFrame Frame(ChartSection chart, ValueScale scale, double left, double right, IReadOnlyList<EndLabel> ends)
    {
        var (members, inner) = (chart.Categories.Members.Count, Inner(chart, ends));
        return new(scale, left, Top, PlotHeight(chart.Size), (ChartLayout.Width - left - right - inner) / Math.Max(members, 1)) { Apart = members - chart.Categories.NotStated, Inner = inner };
    }

    private static ChartMarks Columns(ChartSection chart, ColumnFrame frame, double height, List<RuleMark> rules, List<TextMark> texts, ValueText text)
    {
        var width = Math.Min(frame.Band * 0.8 / chart.Series.Count, 64);
        var bars = new List<BarMark>();
        var all = true;
        for (var i = 0; i < chart.Categories.Members.Count; i++)
        {
            var start = frame.Middle(i) - (width * chart.Series.Count / 2);
            for (var j = 0; j < chart.Series.Count; j++)
            {
                if (ValueNumber.Of(chart.Series[j].Values[i]) is not { } value)
                {
                    continue;
                }

                var (high, low) = (frame.Y(Math.Max(value, 0)), frame.Y(Math.Min(value, 0)));
                bars.Add(new BarMark(start + (width * j), high, Math.Max(width - 1, 1), low - high, ChartPalette.Of(chart, j, i), new ValuePlace(i, j)));
                var label = text.Of(chart.Series[j].Values[i], chart.Format);
                var room = chart.Series.Count == 1 ? frame.Band : width;
                var fits = ChartLayout.TextUnits(label) <= room - MinGap;
                all &= fits;
                if (fits)
                {
                    // Below a column of the lowest value stand the names of categories.
                    var isBelow = value < 0 && low + 12 < frame.Bottom;
                    texts.Add(new TextMark(start + (width * (j + 0.5)), isBelow ? low + 12 : high - 4, label, "middle", "value"));
                }
            }
        }

        return new ChartMarks(ChartLayout.Width, height, rules, bars, [], [], texts, all);
    }

    private static ChartMarks Stacks(ChartSection chart, ColumnFrame frame, double height, List<RuleMark> rules, List<TextMark> texts, ValueText text)
    {
        var width = Math.Min(frame.Band * 0.7, 90);
        var bars = new List<BarMark>();
        var all = true;
        for (var i = 0; i < chart.Categories.Members.Count; i++)
        {
            var sum = 0.0;
            for (var j = 0; j < chart.Series.Count; j++)
            {
                if (ValueNumber.Of(chart.Series[j].Values[i]) is not ({ } part and > 0))
                {
                    continue;
                }

                var (high, low) = (frame.Y(sum + part), frame.Y(sum));
                sum += part;
                bars.Add(new BarMark(frame.Middle(i) - (width / 2), high, width, Math.Max(low - high - 0.75, 0.25), ChartPalette.Of(chart, j), new ValuePlace(i, j)));
                var label = text.Of(chart.Series[j].Values[i], chart.Format);
                var fits = low - high >= ChartLayout.FontSize + 2 && ChartLayout.TextUnits(label) <= width - 4;
                all &= fits;
                if (fits)
                {
                    texts.Add(new TextMark(frame.Middle(i), ((low + high) / 2) + 4, label, "middle", ChartPalette.IsDark(ChartPalette.Of(chart, j)) ? "on-dark" : "on-light"));
                }
            }
        }

        return new ChartMarks(ChartLayout.Width, height, rules, bars, [], [], texts, all);
    }

    private static ChartMarks Lines(ChartSection chart, ColumnFrame frame, IReadOnlyList<EndLabel> ends, double height, List<RuleMark> rules, List<TextMark> texts, ValueText text)
    {
        var paths = new List<PathMark>();
        var dots = new List<DotMark>();
        for (var j = 0; j < chart.Series.Count; j++)
        {
            var run = new List<(double X, double Y)>();
            for (var i = 0; i < chart.Categories.Members.Count; i++)
            {
                // A line does not lead from the last period to what is not stated.
                if (i == chart.Categories.Members.Count - chart.Categories.NotStated)
                {
                    paths.Add(new PathMark(run, ChartPalette.Of(chart, j)));
                    run = [];
                }

                if (ValueNumber.Of(chart.Series[j].Values[i]) is not { } value)
                {
                    // Unknown values leave a gap in the line.
                    paths.Add(new PathMark(run, ChartPalette.Of(chart, j)));
                    run = [];
                    continue;
                }

                var point = (X: frame.Middle(i), Y: frame.Y(value));
                run.Add(point);
                dots.Add(new DotMark(point.X, point.Y, ChartPalette.Of(chart, j), new ValuePlace(i, j)));
            }

            paths.Add(new PathMark(run, ChartPalette.Of(chart, j)));
        }

        texts.AddRange(EndLabels.Marks(ends, chart, frame));
        var lines = paths.Where(path => path.Points.Count > 1).ToList();
        var labels = chart.Series.Count == 1 ? PointLabels.Of(chart, frame, lines, text) : [];
        texts.AddRange(labels);
        return new ChartMarks(ChartLayout.Width, height, rules, [], lines, dots, texts, IsFullyLabelled: labels.Count == dots.Count);
    }
}

/// <summary>The plot area of a chart with categories side by side.</summary>
/// <param name="Band">The width of one category.</param>
internal sealed record ColumnFrame(ValueScale Scale, double Left, double Top, double Height, double Band)
{
    /// <summary>The first category that is not stated.</summary>
    public int Apart { get; init; } = int.MaxValue;

    /// <summary>The width for names of lines before it.</summary>
    public double Inner { get; init; }

    public double Bottom => Top + Height;

    public double Middle(int category) => Left + (Band * (category + 0.5)) + (category >= Apart ? Inner : 0);

    public double Y(double value) => Bottom - (Scale.Share(value) * Height);
}
