using System.IO.Compression;
using System.Xml.Linq;
using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Charts;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Tests.Charts;

/// <summary>Time runs from left to right in every language (docs/decisions/0045). Other categories follow the direction of the language.</summary>
public sealed class TimeDirectionTests
{
    private static readonly XNamespace C = "http://schemas.openxmlformats.org/drawingml/2006/chart";

    [Theory]
    [InlineData(ChartKind.Column)]
    [InlineData(ChartKind.StackedColumn)]
    [InlineData(ChartKind.Line)]
    public async Task The_earliest_period_stands_on_the_left_in_Hebrew_too(ChartKind kind)
    {
        var chart = Chart(kind, isTime: true);
        foreach (var language in new[] { "en", "hi", "he" })
        {
            var marks = ChartLayout.Parts(chart, ValueText.In(language))[0];
            Assert.True(marks.Texts.Single(t => t.Text == "2022").X < marks.Texts.Single(t => t.Text == "2024").X, language);
            Assert.Equal(("minMax", "l"), await AxesAsync(chart, language));
        }
    }

    [Theory]
    [InlineData("en", true, "minMax", "l")]
    [InlineData("he", false, "maxMin", "r")]
    public async Task Other_categories_begin_where_the_language_does(string language, bool fromLeft, string orientation, string values)
    {
        var chart = Chart(ChartKind.Column, isTime: false);
        var marks = ChartLayout.Parts(chart, ValueText.In(language))[0];
        Assert.Equal(fromLeft, marks.Texts.Single(t => t.Text == "2022").X < marks.Texts.Single(t => t.Text == "2024").X);
        Assert.Equal((orientation, values), await AxesAsync(chart, language));
    }

    [Fact]
    public void Bars_grow_from_the_right_in_Hebrew()
    {
        var chart = Chart(ChartKind.Bar, isTime: true);
        var (english, hebrew) = (ChartLayout.Parts(chart, ValueText.In("en"))[0], ChartLayout.Parts(chart, ValueText.In("he"))[0]);
        Assert.All(english.Bars, bar => Assert.Equal(english.Bars[0].X, bar.X, 3));
        Assert.All(hebrew.Bars, bar => Assert.Equal(hebrew.Bars[0].X + hebrew.Bars[0].Width, bar.X + bar.Width, 3));
    }

    private static ChartSection Chart(ChartKind kind, bool isTime) => new(
        "by-year", "By year", null, kind, "Engagements", ValueFormat.Count, new Axis(isTime ? "year" : "domain", "Year", [new("2022", "2022"), new("2023", "2023"), new("2024", "2024")]) { IsTime = isTime },
        [new ChartSeries("a", "First", [1L, 2L, 3L]), new ChartSeries("b", "Second", [3L, 2L, 5L])]);

    // The direction of the categories and the side of the values in the workbook's own chart.
    private static async Task<(string Orientation, string Side)> AxesAsync(ChartSection chart, string language)
    {
        var bytes = await TestRenderer.BytesAsync("xlsx", SampleReport.Whole() with { Language = language, Sections = [chart] });
        using var package = new ZipArchive(new MemoryStream(bytes));
        await using var part = package.Entries.First(e => e.Name.StartsWith("chart", StringComparison.Ordinal) && e.Name.EndsWith(".xml", StringComparison.Ordinal)).Open();
        var xml = await XElement.LoadAsync(part, LoadOptions.None, CancellationToken.None);
        return (Attribute(xml.Descendants(C + "catAx").Single().Element(C + "scaling")!.Element(C + "orientation")!), Attribute(xml.Descendants(C + "valAx").Single().Element(C + "axPos")!));
    }

    private static string Attribute(XElement element) => element.Attribute("val")!.Value;
}
