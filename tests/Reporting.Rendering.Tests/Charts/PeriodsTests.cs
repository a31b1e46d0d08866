using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Charts;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Tests.Charts;

/// <summary>Periods stand at equal distances, empty ones too. No line leads over a period without a figure, and what is not stated stands last and apart.</summary>
public sealed class PeriodsTests
{
    private static readonly string[] Years = ["2021", "2022", "2023", "2024", "2025"];

    [Theory]
    [InlineData(ChartKind.Column)]
    [InlineData(ChartKind.StackedColumn)]
    [InlineData(ChartKind.Line)]
    public void An_empty_period_keeps_its_place(ChartKind kind)
    {
        var marks = Draw(Chart(kind, 0L));
        var places = Years.Select(year => marks.Texts.Single(t => t.Text == year).X).ToList();
        var step = places[1] - places[0];
        Assert.True(step > 0);
        Assert.All(places.Zip(places.Skip(1)), pair => Assert.Equal(step, pair.Second - pair.First, 6));
    }

    [Theory]
    [InlineData(ChartKind.Column, "en")]
    [InlineData(ChartKind.StackedColumn, "he")]
    [InlineData(ChartKind.Line, "hi")]
    public void What_is_not_stated_stands_last_and_apart(ChartKind kind, string language)
    {
        foreach (var series in new[] { 1, 3 })
        {
            var places = Places(Draw(Chart(kind, 2L, series), language));
            Assert.Equal(Years.Length + 1, places.Count);
            Assert.True(places[^1] - places[^2] > places[1] - places[0] + 15, $"{kind} of {series}");
        }
    }

    [Fact]
    public void A_line_ends_before_a_period_without_a_figure_and_before_what_is_not_stated()
    {
        var marks = Draw(Chart(ChartKind.Line, null));
        var places = Places(marks);
        Assert.Equal([(places[0], places[1]), (places[2], places[3])], marks.Paths.Select(path => (path.Points[0].X, path.Points[^1].X)));
    }

    [Fact]
    public void A_line_leads_through_a_period_that_counts_0()
    {
        var marks = Draw(Chart(ChartKind.Line, 0L));
        Assert.Equal(Years.Length, Assert.Single(marks.Paths).Points.Count);
    }

    private static ChartMarks Draw(ChartSection chart, string language = "en") => ChartLayout.Parts(chart, ValueText.In(language))[0];

    /// <summary>The middle of each category that has a figure.</summary>
    private static List<double> Places(ChartMarks marks) => marks.Bars.Count > 0
        ? [.. marks.Bars.GroupBy(bar => bar.Value.Category).OrderBy(group => group.Key).Select(group => group.Average(bar => bar.X + (bar.Width / 2)))]
        : [.. marks.Dots.GroupBy(dot => dot.Value.Category).OrderBy(group => group.Key).Select(group => group.First().X)];

    private static ChartSection Chart(ChartKind kind, long? middle, int series = 1) => new(
        "by-year", "By year", null, kind, "Engagements", ValueFormat.Count,
        new Axis("year", "Year", [.. Years.Select(year => new AxisMember(year, year)), new AxisMember(null, "Date not stated") { Short = "not stated" }]) { IsTime = true, NotStated = 1 },
        [.. Enumerable.Range(0, series).Select(i => new ChartSeries($"s{i}", $"Series {i}", [1L, 4L + i, middle, 3L, 5L, 2L]))]);
}
