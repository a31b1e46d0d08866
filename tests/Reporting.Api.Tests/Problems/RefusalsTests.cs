using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Reporting.Api.Tests.Problems;

/// <summary>Invalid requests are refused with a code and a hint, before they reach the database.</summary>
public abstract class RefusalsTests(ReportingApp app)
{
    public sealed class OnSqlite(ReportingApp app) : RefusalsTests(app), IClassFixture<ReportingApp>;

    [OnServer]
    public sealed class OnSqlServer(ServerApp<ReportingApp> server) : RefusalsTests(server.App), IClassFixture<ServerApp<ReportingApp>>;

    public static TheoryData<string, int, string, string> Cases() => new()
    {
        { "/api/v1/aggregates?domian=cyber-security", 400, "unknown-parameter", "'domain'" },
        { "/api/v1/aggregates?measures=engagement", 400, "unknown-measure", "'engagements'" },
        { "/api/v1/aggregates?by=yaer", 400, "unknown-dimension", "'year'" },
        { "/api/v1/aggregates?domain=cyber-securty", 400, "unknown-member", "'cyber-security'" },
        { "/api/v1/aggregates?participant_country=Indi", 400, "unknown-member", "" },
        { "/api/v1/aggregates?year=20255", 400, "malformed-period", "2025" },
        { "/api/v1/aggregates?year=2025..2020", 400, "malformed-period", "range" },
        { "/api/v1/aggregates?year=x", 400, "malformed-period", "2025" },
        { "/api/v1/aggregates?fiscal_year=2025-27", 400, "malformed-period", "2025-26" },
        { "/api/v1/aggregates?domain=", 400, "empty-value", "" },
        { "/api/v1/aggregates?domain=a,,b", 400, "empty-value", "commas" },
        { "/api/v1/aggregates?limit=0", 400, "bad-limit", "50000" },
        { "/api/v1/aggregates?limit=ten", 400, "bad-limit", "50000" },
        { "/api/v1/aggregates?totals=yes", 400, "bad-choice", "grand" },
        { "/api/v1/aggregates?lang=xx", 400, "bad-choice", "en" },
        { "/api/v1/aggregates?order=people", 400, "unknown-order", "engagements" },
        { "/api/v1/aggregates?year_any=2025", 400, "unknown-parameter", "'year'" },
        { "/api/v1/aggregates?by=year,year", 400, "named-twice", "once" },
        { "/api/v1/aggregates?measures=engagements_change", 422, "needs-one-time-level", "year" },
        { "/api/v1/aggregates?fill=true&by=domain", 422, "needs-one-time-level", "year" },
        { "/api/v1/aggregates/by-year?by=domain", 400, "unknown-parameter", "" },
        { "/api/v1/engagements?by=year", 400, "unknown-parameter", "" },
        { "/api/v1/engagements?after=yesterday", 400, "malformed-after", "next" },
        { "/api/v1/engagements/no-such-code", 404, "unknown-engagement", "" },
        { "/api/v1/model/domian/members", 400, "unknown-dimension", "'domain'" },
        { "/api/v1/model?year=2025", 400, "unknown-parameter", "" },
        { "/api/v1/reports/cooperation-by-year-and-domian", 404, "unknown-report", "'cooperation-by-year-and-domain'" },
        { "/api/v1/reports/cooperation-by-year-and-domain/xslx", 404, "unknown-format", "'xlsx'" },
        { "/api/v1/reports/cooperation-by-year-and-domain/csv?form=2020", 400, "unknown-parameter", "'from'" },
        { "/api/v1/reports/cooperation-by-year-and-domain/csv?from=20", 400, "malformed-period", "2025" },
        { "/api/v1/reports/cooperation-by-year-and-domain/csv?from=2025&to=2020", 400, "malformed-period", "earlier" },
        { "/api/v1/reports/cooperation-by-year-and-domain/csv?section=nothing", 404, "unknown-section", "engagements" },
        { "/api/v1/reports/country-pair/csv", 400, "missing-parameter", "country=" },
        { "/api/v1/reports/country-pair/csv?country=IN", 400, "missing-parameter", "/api/v1/model/participant_country/members" },
        { "/api/v1/reports/country-pair/csv?country=IN&partner=IN", 422, "parameters-equal", "another value" },
        { "/api/v1/nothing", 404, "not-found", "/swagger" },
    };

    [EngineTheory]
    [MemberData(nameof(Cases))]
    public async Task A_bad_request_is_refused_with_a_code_and_a_hint(string path, int status, string code, string hint)
    {
        using var client = app.CreateClient();
        using var response = await client.GetAsync(path);
        await AssertProblemAsync(response, status, code, hint);
    }

    public static TheoryData<string> Parameters() =>
        [.. new[] { "measures", "by", "search", "order", "limit", "totals", "fill", "lang", "year", "domain", "domain_any", "domain_all", "participant_country", "source", "unheard_of" }];

    [EngineTheory]
    [MemberData(nameof(Parameters))]
    public async Task A_long_value_and_a_nul_byte_are_refused_in_every_parameter(string parameter)
    {
        using var client = app.CreateClient();
        foreach (var value in new[] { new string('a', 3000), "a%00b", "%00" })
        {
            using var response = await client.GetAsync($"/api/v1/aggregates?{parameter}={value}");
            await AssertProblemAsync(response, 400, null, string.Empty);
        }
    }

    [EngineFact]
    public async Task Special_characters_in_search_find_nothing_and_cause_no_error()
    {
        var answer = await app.JsonAsync("/api/v1/aggregates?search=" + Uri.EscapeDataString("'; DROP TABLE FactEngagement; --"));
        Assert.Equal(0, answer.GetProperty("data")[0].GetProperty("engagements").GetInt64());
        Assert.Equal(17, (await app.JsonAsync("/api/v1/aggregates")).GetProperty("data")[0].GetProperty("engagements").GetInt64());
    }

    [EngineTheory]
    [InlineData("{", 400, "malformed-body")]
    [InlineData("[]", 400, "malformed-body")]
    [InlineData("""{"by": {"year": 1}}""", 400, "malformed-body")]
    [InlineData("""{"by": [[[[[[1]]]]]]}""", 400, "malformed-body")]
    [InlineData("""{"measures": null}""", 400, "malformed-body")]
    [InlineData("""{"domian": "cyber-security"}""", 400, "unknown-parameter")]
    [InlineData("""{"measures": ["engagements"], "search": "a\u0000b"}""", 400, "malformed-text")]
    public async Task A_bad_body_is_refused(string body, int status, string code)
    {
        using var client = app.CreateClient();
        using var response = await client.PostAsync("/api/v1/query", new StringContent(body, Encoding.UTF8, "application/json"));
        await AssertProblemAsync(response, status, code, string.Empty);
    }

    [EngineFact]
    public async Task A_body_that_is_too_large_or_of_another_type_is_refused()
    {
        using var client = app.CreateClient();
        using var large = await client.PostAsync("/api/v1/query", new StringContent($"{{\"search\": \"{new string('a', 2_000_000)}\"}}", Encoding.UTF8, "application/json"));
        await AssertProblemAsync(large, 413, "body-too-large", string.Empty);
        using var text = await client.PostAsync("/api/v1/query", new StringContent("a=b", Encoding.UTF8, "text/plain"));
        await AssertProblemAsync(text, 415, "wrong-content-type", "application/json");
    }

    [EngineTheory]
    [InlineData("/api/v1/query", 413)]
    [InlineData("/api/v1/nothing", 404)]
    [InlineData("/api/v1/model", 405)]
    public async Task A_refusal_reaches_a_client_that_sends_its_whole_body_first(string path, int status)
    {
        using var source = new MemoryStream(new byte[40_000_000]);
        using var client = app.CreateClient();
        using var body = new StreamContent(source) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var response = await client.PostAsync(path, body);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(source.Length, source.Position);
    }

    [EngineFact]
    public async Task An_unsupported_method_is_refused_with_the_supported_ones()
    {
        using var client = app.CreateClient();
        using var response = await client.DeleteAsync("/api/v1/aggregates");
        await AssertProblemAsync(response, 405, "method-not-allowed", "GET");
    }

    [EngineFact]
    public async Task A_request_line_of_60_kB_is_read_and_one_beyond_64_kB_is_refused()
    {
        using var client = app.CreateClient();
        var many = string.Join('&', Enumerable.Repeat("domain=" + string.Join(',', Enumerable.Repeat("cyber-security", 120)), 34));
        Assert.True(many.Length > 60_000);
        using var read = await client.GetAsync("/api/v1/aggregates?" + many);
        Assert.NotEqual(HttpStatusCode.RequestUriTooLong, read.StatusCode);
        using var refused = await SendAsync("/api/v1/aggregates?search=" + new string('a', 65_800));
        Assert.Equal(HttpStatusCode.RequestUriTooLong, refused.StatusCode);
    }

    private async Task<HttpResponseMessage> SendAsync(string path)
    {
        using var client = app.CreateClient();
        return await client.GetAsync(path);
    }

    private static async Task AssertProblemAsync(HttpResponseMessage response, int status, string? code, string hint)
    {
        var body = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode == status, $"{response.RequestMessage!.RequestUri}: {(int)response.StatusCode}\n{body}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(body).RootElement;
        Assert.Equal(code ?? problem.GetProperty("code").GetString(), problem.GetProperty("code").GetString());
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.All(new[] { "type", "title", "detail", "hint" }, name => Assert.False(string.IsNullOrWhiteSpace(problem.GetProperty(name).GetString()), name));
        Assert.Contains(hint, problem.GetProperty("hint").GetString(), StringComparison.Ordinal);
    }
}
