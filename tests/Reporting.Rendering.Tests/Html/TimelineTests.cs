using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Reporting.Rendering.Charts;
using Reporting.Rendering.Values;
using Reporting.Warehouse.Dates;

namespace Reporting.Rendering.Tests.Html;

/// <summary>Engagements along time: a point for each that has a date, as exact as it is stated, and a row for each.</summary>
public sealed partial class TimelineTests
{
    [Fact]
    public async Task Each_engagement_has_a_row_and_each_dated_one_a_point_that_says_how_exact_it_is()
    {
        // Days, a month, a year, and a date that is not stated.
        PartialDate[] starts = [new(20240105), new(20240106), new(20240700), new(20250000), PartialDate.Unknown];
        var sample = SampleReport.Engagements();
        var list = sample with { Engagements = [.. sample.Engagements.Take(starts.Length).Select((e, i) => e with { Start = starts[i], StartLabel = starts[i].Label })] };
        var page = Encoding.UTF8.GetString(await TestRenderer.BytesAsync("html", SampleReport.Whole() with { Sections = [list with { IsTimeline = true }] }));
        Assert.Equal((4, 2), (Points().Count(page), Hollow().Count(page)));
        Assert.Contains("At a hollow point only the month or the year is known.", page, StringComparison.Ordinal);
        Assert.All(list.Engagements, e => Assert.Contains(WebUtility.HtmlEncode(e.StartLabel), page, StringComparison.Ordinal));
        Assert.DoesNotContain("class=\"entry", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_masked_date_is_not_drawn_and_points_of_one_day_stand_above_each_other()
    {
        var first = SampleReport.Engagements().Engagements[0] with { Start = new PartialDate(20240105), StartLabel = "5 January 2024" };
        var later = first with { Code = "later", Start = new PartialDate(20250105), StartLabel = "5 January 2025" };
        var masked = first with { Code = "masked", StartLabel = "Hidden" };
        var marks = TimelineLayout.Draw([first, first with { Code = "same" }, later, masked, first with { Code = "unknown", Start = PartialDate.Unknown, StartLabel = "Date not stated" }], isCut: false, ValueText.In("en"));
        Assert.Equal([first.Code, "same", "later"], marks.Points.Select(p => p.Engagement.Code));
        Assert.Equal(marks.Points[0].X, marks.Points[1].X);
        Assert.True(marks.Points[1].Y < marks.Points[0].Y && marks.Points[2].X > marks.Points[0].X);
        Assert.Empty(TimelineLayout.Draw([masked], isCut: false, ValueText.In("en")).Points);
    }

    /// <summary>Months before the oldest one that is listed are not empty: their engagements are left out.</summary>
    [Theory]
    [InlineData(false, "January 2024")]
    [InlineData(true, "December 2024")]
    public void The_axis_of_a_cut_list_begins_with_its_oldest_engagement(bool isCut, string label)
    {
        var first = SampleReport.Engagements().Engagements[0] with { Start = new PartialDate(20241120), StartLabel = "20 November 2024" };
        var marks = TimelineLayout.Draw([first, first with { Code = "b", Start = new PartialDate(20241230), StartLabel = "30 December 2024" }], isCut, ValueText.In("en"));
        Assert.Equal(label, marks.Ticks[0].Label);
        Assert.Equal(isCut, marks.Points[0].X < ChartLayout.Width / 4);
    }

    [GeneratedRegex("<circle", RegexOptions.None, 1000)]
    private static partial Regex Points();

    [GeneratedRegex("class=\"hollow\"", RegexOptions.None, 1000)]
    private static partial Regex Hollow();
}
