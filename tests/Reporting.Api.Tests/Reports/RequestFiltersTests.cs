using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Reporting.Api.Tests.Access;
using Reporting.Api.Tests.Exports;
using Reporting.Api.Tests.Mail;

namespace Reporting.Api.Tests.Reports;

/// <summary>Filters, levels and orders of a request hold in every door of a report.</summary>
public abstract class RequestFiltersTests(ReportingApp app)
{
    public sealed class OnSqlite(ReportingApp app) : RequestFiltersTests(app), IClassFixture<ReportingApp>;

    [OnServer]
    public sealed class OnSqlServer(ServerApp<ReportingApp> server) : RequestFiltersTests(server.App), IClassFixture<ServerApp<ReportingApp>>;

    private const string Report = "cooperation-by-year-and-domain";
    private const string Query = "filter.engagement_category=agreement&level.by-year-and-domain=domain_group&order.by-year-and-domain=-2025&show.by-year-and-group=all";

    [EngineFact]
    public async Task Files_have_the_figures_of_the_query_and_say_what_they_are_filtered_by()
    {
        var counted = (await app.JsonAsync("/api/v1/aggregates?measures=engagements&engagement_category=agreement")).GetProperty("data")[0].GetProperty("engagements").GetInt64();
        var json = await app.JsonAsync($"/api/v1/reports/{Report}/json?{Query}");
        var matrix = json.GetProperty("sections").EnumerateArray().Single(s => s.GetProperty("id").GetString() == "by-year-and-domain");
        Assert.Equal(counted, matrix.GetProperty("grandTotal").GetInt64());
        Assert.Equal("domain_group", matrix.GetProperty("rows").GetProperty("dimension").GetString());
        var named = json.GetProperty("parameters").EnumerateArray().Single(p => p.GetProperty("id").GetString() == "filter.engagement_category").GetProperty("value").GetString()!;
        Assert.Contains(named, json.GetProperty("title").GetString(), StringComparison.Ordinal);
        foreach (var format in new[] { "html", "csv" })
        {
            var text = WebUtility.HtmlDecode(Encoding.UTF8.GetString(await app.BytesAsync($"/api/v1/reports/{Report}/{format}?{Query}")));
            Assert.Contains(format == "csv" ? "domain_group_name" : named, text, StringComparison.Ordinal);
        }

        // The page's download is the same file.
        Assert.Equal(await app.BytesAsync($"/api/v1/reports/{Report}/xlsx?{Query}"), await app.BytesAsync($"/reports/{Report}/files/xlsx?{Query}"));
    }

    [EngineFact]
    public async Task Exports_and_subscriptions_take_them_and_refuse_wrong_names()
    {
        using var client = app.CreateClient();
        var parameters = Query.Split('&').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        var done = await client.EndAsync(await client.AddAsync("json", parameters));
        using var file = await client.GetAsync(done.GetProperty("file").GetProperty("href").GetString());
        Assert.Equal(await app.BytesAsync($"/api/v1/reports/{Report}/json?{Query}"), await file.Content.ReadAsByteArrayAsync());
        using var wrong = await client.AskAsync("json", new Dictionary<string, string> { ["filter.domian"] = "space" });
        Assert.Contains("Did you mean 'filter.domain'?", (await wrong.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("hint").GetString(), StringComparison.Ordinal);

        await using var secured = new SecuredApp { Engine = app.Engine };
        using var scheduler = secured.CreateClient();
        scheduler.DefaultRequestHeaders.Add("X-Api-Key", await secured.KeyAsync("admin"));
        var made = await scheduler.SubscribeAsync(new { parameters, onBehalfOf = "owner" });
        Assert.Equal("agreement", made.GetProperty("parameters").GetProperty("filter.engagement_category")[0].GetString());
        using var refused = await scheduler.PostAsJsonAsync(SubscriptionRequests.Route, new { report = Report, formats = new[] { "csv" }, recipients = new[] { "asha@example.org" }, schedule = "0 8 29 2 *", onBehalfOf = "owner", parameters = new Dictionary<string, string> { ["order.by-year-and-domian"] = "-2025" } });
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("Did you mean 'order.by-year-and-domain'?", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
