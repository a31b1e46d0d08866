using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Charts;
using Reporting.Rendering.Values;
using Reporting.Warehouse.Imports.Countries;

namespace Reporting.Rendering.Tests.Charts;

/// <summary>A map of countries: circles whose area is the figure, and every figure in the table beside it.</summary>
public sealed partial class MapTests
{
    [Fact]
    public void Every_country_that_the_program_names_has_a_point_on_the_map()
    {
        var codes = CountryNameList.Firsts.Select(country => country.Code).Where(code => code.Length == 2 && code != "AQ").ToList();
        Assert.True(codes.Count > 200);
        Assert.DoesNotContain(codes, code => WorldMap.PointOf(code) is null);
        Assert.All(codes.Select(code => WorldMap.PointOf(code)!.Value), point =>
            Assert.True(point is { X: > 0 and < ChartLayout.Width, Y: > 0 and < WorldMap.Height }, $"{point}"));
        Assert.True(WorldMap.PointOf("US")!.Value.X < WorldMap.PointOf("IL")!.Value.X && WorldMap.PointOf("IL")!.Value.X < WorldMap.PointOf("IN")!.Value.X);
        Assert.True(WorldMap.PointOf("NO")!.Value.Y < WorldMap.PointOf("ZA")!.Value.Y);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("he")]
    public void The_area_of_a_circle_is_its_figure_in_every_language(string language)
    {
        var marks = Assert.Single(ChartLayout.Parts(Map(), ValueText.In(language)));
        Assert.Equal([0, 1], marks.Dots.Select(dot => dot.Value.Category));
        Assert.Equal(4, Math.Pow(marks.Dots[0].Radius / marks.Dots[1].Radius, 2), 6);
        Assert.Equal(WorldMap.PointOf("IN"), (marks.Dots[0].X, marks.Dots[0].Y));
        Assert.Contains(marks.Texts, text => text.Text == "India 100");
        Assert.Equal([2, 3], MapLayout.Missing(Map()));
    }

    [Fact]
    public async Task The_table_beside_a_map_has_every_figure_and_what_is_not_on_the_map_is_named()
    {
        var page = Encoding.UTF8.GetString(await TestRenderer.BytesAsync("html", SampleReport.Whole() with { Sections = [Map()] }));
        Assert.Contains("class=\"land\"", page, StringComparison.Ordinal);
        Assert.Equal(2, Bubbles().Count(page));
        Assert.Contains("Not on the map: Soviet Union 7, Not stated 3.", page, StringComparison.Ordinal);
        Assert.All(["India", "Israel", "Soviet Union", "Not stated"], name => Assert.Matches($"<bdi>{name}</bdi></th>\\s*<td>", page));

        // A brief report leaves out the tables of other charts.
        var brief = Encoding.UTF8.GetString(await TestRenderer.BytesAsync("html", SampleReport.Whole() with { Sections = [Map() with { Size = ChartSize.Medium }], Detail = ReportDetail.Brief }));
        Assert.Contains("<bdi>Soviet Union</bdi></th>", brief, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workbook_shows_the_figures_of_a_map_as_bars()
    {
        using var package = new ZipArchive(new MemoryStream(await TestRenderer.BytesAsync("xlsx", SampleReport.Whole() with { Sections = [Map()] })));
        using var chart = new StreamReader(package.Entries.First(e => e.Name.StartsWith("chart", StringComparison.Ordinal) && e.Name.EndsWith(".xml", StringComparison.Ordinal)).Open());
        Assert.Matches("barDir val=\"bar\"", await chart.ReadToEndAsync());
    }

    private static ChartSection Map() => new(
        "map", "Countries", null, ChartKind.Map, "Engagements", ValueFormat.Count,
        new Axis("participant_country", "Country", [new("IN", "India"), new("IL", "Israel"), new("SUHH", "Soviet Union"), new(null, "Not stated")]) { NotStated = 1 },
        [new ChartSeries(null, "Engagements", [100L, 25L, 7L, 3L])]);

    [GeneratedRegex("class=\"bubble\"", RegexOptions.None, 1000)]
    private static partial Regex Bubbles();
}
