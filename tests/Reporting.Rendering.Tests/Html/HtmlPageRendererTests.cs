using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Reporting.Engine.Engagements;
using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;
using Reporting.Warehouse.Imports.Records;
using Reporting.Warehouse.Members;

namespace Reporting.Rendering.Tests.Html;

public partial class HtmlPageRendererTests
{
    [Fact]
    public async Task The_page_shows_every_figure()
    {
        var text = WebUtility.HtmlDecode(Tags().Replace(await PageAsync(SampleReport.Whole()), " "));
        Assert.All(SampleFigures.Of(SampleReport.Whole()), figure => Assert.Contains(figure, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_answer_comes_first_and_what_it_is_not_compared_with_after_it()
    {
        var headline = SampleReport.Headline() with { Note = "Not compared with 2023: the data begin in 2024." };
        var page = await PageAsync(SampleReport.Answered() with { Sections = [headline, .. SampleReport.Whole().Sections] });
        string[] parts = [$"<bdi>{headline.Sentence}</bdi>", $"<p class=\"note\">{headline.Note}</p>", "<svg"];
        Assert.All(parts, part => Assert.Contains(part, page, StringComparison.Ordinal));
        Assert.Equal(parts.Order(Comparer<string>.Create((a, b) => page.IndexOf(a, StringComparison.Ordinal) - page.IndexOf(b, StringComparison.Ordinal))), parts);
    }

    /// <summary>In Hindi a period of several years ends with a word that takes no second postposition, and names are inflected before one.</summary>
    [Fact]
    public async Task Sentences_in_Hindi_are_whole_with_periods_names_and_full_stops()
    {
        var change = new KpiChange("2006 से 2015 तक", 292L, 163L, 0.558);
        var kpi = new KpiSection("k", "K", null, [new Kpi("engagements", "E", 455L, ValueFormat.Count, null) { Change = change }]);
        var pairs = SampleReport.Matrix() with { MeasureCaption = "गतिविधियाँ", Rows = SampleReport.Matrix().Rows with { Caption = "देशों का जोड़ा" }, Columns = SampleReport.Matrix().Columns with { Caption = "वर्ष" } };
        var page = WebUtility.HtmlDecode(Tags().Replace(await PageAsync(SampleReport.Whole() with { Language = "hi", Sections = [kpi, pairs], LeftOut = ["L"] }), string.Empty));
        Assert.Contains("2006 से 2015 तक के 292 की तुलना में +163", page, StringComparison.Ordinal);
        Assert.Contains("गतिविधियाँ: देशों का जोड़ा और वर्ष", page, StringComparison.Ordinal);
        Assert.Contains("संक्षिप्त रूप में छोड़े गए खंड: L (", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Markup_in_the_data_is_shown_as_text()
    {
        var page = await PageAsync(SampleReport.Whole() with { Title = SampleReport.Script, Description = SampleReport.Script });
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_web_addresses_become_links()
    {
        var page = await PageAsync(SampleReport.Whole());
        Assert.Contains("href=\"https://mea.gov.in/statement?id=1\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("javascript:", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tables_have_captions_heads_and_scopes()
    {
        var page = await PageAsync(SampleReport.Whole());
        Assert.Equal(Regex.Count(page, "<table", RegexOptions.None, TimeSpan.FromSeconds(1)), Regex.Count(page, "<caption", RegexOptions.None, TimeSpan.FromSeconds(1)));
        Assert.Contains("<th scope=\"row\" class=\"member\"><bdi>Space</bdi></th>", page, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"en\" dir=\"ltr\">", page, StringComparison.Ordinal);
        // A list has one name of a participant, in the reader's language.
        Assert.DoesNotContain("class=\"local\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_in_Hebrew_runs_from_right_to_left()
    {
        Assert.Contains("<html lang=\"he\" dir=\"rtl\">", await PageAsync(SampleReport.Whole() with { Language = "he" }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_Hebrew_codes_and_signs_run_from_the_left_and_an_unknown_publisher_is_named_in_Hebrew()
    {
        var whole = SampleReport.Whole();
        var kpi = new KpiSection("k", "K", null, [new Kpi("engagements", "E", 18L, ValueFormat.Count, null) { Change = new KpiChange("2024", 11L, 7L, 0.636) }]);
        var list = SampleReport.Engagements();
        list = list with { Engagements = [list.Engagements[0] with { Sources = [new ListedSource("S", UnknownMembers.Publisher, "T", null, null)] }] };
        var page = await PageAsync(whole with { Language = "he", Sections = [kpi, list] });
        Assert.Contains("<bdi dir=\"ltr\">0001</bdi>", page, StringComparison.Ordinal);
        Assert.Contains("\u200E+7\u200F (\u200E+63.6%)", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Contains("<bdi>המפרסם לא צוין</bdi>", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Notes_say_that_a_list_was_shortened_and_that_parts_overlap()
    {
        var page = await PageAsync(SampleReport.Whole());
        Assert.Contains("Showing the newest 20 of 1,234 engagements.", page, StringComparison.Ordinal);
        Assert.Contains("Rows overlap: an engagement with several members", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Months_of_a_year_have_short_names_that_are_not_rotated_and_no_line_leads_to_what_is_not_stated()
    {
        string[] short12 = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        var axis = new Axis("month", "Month", [.. short12.Select((name, i) => new AxisMember($"2025-{i + 1:00}", $"{name}-long 2025") { Short = name }), new(null, "2025, month not stated") { Short = "not stated" }]) { NotStated = 1, IsTime = true };
        var chart = new ChartSection("c", "C", null, ChartKind.Line, "E", ValueFormat.Count, axis, [new("engagements", "E", [.. Enumerable.Range(1, 13).Select(i => (object?)(long)i)])]);
        var page = await PageAsync(SampleReport.Whole() with { Sections = [chart] });
        Assert.Contains(">Jul</text>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("rotate(", page, StringComparison.Ordinal);
        var line = Regex.Match(page, "points=\"(?<points>[^\"]+)\"", RegexOptions.None, TimeSpan.FromSeconds(1));
        Assert.Equal(12, line.Groups["points"].Value.Split(' ').Length);
    }

    [Fact]
    public async Task The_figures_below_a_chart_name_periods_as_its_axis_does()
    {
        var axis = new Axis("quarter", "Quarter", [.. Enumerable.Range(1, 4).Select(i => new AxisMember($"2025-Q{i}", $"2025-Q{i}") { Short = $"\u05e8\u05d1\u05e2\u05d5\u05df {i}" })]) { IsTime = true };
        var chart = new ChartSection("c", "C", null, ChartKind.StackedColumn, "E", ValueFormat.Count, axis, [.. Enumerable.Range(1, 5).Select(s => new ChartSeries($"{s}", $"S{s}", [.. Enumerable.Range(1, 4).Select(i => (object?)(long)(i * s))]))]);
        var page = await PageAsync(SampleReport.Whole() with { Sections = [chart] });
        Assert.Contains("<bdi>\u05e8\u05d1\u05e2\u05d5\u05df 3</bdi>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<bdi>2025-Q3</bdi>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_brief_page_has_no_contents_and_a_headline_stands_first()
    {
        var figure = new Kpi("engagements", "Engagements", 8L, ValueFormat.Count, null);
        var top = new TableSection("top", "Top", null, [new("domain", "Domain", ValueFormat.Text), new("engagements", "Engagements", ValueFormat.Count)], [["Defence", 4L]], null, false);
        var whole = SampleReport.Whole();
        var document = whole with { Sections = [new HeadlineSection("headline", "In short", null, "8 engagements in 2025", figure, [], null, top), .. whole.Sections] };
        var (full, brief) = (await PageAsync(document), await PageAsync(document with { Detail = ReportDetail.Brief, LeftOut = ["The list"] }));
        Assert.Contains("<p class=\"headline\"><bdi>8 engagements in 2025</bdi></p>", brief, StringComparison.Ordinal);
        Assert.True(full.IndexOf("8 engagements in 2025", StringComparison.Ordinal) < full.IndexOf("id=\"contents-title\"", StringComparison.Ordinal));
        Assert.DoesNotContain("id=\"contents-title\"", brief, StringComparison.Ordinal);
        Assert.Contains("sections left out in brief: The list", brief, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fall_has_a_minus_sign_and_no_colour()
    {
        var kpi = new KpiSection("k", "K", null,
        [
            new Kpi("sources", "S", 16L, ValueFormat.Count, null) { Change = new KpiChange("2024", 60L, -44L, -0.733) },
            new Kpi("amount_usd", "A", -1_500m, ValueFormat.Money, null),
        ]);
        var page = await PageAsync(SampleReport.Whole() with { Sections = [kpi] });
        Assert.Contains("<dd class=\"change\">\u221244 (\u221273.3%) compared with 60 in 2024</dd>", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Contains("\u2212$1,500", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Weights_of_domains_are_shown_only_where_they_differ()
    {
        var one = SampleReport.Engagements().Engagements[0];
        var equal = one with { Domains = [.. WeightParts.Equal(16).Select((parts, i) => new ListedDomain($"d{i}", $"Domain {i}", parts / (double)WeightParts.Total, i == 0))] };
        Assert.Contains("</bdi> 60%</li>", await PageAsync(With(one)), StringComparison.Ordinal);
        Assert.DoesNotContain("%</li>", await PageAsync(With(equal)), StringComparison.Ordinal);

        static ReportDocument With(ListedEngagement listed) => SampleReport.Whole() with { Sections = [SampleReport.Engagements() with { Engagements = [listed] }] };
    }

    [Fact]
    public async Task Members_that_are_not_stated_stand_apart_without_a_tint()
    {
        var axis = new Axis("domain", "Domain", [new("a", "A"), new(null, "Others"), new("unknown", "Not stated")]) { NotStated = 1 };
        var matrix = new MatrixSection("m", "M", null, axis, new Axis("year", "Year", [new("2024", "2024"), new(null, "Date not stated")]) { NotStated = 1 }, "engagements", "E", ValueFormat.Count, [[1L, 1L], [2L, 2L], [90L, 9L]], [2L, 4L, 99L], [93L, 12L], 105L) { HasOthers = true };
        var page = await PageAsync(SampleReport.Whole() with { Sections = [matrix] });
        Assert.Contains("<tr class=\"others\"><th scope=\"row\" class=\"member\"><bdi>Others</bdi>", Spaces().Replace(page, string.Empty), StringComparison.Ordinal);
        Assert.Contains("<tr class=\"not-stated\"><th scope=\"row\" class=\"member\"><bdi>Not stated</bdi>", Spaces().Replace(page, string.Empty), StringComparison.Ordinal);
        Assert.Equal(2, Regex.Count(page, "heat-6\"", RegexOptions.None, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task A_report_of_tiles_alone_names_no_number_of_rows()
    {
        var whole = SampleReport.Whole();
        Assert.DoesNotContain("Rows and engagements", await PageAsync(whole with { Sections = [SampleReport.Kpis()] }), StringComparison.Ordinal);
        Assert.Contains("<dd><bdi>12</bdi></dd>", await PageAsync((whole with { Sections = [SampleReport.Matrix()] }).Counted()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Earlier_years_share_a_column_only_where_all_do_not_fit()
    {
        var (few, many) = (await PageAsync(With(9)), await PageAsync(With(24)));
        Assert.Contains("<bdi>2001</bdi>", few, StringComparison.Ordinal);
        Assert.DoesNotContain("2001–2016", few, StringComparison.Ordinal);
        Assert.DoesNotContain("<bdi>2001</bdi>", many, StringComparison.Ordinal);
        Assert.Equal(1, Regex.Count(many, "<bdi>2001–2016</bdi>", RegexOptions.None, TimeSpan.FromSeconds(1)));
        Assert.Contains("<section id=\"m\" class=\"matrix dense", many, StringComparison.Ordinal);

        // A section that asks for a turned page has room for more years.
        Assert.Contains("<bdi>2001</bdi>", await PageAsync(With(12, PageOrientation.Landscape)), StringComparison.Ordinal);

        static ReportDocument With(int years, PageOrientation? orientation = null)
        {
            var matrix = new MatrixSection("m", "M", null, new Axis("domain", "Domain", [new("a", "A")]), new Axis("year", "Year", [.. Enumerable.Range(2001, years).Select(year => new AxisMember($"{year}", $"{year}"))]), "engagements", "E", ValueFormat.Count, [[.. Enumerable.Range(0, years).Select(_ => (object?)1L)]], [24L], [.. Enumerable.Range(0, years).Select(_ => (object?)1L)], 24L)
            {
                Lead = new LeadingColumn(new AxisMember(null, "2001–2016"), [15L], 15L, years - 8),
                Orientation = orientation,
            };
            return SampleReport.Whole() with { Sections = [matrix] };
        }
    }

    [Fact]
    public async Task The_year_before_stands_beside_a_single_year_which_has_no_equal_total()
    {
        var matrix = new MatrixSection("m", "M", null, new Axis("domain", "Domain", [new("a", "A")]), new Axis("year", "Year", [new("2025", "2025")]), "engagements", "E", ValueFormat.Count, [[7L]], [7L], [7L], 7L)
        {
            Lead = new LeadingColumn(new AxisMember("2024", "2024"), [3L], 3L, 0),
        };
        var page = Spaces().Replace(await PageAsync(SampleReport.Whole() with { Sections = [matrix] }), string.Empty);
        Assert.Contains("<bdi>2024</bdi></th><th scope=\"col\"><bdi>2025</bdi></th></tr>", page, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\s*\n\s*", RegexOptions.None, 1000)]
    private static partial Regex Spaces();

    [GeneratedRegex("<[^>]+>", RegexOptions.None, 1000)]
    private static partial Regex Tags();

    private static async Task<string> PageAsync(ReportDocument document) =>
        Encoding.UTF8.GetString(await TestRenderer.BytesAsync("html", document));
}
