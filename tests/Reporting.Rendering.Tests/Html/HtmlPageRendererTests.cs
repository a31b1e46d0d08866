using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Reporting.Engine.Engagements;
using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;
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
        Assert.Contains($"<bdi class=\"local\">{SampleReport.Hebrew}</bdi>", page, StringComparison.Ordinal);
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
        var kpi = new KpiSection("k", "K", null, [new Kpi("engagements", "E", 8L, ValueFormat.Count, null) { Change = new KpiChange("2024", 1L, 7L, 7.0) }]);
        var list = SampleReport.Engagements();
        list = list with { Engagements = [list.Engagements[0] with { Sources = [new ListedSource("S", UnknownMembers.Publisher, "T", null, null)] }] };
        var page = await PageAsync(whole with { Language = "he", Sections = [kpi, list] });
        Assert.Contains("<bdi dir=\"ltr\">0001</bdi>", page, StringComparison.Ordinal);
        Assert.Contains("\u200E+7\u200F (\u200E+700.0%)", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Contains("<bdi>המפרסם לא צוין</bdi>", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Notes_say_that_a_list_was_shortened_and_that_parts_overlap()
    {
        var page = await PageAsync(SampleReport.Whole());
        Assert.Contains("Showing the newest 20 of 1,234 engagements.", page, StringComparison.Ordinal);
        Assert.Contains("Rows overlap: an engagement with several members", page, StringComparison.Ordinal);
    }

    [GeneratedRegex("<[^>]+>", RegexOptions.None, 1000)]
    private static partial Regex Tags();

    private static async Task<string> PageAsync(ReportDocument document) =>
        Encoding.UTF8.GetString(await TestRenderer.BytesAsync("html", document));
}
