using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Charts;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Tests.Charts;

/// <summary>Names of lines stand where their lines end, or are left out.</summary>
public sealed class EndLabelsTests
{
    private const double LineHeight = 13.5;

    [Fact]
    public void A_name_stands_at_the_last_stated_period_and_what_is_not_stated_stands_behind_it()
    {
        var chart = Chart([10L, 40L, 3L], [20L, 5L, 2L]);
        var marks = ChartLayout.Parts(chart, ValueText.In("en"))[0];
        foreach (var (place, series) in chart.Series.Index())
        {
            var end = marks.Dots.Single(d => d.Value == new ValuePlace(1, place));
            var name = marks.Texts.Single(t => t.Text == series.Name);
            Assert.InRange(name.Y - 4, end.Y - LineHeight, end.Y + LineHeight);
            Assert.InRange(name.X, end.X + 1, end.X + 12);
            Assert.True(marks.Dots.Single(d => d.Value == new ValuePlace(2, place)).X > name.X + ChartLayout.TextUnits(name.Text), series.Name);
        }
    }

    [Theory]
    [InlineData(3, 3)]
    [InlineData(8, 0)]
    [InlineData(15, 0)]
    [InlineData(40, 0)]
    public void Lines_that_end_together_are_all_named_within_a_line_of_their_ends_or_by_the_legend_alone(int lines, int named)
    {
        var chart = Chart([.. Enumerable.Range(0, lines).Select(i => (long[])[100, 50 + i, 1])]);
        var marks = ChartLayout.Parts(chart, ValueText.In("en"))[0];
        var names = chart.Series.Index().Select(s => (Name: marks.Texts.FirstOrDefault(t => t.Text == s.Item.Name), End: marks.Dots.Single(d => d.Value == new ValuePlace(1, s.Index)).Y)).Where(n => n.Name is not null).ToList();
        Assert.Equal(named, names.Count);
        Assert.All(names, name => Assert.True(Math.Abs(name.Name!.Y - 4 - name.End) <= LineHeight + 0.01, name.Name.Text));
        var places = names.Select(n => n.Name!.Y).Order().ToList();
        Assert.All(places.Zip(places.Skip(1)), pair => Assert.True(pair.Second - pair.First >= LineHeight - 0.01));
    }

    [Fact]
    public void Amounts_from_a_million_on_are_short_where_the_exact_one_stands_beside_them()
    {
        var text = ValueText.In("en").Brief;
        Assert.Equal(["$13.1B", "$7.4M", "$1.0B", "\u2212$2.0M", "$999,999.50", "12"], ((object[])[13_102_210_851.04m, 7_433_891.62m, 999_960_000m, -2_000_000m, 999_999.5m]).Select(v => text.Of(v, ValueFormat.Money)).Append(text.Of(12L, ValueFormat.Count)));
        Assert.Equal("$13,102,210,851.04", ValueText.In("en").Of(13_102_210_851.04m, ValueFormat.Money));
    }

    private static ChartSection Chart(params long[][] values) => new(
        "lines", "Lines", null, ChartKind.Line, "Engagements", ValueFormat.Count,
        new Axis("year", "Year", [new("2024", "2024"), new("2025", "2025"), new(null, "Date not stated") { Short = "not stated" }]) { IsTime = true, NotStated = 1 },
        [.. values.Select((one, i) => new ChartSeries($"s{i}", $"Domain number {i}", [.. one.Select(v => (object?)v)]))]);
}
