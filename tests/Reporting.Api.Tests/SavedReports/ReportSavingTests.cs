using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Reporting.Api.Tests.ImportPages;
using Reporting.Api.Tests.Imports;

namespace Reporting.Api.Tests.SavedReports;

/// <summary>A report with filters, saved from its page as a report of the reader's own.</summary>
public abstract class ReportSavingTests(ImportingApp app)
{
    public sealed class OnSqlite(ImportingApp app) : ReportSavingTests(app), IClassFixture<ImportingApp>;

    [OnServer]
    public sealed class OnSqlServer(ServerApp<ImportingApp> server) : ReportSavingTests(server.App), IClassFixture<ServerApp<ImportingApp>>;

    [EngineTheory]
    [InlineData("cooperation-by-year-and-domain", "from=2022&to=2025&domain=cyber-security")]
    [InlineData("cooperation-by-year-and-domain", "filter.domain=cyber-security&filter.participant_any=rajnath-singh")]
    [InlineData("cooperation-by-year-and-domain", "domain=cyber-security,counter-terrorism&filter.domain=counter-terrorism,defence-policy")]
    [InlineData("cooperation-by-year-and-domain", "filter.quarter=2025-Q3&level.by-year-and-domain=domain_group,quarter")]
    [InlineData("country-pair", "country=IN&partner=IL&years=last_5_years&filter.engagement_category=agreement")]
    [InlineData("yearly-review", "filter.participant_country=IL&lang=he")]
    public async Task A_saved_report_has_the_figures_of_the_page_that_it_was_saved_from(string report, string state)
    {
        var id = await SaveAsync(report, state, "Mine");
        var (page, saved) = (await app.JsonAsync($"/api/v1/reports/{report}/json?{state}"), await app.JsonAsync($"/api/v1/reports/{id}/json{(state.Contains("lang=he", StringComparison.Ordinal) ? "?lang=he" : "")}"));
        Assert.Contains("Mine", saved.GetProperty("title").GetString(), StringComparison.Ordinal);
        Assert.Equal(Figures(page), Figures(saved));
        Assert.NotEqual(Figures(await app.JsonAsync($"/api/v1/reports/{report}/json{(report == "country-pair" ? "?country=IN&partner=IL" : "")}")), Figures(saved));
    }

    [EngineFact]
    public async Task A_year_of_a_filter_becomes_the_years_of_the_report()
    {
        var id = await SaveAsync("cooperation-by-year-and-domain", "from=2022&filter.year=2025", "Mine");
        using var client = app.PlainClient();
        var definition = await client.GetStringAsync($"/api/v1/reports/{id}/definition");
        Assert.Equal(2, definition.Split("2025").Length - 1);
        Assert.DoesNotContain("dimension: year", definition, StringComparison.Ordinal);
        Assert.Equal(Figures(await app.JsonAsync("/api/v1/reports/cooperation-by-year-and-domain/json?from=2025&to=2025")), Figures(await app.JsonAsync($"/api/v1/reports/{id}/json")));
    }

    [EngineTheory]
    [InlineData("country-pair", "country=IN&partner=IL&filter.participant_country_all=IN&filter.participant_country=FR", "cannot be saved together")]
    [InlineData("country-pair", "country=IN", "partner")]
    [InlineData("none", "", "none")]
    public async Task A_definition_that_cannot_be_saved_is_refused_with_the_reason(string report, string state, string reason)
    {
        using var browser = FormBrowser.Of(app);
        await browser.OpenAsync("/reports/country-pairs/save");
        await browser.SendAsync($"/reports/{report}/save", [("save.title", "Mine"), .. Pairs(state)]);
        Assert.NotEqual(HttpStatusCode.OK, browser.Status);
        Assert.Contains(reason, browser.Text, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task A_report_has_links_that_save_it_and_that_make_an_alert_of_it_or_of_a_figure()
    {
        using var browser = FormBrowser.Of(app);
        var page = WebUtility.HtmlDecode(await browser.OpenAsync("/reports/cooperation-by-year-and-domain?filter.domain=cyber-security&order.by-year-and-domain=-2025"));
        Assert.Contains("href=\"/reports/cooperation-by-year-and-domain/save?filter.domain=cyber-security&order.", page, StringComparison.Ordinal);
        const string Alert = "/alerts/new?report=cooperation-by-year-and-domain&kind=changed&value=1&figure=people&filter.domain=cyber-security&order.by-year-and-domain=-2025";
        Assert.Contains($"href=\"{Alert}\"", page, StringComparison.Ordinal);
        await browser.OpenAsync(Alert);
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Contains("value=\"people\" selected", browser.Page, StringComparison.Ordinal);
        Assert.DoesNotContain(Fields(browser.Page), f => f.Name.Contains("order.", StringComparison.Ordinal));
        await browser.SendAsync("/alerts", [.. Fields(browser.Page), ("name", "People of cyber security"), ("to", "asha@example.org")]);
        Assert.Equal((HttpStatusCode.OK, true), (browser.Status, browser.Text.Contains("People of cyber security", StringComparison.Ordinal)));
    }

    [EngineFact]
    public async Task A_share_is_watched_for_less_than_1_and_a_date_is_not_watched()
    {
        using var browser = FormBrowser.Of(app);
        Assert.Contains("&kind=changed&value=0.01&figure=delivered_share", WebUtility.HtmlDecode(await browser.OpenAsync("/reports/follow-up")), StringComparison.Ordinal);
        var page = WebUtility.HtmlDecode(await browser.OpenAsync("/reports/no-contact-since"));
        Assert.Contains("&kind=changed&value=1&figure=days_since_last", page, StringComparison.Ordinal);
        Assert.DoesNotContain("figure=last_date", page, StringComparison.Ordinal);
    }

    [EngineTheory]
    [InlineData("delivered_share, overdue", "&kind=changed&value=0.01")]
    [InlineData("overdue, delivered_share", "&kind=changed&value=1")]
    [InlineData("last_date, overdue", null)]
    public async Task The_link_that_makes_an_alert_of_a_report_suits_its_first_figure(string measures, string? watching)
    {
        using var client = app.PlainClient();
        var definition = Regex.Replace(await client.GetStringAsync("/api/v1/reports/follow-up/definition"), @"measures: \[commitments, overdue, [^\]]*\]", $"measures: [{measures}]", RegexOptions.None, TimeSpan.FromSeconds(1));
        using var saved = await client.PostAsync("/api/v1/reports", new StringContent(definition, Encoding.UTF8, "application/yaml"));
        var id = saved.Headers.Location!.ToString().Split('/')[^1];
        using var browser = FormBrowser.Of(app);
        var links = Regex.Matches(WebUtility.HtmlDecode(await browser.OpenAsync($"/reports/{id}")), $"/alerts/new\\?report={id}(?<watching>[^\"]*)\"", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
        Assert.Equal(watching is null ? [] : [watching], links.Select(m => m.Groups["watching"].Value).Where(w => !w.Contains("figure=", StringComparison.Ordinal)));
    }

    private static IEnumerable<(string Name, string Value)> Fields(string page) =>
        Regex.Matches(page, "<input type=\"(hidden|checkbox)\" name=\"(?<name>[^_\"][^\"]*)\" value=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1))
            .Select(m => (m.Groups["name"].Value, WebUtility.HtmlDecode(m.Groups["value"].Value)))
            .Concat([("kind", "changed"), ("value", "1"), ("figure", "people"), ("every", ""), ("language", "en"), ("quietHours", "24"), ("timeZone", "UTC")]);

    private async Task<string> SaveAsync(string report, string state, string title)
    {
        using var browser = FormBrowser.Of(app);
        await browser.OpenAsync($"/reports/{report}/save?{state}");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        await browser.SendAsync($"/reports/{report}/save", [("save.title", title), .. Pairs(state)]);
        Assert.True(browser.Path.StartsWith("/reports/saved_", StringComparison.Ordinal), browser.Path + browser.Text);
        return browser.Path["/reports/".Length..].Split('?')[0];
    }

    private static IEnumerable<(string, string)> Pairs(string state) =>
        state.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=')).Select(p => (p[0], p[1]));

    // Every section with its rows, columns and figures. The headline names the members of a filter once they are of a parameter, and lists a single one no more.
    private static string Figures(JsonElement document)
    {
        var sections = JsonNode.Parse(document.GetProperty("sections").GetRawText())!.AsArray();
        foreach (var headline in sections.Select(s => s!.AsObject()).Where(s => s.ContainsKey("leaders")))
        {
            headline.Remove("sentence");
            headline.Remove("leaders");
        }

        return Regex.Replace(sections.ToJsonString(), "\"(href|link)\": *\"[^\"]*\"", string.Empty, RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));
    }
}
