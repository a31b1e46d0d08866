using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Charts;
using Reporting.Rendering.Html;
using Reporting.Rendering.Renderers;

namespace Reporting.Rendering.Tests.Html;

/// <summary>A report within a page.</summary>
public sealed partial class InlineReportTests
{
    private const string Address = "?filter=";

    [Fact]
    public async Task A_report_within_a_page_has_every_figure_and_no_inline_style_or_script()
    {
        var markup = await MarkupAsync(new ReportView());
        var text = WebUtility.HtmlDecode(Tags().Replace(markup, " "));
        Assert.All(SampleFigures.Of(SampleReport.Whole()), figure => Assert.Contains(figure, text, StringComparison.Ordinal));
        Assert.DoesNotContain(" style=", markup, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", markup, StringComparison.Ordinal);
        Assert.DoesNotContain("<h1", markup, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"?", markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_mark_of_a_chart_and_every_name_and_cell_of_a_matrix_leads_where_the_page_says()
    {
        var (matrix, columns, stacked) = (SampleReport.Matrix(), SampleReport.Columns(), SampleReport.Stacked() with { SeriesDimension = "domain" });
        var links = Hrefs().Matches(await MarkupAsync(new Addresses(), matrix, columns, stacked)).Select(m => WebUtility.HtmlDecode(m.Groups["href"].Value)).ToHashSet(StringComparer.Ordinal);
        var cells = matrix.Cells.SelectMany((row, i) => row.Select((cell, j) => (cell, Row: matrix.Rows.Members[i].Code, Column: matrix.Columns.Members[j].Code))).Where(c => c.cell is not null);
        Assert.All(cells, cell => Assert.Contains($"{Address}{matrix.Id}:{cell.Row}+{cell.Column}", links));
        Assert.All(matrix.Rows.Members.Concat(matrix.Columns.Members), member => Assert.Contains($"{Address}{matrix.Id}:{member.Code}", links));
        Assert.All(columns.Categories.Members, member => Assert.Contains($"{Address}{columns.Id}:{member.Code}", links));
        Assert.All(stacked.Series, series => Assert.Contains($"{Address}{stacked.Id}:{series.Code}", links));
        var marks = stacked.Series.SelectMany(series => series.Values.Select((value, i) => (Value: value, series.Code, Category: stacked.Categories.Members[i].Code))).Where(m => m.Value is not null and not 0.0 and not 0L);
        Assert.All(marks, mark => Assert.Contains($"{Address}{stacked.Id}:{mark.Category}+{mark.Code}", links));
    }

    /// <summary>A page weighs at most 250 kB, and a link of Explore has 200 letters.</summary>
    [Fact]
    public async Task Cells_of_a_large_matrix_or_heat_map_weigh_little_and_only_names_lead_somewhere()
    {
        const int Members = 60;
        var axis = new Axis("country", "Country", [.. Enumerable.Range(0, Members).Select(i => new AxisMember($"C{i}", $"Country {i}"))]);
        object?[] cells = [.. Enumerable.Range(0, Members).Select(i => i % 3 == 0 ? null : (object)(long)i)];
        var map = new ChartSection("map", "Map", null, ChartKind.HeatMap, "Engagements", ValueFormat.Count, axis, [.. axis.Members.Select(m => new ChartSeries(m.Code, m.Name, cells))]) { SeriesDimension = "partner" };
        var matrix = SampleReport.Matrix() with { Rows = axis, Columns = axis, Cells = [.. axis.Members.Select(_ => cells)], RowTotals = cells, ColumnTotals = cells };
        foreach (var section in new ReportSection[] { map, matrix })
        {
            var markup = await MarkupAsync(new Addresses(), section);
            Assert.DoesNotMatch("<td class=\"heat-\\d\"><a", markup);
            Assert.Contains("data-cells", markup, StringComparison.Ordinal);
            Assert.Contains($"href=\"{Address}{section.Id}:C5\"", markup, StringComparison.Ordinal);
            Assert.True(markup.Length < (Members * Members * 32) + (Members * 2 * 250), $"{section.Id}: {markup.Length} letters");
        }
    }

    [Fact]
    public void The_styles_of_a_report_within_a_page_apply_inside_it_only()
    {
        var sheet = ScopedStyles.Value;
        Assert.DoesNotContain("@page", sheet, StringComparison.Ordinal);
        Assert.DoesNotContain("@media print {", sheet, StringComparison.Ordinal);
        Assert.Equal(sheet.Count(c => c == '{'), sheet.Count(c => c == '}'));
        var selectors = Preludes().Matches(sheet).Select(m => m.Groups["prelude"].Value.Trim()).Where(prelude => !prelude.StartsWith("@media", StringComparison.Ordinal)).ToList();
        Assert.True(selectors.Count > 100, $"Only {selectors.Count} rules found.");
        Assert.All(selectors, prelude => Assert.All(TopCommas().Split(prelude), one => Assert.StartsWith(".report", one.Trim(), StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("body { a: b }", ".report {a: b}\n")]
    [InlineData("/* x */ .a, th:is(.b, .c) { a: b } :root { --x: 1 }", ".report .a, .report th:is(.b, .c) {a: b}\n")]
    [InlineData("@media print { .a { b: c } } @media screen and (max-width: 4rem) { .a { b: c } }", "@media screen and (max-width: 4rem) {\n.report .a {b: c}\n}\n")]
    [InlineData("@page wide { size: A4 } [dir=rtl] td { a: b }", ".report [dir=rtl] td {a: b}\n")]
    public void Rules_get_the_scope_before_each_selector(string sheet, string scoped) => Assert.Equal(scoped, ScopedStyles.Of(sheet));

    [Fact]
    public void The_style_sheet_has_the_colours_of_charts()
    {
        for (var i = 0; i < 12; i++)
        {
            Assert.Contains($".colour-{i} {{ background: #{ChartPalette.Colour(i)}; }}", ReportMarkup.SheetText(), StringComparison.Ordinal);
        }
    }

    private static async Task<string> MarkupAsync(ReportView view, params ReportSection[] sections)
    {
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        var whole = SampleReport.Whole();
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(InlineReport.Document)] = sections.Length == 0 ? whole : whole with { Sections = sections },
            [nameof(InlineReport.Links)] = ReportLinks.OfPages(null),
            [nameof(InlineReport.View)] = view,
        });
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<InlineReport>(parameters)).ToHtmlString());
    }

    private sealed class Addresses : ReportView
    {
        public override MarkLink? OfMembers(ReportSection section, params IReadOnlyList<(string Dimension, AxisMember? Member)> members) =>
            new($"{Address}{section.Id}:{string.Join('+', members.Select(m => m.Member?.Code))}");
    }

    [GeneratedRegex("<[^>]+>", RegexOptions.None, 1000)]
    private static partial Regex Tags();

    [GeneratedRegex("href=\"(?<href>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hrefs();

    [GeneratedRegex(@"(?<prelude>[^{}]+)\{", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Preludes();

    [GeneratedRegex(@",(?![^(]*\))", RegexOptions.None, 1000)]
    private static partial Regex TopCommas();
}
