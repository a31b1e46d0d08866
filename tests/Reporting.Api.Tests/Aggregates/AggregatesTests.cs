using System.Net.Http.Json;
using System.Text.Json;

namespace Reporting.Api.Tests.Aggregates;

public abstract class AggregatesTests(ReportingApp app)
{
    public sealed class OnSqlite(ReportingApp app) : AggregatesTests(app), IClassFixture<ReportingApp>;

    [OnServer]
    public sealed class OnSqlServer(ServerApp<ReportingApp> server) : AggregatesTests(server.App), IClassFixture<ServerApp<ReportingApp>>;

    [EngineFact]
    public async Task Domain_rows_exceed_the_total_and_allocated_rows_add_up_to_it()
    {
        var answer = await app.JsonAsync("/api/v1/aggregates/by-year-and-domain?totals=true");
        var total = answer.GetProperty("totals").GetProperty("engagements").GetInt64();
        var engagements = (await app.JsonAsync("/api/v1/engagements")).GetProperty("meta").GetProperty("rowsInAll").GetInt64();
        Assert.Equal(engagements, total);
        Assert.True(Sum(answer, "engagements") > total);
        Assert.Equal(total, Sum(answer, "allocated_engagements"), 1e-9);
    }

    [EngineTheory]
    [InlineData("by-year", "by=year&measures=engagements,agreements,people")]
    [InlineData("by-domain", "by=domain&measures=engagements,allocated_engagements")]
    [InlineData("by-year-and-domain", "by=year,domain&measures=engagements,allocated_engagements")]
    [InlineData("by-participant", "by=participant&measures=engagements,first_date,last_date")]
    [InlineData("by-type", "by=engagement_type&measures=engagements")]
    public async Task A_preset_query_equals_the_full_query(string name, string full)
    {
        var readyMade = await app.JsonAsync($"/api/v1/aggregates/{name}?totals=levels");
        var asked = await app.JsonAsync($"/api/v1/aggregates?{full}&totals=levels");
        Assert.NotEqual(0, readyMade.GetProperty("data").GetArrayLength());
        Assert.Equal(asked.GetProperty("data").GetRawText(), readyMade.GetProperty("data").GetRawText());
        Assert.Equal(asked.GetProperty("totals").GetRawText(), readyMade.GetProperty("totals").GetRawText());
    }

    [EngineTheory]
    [InlineData("""{"measures": ["engagements", "people"], "by": ["year"], "domain": ["cyber-security", "defence-policy"], "totals": true}""")]
    [InlineData("""{"measures": "engagements,people", "by": "year", "filters": {"domain": ["cyber-security", "defence-policy"]}, "totals": "grand"}""")]
    public async Task A_query_as_json_equals_the_query_in_a_url(string body)
    {
        using var client = app.CreateClient();
        using var response = await client.PostAsync("/api/v1/query", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        var posted = await response.Content.ReadFromJsonAsync<JsonElement>();
        var asked = await app.JsonAsync("/api/v1/aggregates?measures=engagements,people&by=year&domain=cyber-security,defence-policy&totals=true");
        Assert.Equal(asked.GetProperty("data").GetRawText(), posted.GetProperty("data").GetRawText());
        Assert.Equal(asked.GetProperty("totals").GetRawText(), posted.GetProperty("totals").GetRawText());
    }

    [EngineFact]
    public async Task A_truncated_response_says_so_with_the_count_and_the_limit()
    {
        using var client = app.CreateClient();
        using var response = await client.GetAsync("/api/v1/aggregates?by=domain&limit=3");
        var meta = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("meta");
        Assert.True(meta.GetProperty("truncated").GetBoolean());
        Assert.Equal(3, meta.GetProperty("rows").GetInt32());
        Assert.Equal(3, meta.GetProperty("limit").GetInt32());
        var all = (await app.JsonAsync("/api/v1/aggregates?by=domain")).GetProperty("data").GetArrayLength();
        Assert.Equal(all, meta.GetProperty("rowsInAll").GetInt64());
        Assert.Contains($"of={all}", response.Headers.GetValues("X-Truncated").Single(), StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task Filters_are_described_with_names()
    {
        var meta = (await app.JsonAsync("/api/v1/aggregates?domain=cyber-security&participant_country_all=IN,IL&year=2020..2025")).GetProperty("meta");
        Assert.Equal("Domain: Cyber security; Participant's country: all of Israel and India; Year: 2020 to 2025", meta.GetProperty("filters").GetString());
    }

    [EngineFact]
    public async Task Pages_of_engagements_contain_each_engagement_once()
    {
        var codes = new List<string>();
        string? next = null;
        do
        {
            var page = await app.JsonAsync("/api/v1/engagements?limit=5" + (next is null ? string.Empty : "&after=" + Uri.EscapeDataString(next)));
            codes.AddRange(page.GetProperty("data").EnumerateArray().Select(e => e.GetProperty("code").GetString()!));
            next = page.GetProperty("meta").GetProperty("next").GetString();
        }
        while (next is not null);
        Assert.Equal(17, codes.Count);
        Assert.Equal(codes.Count, codes.Distinct().Count());
    }

    [EngineFact]
    public async Task Every_dimension_lists_members_that_can_be_filtered_by()
    {
        foreach (var dimension in (await app.JsonAsync("/api/v1/model")).GetProperty("dimensions").EnumerateArray().Select(d => d.GetProperty("id").GetString()!))
        {
            var members = (await app.JsonAsync($"/api/v1/model/{dimension}/members")).GetProperty("data");
            Assert.NotEqual(0, members.GetArrayLength());
            foreach (var code in members.EnumerateArray().Select(m => m.GetProperty("code").GetString()!))
            {
                var answer = await app.JsonAsync($"/api/v1/aggregates?{dimension}={Uri.EscapeDataString(code)}");
                Assert.True(answer.GetProperty("data")[0].GetProperty("engagements").GetInt64() > 0, $"{dimension}={code}");
            }
        }
    }

    [EngineFact]
    public async Task Members_come_in_pages_and_are_searched_by_name()
    {
        var all = Codes(await app.JsonAsync("/api/v1/model/domain/members"));
        var first = await app.JsonAsync("/api/v1/model/domain/members?limit=10");
        var rest = await app.JsonAsync("/api/v1/model/domain/members?after=" + first.GetProperty("meta").GetProperty("next").GetString());
        Assert.Equal(all, [.. Codes(first), .. Codes(rest)]);
        Assert.Equal(["cyber-security"], Codes(await app.JsonAsync("/api/v1/model/domain/members?search=CYBER")));
    }

    [EngineFact]
    public async Task A_response_names_the_ids_of_its_queries_also_from_the_cache()
    {
        var id = await QueryIdsAsync("/api/v1/aggregates?by=year&domain=cyber-security");
        Assert.Matches("^[0-9a-f]{12}$", id);
        Assert.Equal(id, await QueryIdsAsync("/api/v1/aggregates?by=year&domain=cyber-security"));
        Assert.Equal(id, await QueryIdsAsync("/api/v1/aggregates?by=year&domain=defence-policy"));
        Assert.NotEqual(id, await QueryIdsAsync("/api/v1/aggregates?by=domain"));
        Assert.Matches("^[0-9a-f]{12}$", await QueryIdsAsync("/api/v1/engagements"));
        Assert.Matches("^[0-9a-f]{12}(, [0-9a-f]{12})+$", await QueryIdsAsync("/api/v1/reports/cooperation-by-year-and-domain/csv"));
    }

    private async Task<string> QueryIdsAsync(string path)
    {
        using var client = app.CreateClient();
        using var response = await client.GetAsync(path);
        return string.Join(", ", response.Headers.GetValues("X-Question-Id"));
    }

    private static double Sum(JsonElement answer, string measure) => answer.GetProperty("data").EnumerateArray().Sum(r => r.GetProperty(measure).GetDouble());

    private static List<string> Codes(JsonElement members) => [.. members.GetProperty("data").EnumerateArray().Select(m => m.GetProperty("code").GetString()!)];
}
