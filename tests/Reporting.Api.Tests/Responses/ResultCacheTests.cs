using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Reporting.Api.Tests.Commands;
using Reporting.Engine.Caching;
using Reporting.TestWarehouses;
using Reporting.Warehouse.Imports;

namespace Reporting.Api.Tests.Responses;

/// <summary>Responses are cached until the data change.</summary>
public abstract class ResultCacheTests(ReportingApp app)
{
    public sealed class OnSqlite(ReportingApp app) : ResultCacheTests(app), IClassFixture<ReportingApp>;

    [OnServer]
    public sealed class OnSqlServer(ServerApp<ReportingApp> server) : ResultCacheTests(server.App), IClassFixture<ServerApp<ReportingApp>>;

    private const string Query = "/api/v1/aggregates/by-year-and-domain?totals=true";
    private const string Report = "/api/v1/reports/cooperation-by-year-and-domain/";

    public static TheoryData<string> Kept() =>
    [
        Query, "/api/v1/aggregates?by=engagement_type&measures=people", "/api/v1/model", "/api/v1/model/domain/members",
        "/api/v1/engagements?year=2025", "/api/v1/engagements/2022-06-02-wreath-laying", Report + "json", Report + "csv?from=2022", Report + "xlsx", Report + "html?domain=cyber-security",
    ];

    [EngineTheory]
    [MemberData(nameof(Kept))]
    public async Task The_same_query_is_computed_once_and_answered_with_the_same_bytes_and_tag(string path)
    {
        var first = await GetAsync(app, path);
        var before = Answers(app).Computed;
        var second = await GetAsync(app, path);
        Assert.Equal(before, Answers(app).Computed);
        Assert.Equal(first.Body, second.Body);
        Assert.Equal(first.Tag, second.Tag);
        Assert.Equal(path.StartsWith(Report, StringComparison.Ordinal), !first.Tag!.StartsWith("W/", StringComparison.Ordinal));
        Assert.Equal("no-cache, private", string.Join(", ", first.Response.Headers.CacheControl!.ToString().Split(", ").Order()));
    }

    [EngineTheory]
    [MemberData(nameof(Kept))]
    public async Task A_client_with_the_current_response_gets_304_and_HEAD_returns_only_headers(string path)
    {
        var whole = await GetAsync(app, path);
        var tag = whole.Tag!;
        var other = tag.StartsWith("W/", StringComparison.Ordinal) ? tag[2..] : "W/" + tag;
        foreach (var held in new[] { tag, other, "*", $"\"a\", {tag} ,W/\"b\"", $"\"a\",\"b, c\",{other}" })
        {
            var answer = await GetAsync(app, path, held);
            Assert.Equal((HttpStatusCode.NotModified, 0, tag), (answer.Response.StatusCode, answer.Body.Length, answer.Tag));
        }

        foreach (var held in new[] { "\"a\"", "W/\"b\", \"c\"", "no tag", tag[..^2] + "\"" })
        {
            Assert.Equal(HttpStatusCode.OK, (await GetAsync(app, path, held)).Response.StatusCode);
        }

        var head = await GetAsync(app, path, method: HttpMethod.Head);
        Assert.Equal((HttpStatusCode.OK, 0, tag), (head.Response.StatusCode, head.Body.Length, head.Tag));
        Assert.Equal(whole.Body.Length, head.Response.Content.Headers.ContentLength);
        Assert.Equal(HttpStatusCode.NotModified, (await GetAsync(app, path, tag, HttpMethod.Head)).Response.StatusCode);
    }

    [EngineFact]
    public async Task A_wildcard_tag_does_not_turn_a_refused_query_into_304() =>
        Assert.Equal(HttpStatusCode.BadRequest, (await GetAsync(app, "/api/v1/aggregates?domain=cyber-securty", "*")).Response.StatusCode);

    [EngineTheory]
    [InlineData("aggregates?measures=people,engagements&by=year,domain&domain=cyber-security,defence-policy&year=2020..2025", "aggregates?year=2020..2025&domain=defence-policy&domain=cyber-security,defence-policy&by=year&by=domain&measures=people&measures=engagements", true)]
    [InlineData("aggregates/by-year-and-domain?totals=true", "aggregates?by=year,domain&totals=grand&measures=engagements,%20allocated_engagements&limit=1000&fill=false&lang=en", true)]
    [InlineData("aggregates", "aggregates?measures=engagements&search=%20", true)]
    [InlineData("reports/cooperation-by-year-and-domain/csv?from=2022&to=2024&domain=cyber-security,defence-policy", "reports/cooperation-by-year-and-domain/csv?domain=defence-policy&to=2024&domain=cyber-security&from=2022", true)]
    [InlineData("aggregates?by=year,domain", "aggregates?by=domain,year", false)]
    [InlineData("aggregates?measures=people,engagements", "aggregates?measures=engagements,people", false)]
    [InlineData("aggregates?by=year", "aggregates?by=year&limit=999", false)]
    [InlineData("aggregates?by=year", "aggregates?by=year&order=-year", false)]
    [InlineData("aggregates?by=domain", "aggregates?by=domain&totals=levels", false)]
    [InlineData("aggregates?by=year&year=2022..2025", "aggregates?by=year&year=2022..2025&fill=true", false)]
    [InlineData("aggregates?domain=cyber-security", "aggregates?domain_any=cyber-security", false)]
    [InlineData("aggregates?domain_all=cyber-security", "aggregates?domain_any=cyber-security", false)]
    [InlineData("aggregates?search=visit", "aggregates?search=vision", false)]
    [InlineData("engagements?limit=2", "engagements?limit=3", false)]
    [InlineData("engagements?limit=2", "engagements?limit=2&after=20220602.x", false)]
    [InlineData("engagements/2022-06-02-wreath-laying", "engagements/2022-06-02-guard-of-honour", false)]
    [InlineData("model/domain/members", "model/year/members", false)]
    [InlineData("model/domain/members", "model/domain/members?search=cyber", false)]
    [InlineData("reports/cooperation-by-year-and-domain/csv", "reports/cooperation-by-year-and-domain/json", false)]
    [InlineData("reports/cooperation-by-year-and-domain/csv", "reports/cooperation-by-year-and-domain/csv?section=engagements", false)]
    [InlineData("reports/cooperation-by-year-and-domain/csv", "reports/cooperation-by-year-and-domain/csv?to=2024", false)]
    public async Task Only_the_same_query_has_the_same_tag_and_bytes(string path, string other, bool same)
    {
        var (one, two) = (await GetAsync(app, "/api/v1/" + path), await GetAsync(app, "/api/v1/" + other));
        Assert.True(one.Response.IsSuccessStatusCode && two.Response.IsSuccessStatusCode, $"{one.Response.StatusCode} {two.Response.StatusCode}");
        Assert.Equal(same, one.Tag == two.Tag);
        Assert.Equal(same, one.Body == two.Body);
    }

    [EngineFact]
    public async Task A_query_as_json_uses_the_cached_response_and_is_never_304()
    {
        var asked = await GetAsync(app, "/api/v1/aggregates?by=domain&domain=cyber-security");
        using var client = app.CreateClient();
        var before = Answers(app).Computed;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/query");
        request.Content = new StringContent("""{"by": "domain", "domain": ["cyber-security"]}""", Encoding.UTF8, "application/json");
        request.Headers.TryAddWithoutValidation("If-None-Match", $"*, {asked.Tag}");
        using var posted = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, posted.StatusCode);
        Assert.Null(posted.Headers.ETag);
        Assert.Equal(asked.Body, Encoding.Latin1.GetString(await posted.Content.ReadAsByteArrayAsync()));
        Assert.Equal(before, Answers(app).Computed);
    }

    [EngineFact]
    public async Task A_truncated_response_says_so_from_the_cache_too()
    {
        foreach (var _ in Enumerable.Range(0, 2))
        {
            var answer = await GetAsync(app, "/api/v1/aggregates?by=domain&limit=4");
            Assert.Contains("limit=4", answer.Response.Headers.GetValues("X-Truncated").Single(), StringComparison.Ordinal);
        }
    }

    [EngineFact]
    public async Task A_cached_file_keeps_its_name()
    {
        var (first, second) = (await GetAsync(app, Report + "csv?to=2023"), await GetAsync(app, Report + "csv?to=2023"));
        Assert.Contains("cooperation-by-year-and-domain_", first.Response.Content.Headers.ContentDisposition!.FileName, StringComparison.Ordinal);
        Assert.Equal(first.Response.Content.Headers.ToString(), second.Response.Content.Headers.ToString());
    }

    [EngineFact]
    public async Task Twenty_equal_concurrent_queries_are_computed_once()
    {
        await using var fresh = new ReportingApp { Engine = app.Engine };
        await fresh.JsonAsync("/health/live");
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => GetAsync(fresh, Query))));
        Assert.Single(answers.Select(a => a.Body).Distinct());
        Assert.Equal(1, Answers(fresh).Computed);
    }

    [EngineTheory]
    [InlineData("/api/v1/aggregates?by=year,domain&totals=true")]
    [InlineData("/api/v1/engagements?year=2025")]
    [InlineData("/api/v1/engagements/2022-06-02-wreath-laying")]
    [InlineData("/api/v1/model/domain/members")]
    public async Task A_response_reads_the_data_version_before_and_after_it_is_computed_and_once_from_the_cache(string path)
    {
        using var log = new StatementLog();
        await using var fresh = new ReportingApp { Engine = app.Engine };
        await fresh.JsonAsync("/health/live");
        foreach (var (expected, from) in new[] { (2, "computed"), (1, "cached"), (1, "cached again") })
        {
            var before = Reads();
            await GetAsync(fresh, path);
            Assert.Equal((expected, from), (Reads() - before, from));
        }

        Assert.Equal(1, Answers(fresh).Computed);

        int Reads() => log.Of(fresh.Engine, fresh.Database).Count(text => text.StartsWith("/* reporting data version */", StringComparison.Ordinal));
    }

    [EngineFact]
    public async Task The_first_response_after_an_import_is_new_and_old_tags_are_outdated()
    {
        await using var fresh = new ReportingApp { Engine = app.Engine };
        var paths = new[] { "/api/v1/aggregates", Query, "/api/v1/engagements", "/api/v1/model/engagement_type/members", Report + "csv", Report + "json" };
        var count = 17;
        foreach (var import in new[] { ImportInside, ImportOutside, ImportInside, ImportInside })
        {
            var before = new List<ReceivedResponse>();
            foreach (var path in paths)
            {
                before.Add(await GetAsync(fresh, path));
                Assert.Equal(HttpStatusCode.NotModified, (await GetAsync(fresh, path, before[^1].Tag)).Response.StatusCode);
            }

            count++;
            await import(fresh, $"imported-{count}");
            foreach (var (path, old) in paths.Zip(before))
            {
                var answer = await GetAsync(fresh, path, old.Tag);
                Assert.True(answer.Response.StatusCode == HttpStatusCode.OK, path);
                Assert.NotEqual(old.Tag, answer.Tag);
                Assert.NotEqual(old.Body, answer.Body);
            }

            Assert.Equal(count, (await fresh.JsonAsync("/api/v1/aggregates")).GetProperty("data")[0].GetProperty("engagements").GetInt32());
        }
    }

    [EngineFact]
    public async Task Queries_during_imports_are_never_answered_with_older_data()
    {
        await using var fresh = new ReportingApp { Engine = app.Engine };
        using var client = fresh.CreateClient();
        var count = 17;
        var done = false;
        var asking = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (!Volatile.Read(ref done))
            {
                var least = Volatile.Read(ref count);
                var answer = JsonDocument.Parse(await client.GetStringAsync("/api/v1/aggregates")).RootElement;
                Assert.InRange(answer.GetProperty("data")[0].GetProperty("engagements").GetInt32(), least, least + 40);
            }
        })).ToList();
        for (var i = 0; i < 30; i++)
        {
            await ImportInside(fresh, $"meanwhile-{i}");
            Interlocked.Increment(ref count);
        }

        Volatile.Write(ref done, true);
        await Task.WhenAll(asking);
    }

    [EngineFact]
    public async Task The_cache_stays_within_its_limit()
    {
        const int bound = 200_000;
        await using var small = new ReportingApp { Engine = app.Engine, Settings = new Dictionary<string, string> { ["Cache:MaxBytes"] = $"{bound}", ["Cache:MaxEntryBytes"] = "6000" } };
        using var client = small.CreateClient();
        for (var limit = 1; limit <= 400; limit++)
        {
            using var response = await client.GetAsync($"/api/v1/aggregates/by-year-and-domain?limit={limit}&search={new string('a', limit)}");
            Assert.True(response.IsSuccessStatusCode);
            Assert.InRange(Answers(small).Bytes, 0, bound);
        }

        Assert.InRange(Answers(small).Bytes, bound / 4, bound);
        await GetAsync(small, Report + "xlsx");
        var before = Answers(small).Computed;
        await GetAsync(small, Report + "xlsx");
        Assert.Equal(before + 1, Answers(small).Computed);
    }

    [EngineFact]
    public async Task Without_the_cache_every_response_is_computed_and_tags_stay_the_same()
    {
        await using var without = new ReportingApp { Engine = app.Engine, Settings = new Dictionary<string, string> { ["Cache:Enabled"] = "false" } };
        foreach (var path in new[] { Query, Report + "csv" })
        {
            var first = await GetAsync(without, path);
            var before = Answers(without).Computed;
            Assert.Equal(first.Tag, (await GetAsync(without, path)).Tag);
            Assert.Equal(before + 1, Answers(without).Computed);
            Assert.Equal(HttpStatusCode.NotModified, (await GetAsync(without, path, first.Tag)).Response.StatusCode);
        }

        Assert.Equal(0, Answers(without).Bytes);
    }

    [EngineTheory]
    [InlineData("/api/v1/aggregates", "text/html", 406)]
    [InlineData("/api/v1/aggregates", "application/json;q=0, text/*", 406)]
    [InlineData("/api/v1/aggregates", "*/*, application/json;q=0", 406)]
    [InlineData("/api/v1/engagements", "image/png", 406)]
    [InlineData(Report + "csv", "application/json", 406)]
    [InlineData("/api/v1/aggregates", "text/html, application/*;q=0.1", 200)]
    [InlineData("/api/v1/aggregates", "text/html,*/*;q=0.8", 200)]
    [InlineData("/api/v1/aggregates", "application/json", 200)]
    [InlineData(Report + "csv", "text/csv", 200)]
    [InlineData(Report + "json", "application/json", 200)]
    [InlineData(Report + "xslx", "text/csv", 404)]
    [InlineData("/health/live", "text/plain", 200)]
    public async Task A_response_that_Accept_excludes_is_406(string path, string accept, int status)
    {
        using var client = app.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using var response = await client.SendAsync(request);
        Assert.Equal(status, (int)response.StatusCode);
        if (status == 406)
        {
            Assert.Equal("not-acceptable", JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("code").GetString());
        }
    }

    private sealed record ReceivedResponse(HttpResponseMessage Response, string Body, string? Tag);

    private static ResultCache Answers(ReportingApp app) => app.Services.GetRequiredService<ResultCache>();

    private static async Task<ReceivedResponse> GetAsync(ReportingApp app, string path, string? held = null, HttpMethod? method = null)
    {
        using var client = app.CreateClient();
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, path);
        if (held is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", held);
        }

        var response = await client.SendAsync(request);
        return new ReceivedResponse(response, Encoding.Latin1.GetString(await response.Content.ReadAsByteArrayAsync()), response.Headers.ETag?.ToString());
    }

    private static string Csv(string code) => $"Code,Title,Start,Type,TypeName,Category,CategoryName\n{code},Imported,2025-11-05,{code},{code},other,Other\n";

    private static async Task ImportInside(ReportingApp app, string code)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(Csv(code)));
        var result = await app.Services.GetRequiredService<ImportRunner>().RunAsync(new ImportRequest(content, "more.csv"));
        Assert.True(result.Value?.DataVersion > 1, result.Problem?.Message);
    }

    private static async Task ImportOutside(ReportingApp app, string code)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.csv");
        await File.WriteAllTextAsync(file, Csv(code));
        var (exit, _, error) = await new ProgramCommand(("Warehouse__Provider", app.Engine.ToString()), ("Warehouse__ConnectionString", app.Database)).RunAsync("import", file);
        File.Delete(file);
        Assert.True(exit == 0, error);
    }
}
