using System.IO.Compression;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Tests.Charts;

/// <summary>A chart whose figures are all 0 or absent is a sentence, not an empty drawing.</summary>
public sealed class EmptyChartTests
{
    private const string NothingToDraw = "Nothing to draw: every figure is 0 or not stated.";

    [Theory]
    [InlineData(0L)]
    [InlineData(null)]
    public async Task A_chart_without_figures_is_a_sentence_on_the_page(long? figure)
    {
        var (page, charts) = await RenderAsync(SampleReport.Whole() with { Sections = [.. Kinds().Select(chart => With(chart, figure))] });
        Assert.Equal(Kinds().Count, page.Split(NothingToDraw).Length - 1);
        Assert.DoesNotContain("<svg", page, StringComparison.Ordinal);
        Assert.Equal(0, charts);
    }

    [Fact]
    public async Task A_chart_without_categories_says_that_nothing_was_found()
    {
        var (page, _) = await RenderAsync(SampleReport.Whole() with { Sections = [SampleReport.Bars() with { Categories = SampleReport.Bars().Categories with { Members = [] }, Series = [new ChartSeries(null, "None", [])] }] });
        Assert.Contains(ValueText.In("en").Captions.NothingFound, page, StringComparison.Ordinal);
        Assert.DoesNotContain("<svg", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_headline_whose_periods_are_all_empty_has_no_chart()
    {
        var headline = SampleReport.Headline();
        var (page, charts) = await RenderAsync(SampleReport.Whole() with { Sections = [headline with { Trend = With(headline.Trend!, 0L) }] });
        Assert.DoesNotContain("<svg", page, StringComparison.Ordinal);
        Assert.DoesNotContain(NothingToDraw, page, StringComparison.Ordinal);
        Assert.Equal(0, charts);
    }

    [Fact]
    public async Task One_figure_is_enough_for_a_drawing()
    {
        var chart = SampleReport.Columns();
        var (page, charts) = await RenderAsync(SampleReport.Whole() with { Sections = [chart with { Series = [chart.Series[0] with { Values = [0L, null, 3L, 0L] }] }] });
        Assert.Contains("<svg", page, StringComparison.Ordinal);
        Assert.Equal(2, charts);
    }

    /// <summary>A chart by handling whose engagements are all public would not say so otherwise.</summary>
    [Theory]
    [InlineData("handling", 1)]
    [InlineData(null, 0)]
    public async Task A_single_member_of_a_dimension_has_a_legend(string? dimension, int legends)
    {
        var chart = SampleReport.Stacked();
        var document = SampleReport.Whole() with { Sections = [chart with { Series = [chart.Series[0]], SeriesDimension = dimension }] };
        using var workbook = new ZipArchive(new MemoryStream(await TestRenderer.BytesAsync("xlsx", document)));
        var charts = workbook.Entries.Where(entry => entry.FullName.Contains("/charts/", StringComparison.Ordinal) && entry.FullName.EndsWith(".xml", StringComparison.Ordinal)).ToList();
        using var content = new StreamReader(charts[^1].Open());
        var drawn = await content.ReadToEndAsync();
        var (page, _) = await RenderAsync(document);
        Assert.Equal((legends, legends), (page.Split("class=\"legend\"").Length - 1, drawn.Split("<c:legend>").Length - 1));
    }

    private static List<ChartSection> Kinds() => [SampleReport.Columns(), SampleReport.Stacked(), SampleReport.Bars(), SampleReport.Lines()];

    private static ChartSection With(ChartSection chart, long? figure) => chart with { Series = [.. chart.Series.Select(series => series with { Values = [.. series.Values.Select(_ => (object?)figure)] })] };

    private static async Task<(string Page, int Charts)> RenderAsync(ReportDocument document)
    {
        using var workbook = new ZipArchive(new MemoryStream(await TestRenderer.BytesAsync("xlsx", document)));
        var page = System.Text.Encoding.UTF8.GetString(await TestRenderer.BytesAsync("html", document));
        return (page, workbook.Entries.Count(entry => entry.FullName.Contains("/charts/", StringComparison.Ordinal) && entry.FullName.EndsWith(".xml", StringComparison.Ordinal)));
    }
}
