using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Reporting.Api.Explore;
using Reporting.Api.Tests.Access;
using Reporting.Engine.Access;
using Reporting.Engine.Languages;
using Reporting.Engine.Queries;

namespace Reporting.Api.Tests.Explore;

/// <summary>Explore as a reader without scripts uses it: links and forms.</summary>
public abstract partial class ExplorePageTests(ExplorePageTests.App app)
{
    public sealed class OnSqlite(App app) : ExplorePageTests(app), IClassFixture<App>;

    [OnServer]
    public sealed class OnSqlServer(ServerApp<App> server) : ExplorePageTests(server.App), IClassFixture<ServerApp<App>>;

    public class App : SecuredApp;

    [EngineFact]
    public async Task The_form_becomes_the_shortest_address_and_the_address_says_everything()
    {
        using var client = await ClientAsync("exporter");
        using var sent = await client.GetAsync("/explore?measures=engagements&add=people&rows=year&columns=&visual=&order=&top=&year=range&year.usual=all&year.from=2020&year.to=2024&domain=cyber-security&domain=artificial-intelligence&filter=");
        Assert.Equal("/explore?measures=engagements,people&rows=year&year=2020..2024&domain=cyber-security,artificial-intelligence", sent.Headers.Location?.OriginalString);
        var page = await TextAsync(client, sent.Headers.Location!.OriginalString);
        Assert.Contains("Engagements and People by year", page, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"problem\"", page, StringComparison.Ordinal);

        // The same figures as the API, in every format.
        var api = JsonDocument.Parse(await TextAsync(client, "/api/v1/aggregates?measures=engagements&by=domain&totals=true&year=2020..2024")).RootElement;
        var file = JsonDocument.Parse(await TextAsync(client, "/explore/files/json?measures=engagements&rows=domain&visual=table&year=2020..2024")).RootElement;
        Assert.Equal(api.GetProperty("totals").GetProperty("engagements").GetInt64(), file.GetProperty("sections")[0].GetProperty("total")[1].GetInt64());
        using var workbook = await client.GetAsync("/explore/files/xlsx?measures=engagements&rows=domain&visual=table&year=2020..2024");
        Assert.StartsWith("engagements-by-domain_2020-2024", workbook.Content.Headers.ContentDisposition!.FileName, StringComparison.Ordinal);
        using var reader = await ClientAsync("reader");
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.GetAsync("/explore/files/csv?measures=engagements&rows=domain")).StatusCode);
    }

    [EngineTheory]
    [InlineData("measures=people&rows=year&columns=domain&visual=stacked_column", "not-additive", "visual=column")]
    [InlineData("measures=engagement&rows=year", "unknown-measure", "measures=engagements&amp;rows=year")]
    [InlineData("measures=engagements&rows=yaer", "unknown-dimension", "measures=engagements")]
    [InlineData("measures=engagements&columns=domain", "needs-dimension", "rows=domain")]
    [InlineData("measures=engagements&rows=domain&visual=heat_map", "needs-dimension", "columns=year")]
    [InlineData("measures=engagements.change&rows=domain&visual=bar", "malformed-report", "rows=year")]
    [InlineData("measures=engagements&rows=year&columns=participant&visual=line", "too-many-rows", "participant=")]
    [InlineData("measures=engagements&rows=year&visual=column&top=5", "malformed-report", "measures=engagements&amp;rows=year&amp;visual=column")]
    [InlineData("measures=engagements&rows=domain&domian=cyber-security", "unknown-parameter", "measures=engagements&amp;rows=domain")]
    [InlineData("measures=engagements&rows=domain&visual=map", "needs-dimension", "rows=participant_country")]
    [InlineData("measures=engagements&rows=year&visual=pair_matrix", "needs-dimension", "columns=partner_country")]
    [InlineData("measures=engagements&rows=domain&participant=nobody-known", "unknown-member", "measures=engagements&amp;rows=domain")]
    public async Task A_query_that_cannot_be_answered_safely_says_why_and_offers_the_nearest_ones(string query, string code, string offered)
    {
        using var client = await ClientAsync("reader");
        using var refused = await client.GetAsync("/explore?" + query);
        var page = await refused.Content.ReadAsStringAsync();
        Assert.True((int)refused.StatusCode is 400 or 422, page);
        Assert.True(page.Contains((int)refused.StatusCode == 422 ? "This cannot be answered safely" : "This needs a change", StringComparison.Ordinal), code);
        var links = Repairs().Match(page).Value;
        Assert.Contains(offered, links, StringComparison.Ordinal);
        foreach (var address in Hrefs().Matches(links).Select(m => WebUtility.HtmlDecode(m.Groups["href"].Value)))
        {
            using var opened = await client.GetAsync(address);
            Assert.True(opened.StatusCode == HttpStatusCode.OK, $"{address}: {opened.StatusCode}");
        }
    }

    [EngineFact]
    public async Task An_answer_is_saved_replaced_added_to_a_saved_report_and_opened_again()
    {
        using var client = await ClientAsync("scheduler");
        const string First = "measures=engagements&rows=domain&columns=year&visual=heat_map&year=2020..&domain_any=cyber-security";
        var report = await SaveAsync(client, First, ("title", "Domains over time"), ("to", ""), ("roles", "reader"));
        var id = report.Split('/')[^1];
        Assert.Contains("Domains over time", await TextAsync(client, report), StringComparison.Ordinal);
        using var reader = await ClientAsync("reader");
        Assert.Contains("Domains over time", await TextAsync(reader, "/saved-reports"), StringComparison.Ordinal);
        using var opened = await reader.GetAsync("/explore?report=" + id);
        Assert.Equal("/explore?measures=engagements&rows=domain&columns=year&visual=heat_map&domain_any=cyber-security&year=2020..", opened.Headers.Location?.OriginalString);

        // Added sections keep their filters to themselves, and the report its own.
        await SaveAsync(client, "measures=people&rows=participant_country&visual=bar&top=5&domain=artificial-intelligence", ("title", "x"), ("to", "append:" + id));
        var definition = JsonDocument.Parse(await TextAsync(client, $"/api/v1/saved-reports/{id}")).RootElement.GetProperty("definition");
        Assert.Equal(["chart", "chart-x2"], definition.GetProperty("sections").EnumerateArray().Select(s => s.GetProperty("id").GetString()));
        Assert.Equal("artificial-intelligence", definition.GetProperty("sections")[1].GetProperty("where").GetProperty("domain")[0].GetString());
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"/api/v1/reports/{id}/json")).StatusCode);

        await SaveAsync(client, "measures=engagements&rows=year", ("title", "Replaced"), ("to", "replace:" + id));
        var replaced = JsonDocument.Parse(await TextAsync(reader, $"/api/v1/saved-reports/{id}")).RootElement;
        Assert.Equal(("Replaced", "reader"), (replaced.GetProperty("title").GetString(), replaced.GetProperty("roles")[0].GetString()));

        // Sharing ends, and the report is deleted, on the page of saved reports.
        await PostAsync(client, "/saved-reports", $"/saved-reports/{id}/roles");
        Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync($"/reports/{id}")).StatusCode);
        await PostAsync(client, "/saved-reports", $"/saved-reports/{id}/delete");
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/reports/{id}")).StatusCode);
    }

    [EngineFact]
    public async Task A_map_a_pair_matrix_a_timeline_and_tables_without_totals_have_the_figures_of_the_API()
    {
        using var client = await ClientAsync("exporter");
        var api = JsonDocument.Parse(await TextAsync(client, "/api/v1/aggregates?measures=engagements&by=participant_country&year=2020..")).RootElement.GetProperty("data").EnumerateArray()
            .ToDictionary(r => r.GetProperty("participant_country_name").GetString()!, r => r.GetProperty("engagements").GetInt64());
        var map = await TextAsync(client, "/explore?measures=engagements&rows=participant_country&visual=map&year=2020..");
        Assert.Contains("class=\"land\"", map, StringComparison.Ordinal);
        Assert.All(api, country => Assert.Contains($"<title>{WebUtility.HtmlEncode(country.Key)}: {country.Value}</title>", map.Replace("&#x27;", "&#39;", StringComparison.Ordinal), StringComparison.Ordinal));

        var pairs = await TextAsync(client, "/explore?measures=engagements&rows=participant_country&columns=partner_country&visual=pair_matrix");
        Assert.Contains("An engagement counts once in each pair", pairs, StringComparison.Ordinal);
        Assert.Contains("class=\"total\"", pairs, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"total\"", await TextAsync(client, "/explore?measures=engagements&rows=participant_country&columns=partner_country&visual=pair_matrix&totals=false"), StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"total\"", await TextAsync(client, "/explore?measures=engagements&rows=domain&visual=table&totals=false"), StringComparison.Ordinal);

        // Each point and each row leads to its engagement.
        var engagements = JsonDocument.Parse(await TextAsync(client, "/api/v1/engagements?domain=cyber-security")).RootElement.GetProperty("data").EnumerateArray().Select(e => e.GetProperty("code").GetString()).ToList();
        var timeline = await TextAsync(client, "/explore?measures=engagements&visual=timeline&domain=cyber-security");
        Assert.NotEmpty(engagements);
        Assert.All(engagements, code => Assert.True(Regex.Count(timeline, $"href=\"/engagements/{code}\\?", RegexOptions.None, TimeSpan.FromSeconds(1)) is 1 or 2, code));
        Assert.Contains("/api/v1/engagements?domain=cyber-security", timeline, StringComparison.Ordinal);

        // All of them are saved, opened again, and downloaded.
        foreach (var query in new[] { "measures=engagements&rows=participant_country&visual=map", "measures=engagements&rows=participant_country&columns=partner_country&visual=pair_matrix", "measures=engagements&visual=timeline", "measures=engagements&rows=domain&visual=table&totals=false" })
        {
            var id = (await SaveAsync(client, query, ("title", "Kept"), ("to", ""))).Split('/')[^1];
            using var opened = await client.GetAsync("/explore?report=" + id);
            Assert.Equal("/explore?" + query, opened.Headers.Location?.OriginalString);
            using var workbook = await client.GetAsync("/explore/files/xlsx?" + query);
            Assert.Equal(HttpStatusCode.OK, workbook.StatusCode);
        }
    }

    [EngineFact]
    public async Task A_state_is_counted_once_for_all_who_may_see_the_same()
    {
        var (explore, state) = (app.Services.GetRequiredService<ExploreRunner>(), ExploreState.First with { Rows = "organisation", Visual = "bar" });
        Assert.NotNull((await explore.RunAsync(state, Language.English, Caller.Local, CancellationToken.None)).Document);
        using var asked = QueryIds.Collect();
        Assert.NotNull((await explore.RunAsync(state, Language.English, Caller.Local, CancellationToken.None)).Document);
        Assert.Empty(asked.Ids);
    }

    [EngineFact]
    public async Task Charts_of_two_measures_have_the_same_rows_in_the_same_order()
    {
        using var client = await ClientAsync("exporter");
        foreach (var order in new[] { "", "&order=-people&top=4" })
        {
            var sections = JsonDocument.Parse(await TextAsync(client, "/explore/files/json?measures=engagements,people&rows=participant_country&visual=bar" + order)).RootElement.GetProperty("sections");
            Assert.Equal(2, sections.GetArrayLength());
            Assert.Equal(sections[0].GetProperty("categories").GetRawText(), sections[1].GetProperty("categories").GetRawText());
            var ordered = sections[order.Length == 0 ? 0 : 1].GetProperty("series")[0].GetProperty("values").EnumerateArray().Select(v => v.GetInt64()).ToList();
            Assert.Equal(ordered.SkipLast(1).OrderDescending(), ordered.SkipLast(1));
        }

        // A saved report keeps the order.
        const string Query = "measures=engagements,people&rows=participant_country&visual=bar&order=-people&top=4";
        var id = (await SaveAsync(client, Query, ("title", "Ordered"), ("to", ""))).Split('/')[^1];
        using var opened = await client.GetAsync("/explore?report=" + id);
        Assert.Equal("/explore?" + Query, opened.Headers.Location?.OriginalString);
    }

    [EngineTheory]
    [InlineData("engagements", "table")]
    [InlineData("engagements", "column")]
    [InlineData("engagements.previous", "table")]
    public async Task One_year_stands_alone_with_the_figures_of_the_API(string measure, string visual)
    {
        using var client = await ClientAsync("exporter");
        var api = JsonDocument.Parse(await TextAsync(client, $"/api/v1/aggregates?measures={measure}&by=year&year=2025")).RootElement.GetProperty("data");
        var file = JsonDocument.Parse(await TextAsync(client, $"/explore/files/json?measures={measure}&rows=year&visual={visual}&year=2025")).RootElement.GetProperty("sections")[0];
        var shown = visual == "table" ? file.GetProperty("rows").EnumerateArray().Select(r => (r[0].GetRawText(), r[1].GetInt64()))
            : file.GetProperty("categories").GetProperty("members").EnumerateArray().Zip(file.GetProperty("series")[0].GetProperty("values").EnumerateArray(), (m, v) => (m.GetProperty("code").GetRawText(), v.GetInt64()));
        var (year, figure) = Assert.Single(shown);
        Assert.Contains("2025", year, StringComparison.Ordinal);
        Assert.Equal(api[0].GetProperty(measure).GetInt64(), figure);
    }

    [EngineFact]
    public async Task Saving_can_lead_to_the_form_that_mails_the_report()
    {
        using var client = await ClientAsync("scheduler");
        Assert.StartsWith("/subscriptions/new?report=saved_", await SaveAsync(client, "measures=engagements&rows=domain", ("title", "Mailed"), ("to", ""), ("then", "mail")), StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task A_definition_is_brought_in_as_a_file()
    {
        using var client = await ClientAsync("importer");
        var token = Token().Match(await TextAsync(client, "/saved-reports")).Groups["token"].Value;
        using var form = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" }, { new StringContent("titles: {en: Brought}\ndescriptions: {en: In.}\nsections:\n  - {id: a, kind: table, titles: {en: A}, rows: domain, measures: [engagements]}\n"), "file", "brought.yml" } };
        using var answer = await client.PostAsync("/saved-reports", form);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Contains("Brought", await TextAsync(client, answer.Headers.Location!.OriginalString), StringComparison.Ordinal);
    }

    [EngineTheory]
    [InlineData("hi", "खोजें")]
    [InlineData("he", "חקירה")]
    public async Task The_page_is_in_the_language_of_its_reader(string language, string heading)
    {
        using var client = await ClientAsync("reader");
        var page = await TextAsync(client, $"/explore?measures=engagements&rows=domain&lang={language}");
        Assert.Contains($"<h1>{heading}</h1>", page, StringComparison.Ordinal);
        Assert.Contains($"lang={language}", page, StringComparison.Ordinal);
        Assert.True(page.Length < 250_000, $"{page.Length} characters");
    }

    private async Task<HttpClient> ClientAsync(string role)
    {
        var client = app.PlainClient(cookies: true);
        client.DefaultRequestHeaders.Add("X-Api-Key", await app.KeyAsync(role));
        return client;
    }

    private static async Task<string> SaveAsync(HttpClient client, string state, params (string Name, string Value)[] fields) =>
        await PostAsync(client, "/explore?" + state, "/explore/save", [.. fields, ("state", "?" + state)]);

    private static async Task<string> PostAsync(HttpClient client, string page, string address, params (string Name, string Value)[] fields)
    {
        var token = Token().Match(await TextAsync(client, page)).Groups["token"].Value;
        using var form = new FormUrlEncodedContent(fields.Append(("__RequestVerificationToken", token)).Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
        using var answer = await client.PostAsync(address, form);
        Assert.True(answer.StatusCode == HttpStatusCode.SeeOther, await answer.Content.ReadAsStringAsync());
        return answer.Headers.Location!.OriginalString;
    }

    private static async Task<string> TextAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(path);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{path}: {response.StatusCode} {text}");
        return text;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();

    [GeneratedRegex("<ul class=\"repairs\">.*?</ul>", RegexOptions.Singleline, 1000)]
    private static partial Regex Repairs();

    [GeneratedRegex("href=\"(?<href>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hrefs();
}
