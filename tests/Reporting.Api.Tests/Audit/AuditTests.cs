using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Reporting.Api.Tests.Access;
using Reporting.Api.Tests.Exports;
using Reporting.TestWarehouses;
using Reporting.Warehouse.Operations;

namespace Reporting.Api.Tests.Audit;

/// <summary>The audit trail contains queries, exports and refusals, but no secrets. Its lines cannot be removed.</summary>
public abstract class AuditTests(AppWithRoles app)
{
    public sealed class OnSqlite(AppWithRoles app) : AuditTests(app), IClassFixture<AppWithRoles>;

    [OnServer]
    public sealed class OnSqlServer(ServerApp<AppWithRoles> server) : AuditTests(server.App), IClassFixture<ServerApp<AppWithRoles>>;

    private const string Report = "/api/v1/reports/cooperation-by-year-and-domain/csv";

    [EngineFact]
    public async Task Queries_are_written_within_a_moment_and_equal_ones_are_combined()
    {
        await AskAsync("/api/v1/aggregates?by=domain&totals=true&search=agreement", "admin");
        await AskAsync("/api/v1/aggregates?by=domain&totals=true&search=agreement", "admin");
        var lines = await UntilAsync("action=question", l => Question(l)?.Contains("search=agreement", StringComparison.Ordinal) == true, 2);
        Assert.All(lines, line =>
        {
            Assert.Equal("tester", line.GetProperty("caller").GetString());
            Assert.Equal("admin", line.GetProperty("roles").GetString());
            Assert.Equal("GET /api/v1/aggregates", line.GetProperty("subject").GetString());
            Assert.Equal("by=domain&totals=true&search=agreement", Question(line));
            Assert.Equal(("answered", 200, 1L), (line.GetProperty("outcome").GetString(), line.GetProperty("status").GetInt32(), line.GetProperty("dataVersion").GetInt64()));
            Assert.True(line.GetProperty("rows").GetInt32() > 0);
        });
    }

    [EngineFact]
    public async Task A_query_in_a_body_is_audited_too()
    {
        using var client = app.CreateClient();
        using var body = new StringContent("""{"measures": ["people"], "by": ["fiscal_year"]}""", System.Text.Encoding.UTF8, "application/json");
        using var response = await client.PostAsync("/api/v1/query", body);
        await UntilAsync("action=question", l => l.GetProperty("subject").GetString() == "POST /api/v1/query" && Question(l)!.Contains("fiscal_year", StringComparison.Ordinal), 1);
    }

    [EngineTheory]
    [InlineData("/api/v1/engagements/2022-06-02-vision-statement")]
    [InlineData("/engagements/2022-06-02-vision-statement")]
    [InlineData("/engagements")]
    [InlineData("/reports/cooperation-by-year-and-domain")]
    public async Task A_page_of_figures_or_engagements_is_audited_with_its_data_version_and_rows(string path)
    {
        await AskAsync(path, "admin");
        var line = (await UntilAsync("action=question", l => l.GetProperty("subject").GetString() == "GET " + path, 1))[0];
        Assert.Equal(1L, line.GetProperty("dataVersion").GetInt64());
        Assert.True(line.GetProperty("rows").GetInt32() > 0);
    }

    [EngineFact]
    public async Task Refused_requests_are_audited_as_refused()
    {
        await AskAsync("/api/v1/aggregates?by=yaer", "admin");
        var line = (await UntilAsync("action=question", l => Question(l) == "by=yaer", 1))[0];
        Assert.Equal(("refused", 400), (line.GetProperty("outcome").GetString(), line.GetProperty("status").GetInt32()));
    }

    [EngineFact]
    public async Task An_export_is_audited_before_its_response_ends()
    {
        var name = $"from=20{Random.Shared.Next(10, 20)}&to=2030";
        await AskAsync($"{Report}?{name}", "admin");
        var line = Assert.Single(await app.Services.GetRequiredService<AuditStore>().ReadAsync(new AuditFilter { Action = AuditAction.Export }, 1, CancellationToken.None));
        Assert.Equal((name, "GET " + Report, 1L), (line.Question, line.Subject, line.DataVersion));
        Assert.True(line.Rows > 0);
    }

    [EngineTheory]
    [InlineData("/api/v1/reports/cooperation-by-year-and-domain/")]
    [InlineData("/reports/cooperation-by-year-and-domain/files/")]
    public async Task A_streamed_file_is_audited_with_its_rows(string path)
    {
        foreach (var format in new[] { "csv", "json", "xlsx" })
        {
            var question = path.StartsWith("/api", StringComparison.Ordinal) ? $"section=data&from=20{Random.Shared.Next(10, 20)}" : $"from=20{Random.Shared.Next(10, 20)}";
            await AskAsync($"{path}{format}?{question}", "admin");
            var line = Assert.Single(await app.Services.GetRequiredService<AuditStore>().ReadAsync(new AuditFilter { Action = AuditAction.Export }, 1, CancellationToken.None));
            Assert.Equal((question, $"GET {path}{format}", 1L), (line.Question, line.Subject, line.DataVersion));
            Assert.True(line.Rows > 10, $"{format}: {line.Rows}");
        }
    }

    [EngineFact]
    public async Task A_job_is_audited_with_its_request_and_its_file_with_its_rows()
    {
        using var client = app.CreateClient();
        var job = await client.AddAsync("csv", new { section = "data", domain = new[] { "counter-terrorism", "cyber-security" }, from = 2022 });
        await client.EndAsync(job);
        using var file = await client.GetAsync(job + "/file");
        var lines = await app.Services.GetRequiredService<AuditStore>().ReadAsync(new AuditFilter { Action = AuditAction.Export }, 5_000, CancellationToken.None);
        Assert.Equal("/api/v1/reports/cooperation-by-year-and-domain/csv?domain=counter-terrorism&domain=cyber-security&from=2022&section=data", lines.First(l => l.Subject == "POST /api/v1/exports").Question);
        var taken = lines.First(l => l.Subject == $"GET {new Uri(client.BaseAddress!, job).AbsolutePath}/file");
        Assert.Equal((1L, (long?)(await file.Content.ReadAsStringAsync()).TrimEnd().Split('\n').Length - 1), (taken.DataVersion, taken.Rows));
    }

    [EngineFact]
    public async Task The_audit_trail_has_pages_newest_first()
    {
        for (var i = 0; i < 5; i++)
        {
            await AskAsync(Report + "?section=figures", "paging");
        }

        var seen = new List<long>();
        var after = string.Empty;
        do
        {
            var page = await app.JsonAsync($"/api/v1/audit?action=export&from=2000-01-01&limit=2{after}");
            seen.AddRange(page.GetProperty("data").EnumerateArray().Select(l => l.GetProperty("key").GetInt64()));
            after = page.GetProperty("meta").GetProperty("next") is { ValueKind: JsonValueKind.Number } next ? $"&after={next}" : null;
        }
        while (after is not null);

        Assert.True(seen.Count >= 5);
        Assert.Equal(seen.Distinct().OrderDescending(), seen);
        Assert.Empty((await app.JsonAsync("/api/v1/audit?to=1700-01-01")).GetProperty("data").EnumerateArray());
    }

    [EngineTheory]
    [InlineData("callr=x", "unknown-parameter", "'caller'")]
    [InlineData("action=asked", "bad-choice", "question")]
    [InlineData("from=yesterday", "malformed-period", "2026-01-31")]
    [InlineData("limit=0", "bad-limit", "50000")]
    [InlineData("after=x", "malformed-after", "meta.next")]
    [InlineData("caller=", "empty-value", "leave")]
    [InlineData("caller=a&caller=b", "named-twice", "once")]
    public async Task A_wrong_filter_is_refused_with_a_hint(string query, string code, string hint)
    {
        using var client = app.CreateClient();
        var problem = JsonDocument.Parse(await (await client.GetAsync("/api/v1/audit?" + query)).Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Contains(hint, problem.GetProperty("hint").GetString(), StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task In_a_file_no_text_of_the_audit_trail_is_a_formula()
    {
        var trail = app.Services.GetRequiredService<AuditTrail>();
        await trail.RecordAsync(new AuditEntry(trail.Now, "=cmd|' /C calc'!A0", "+1", AuditAction.Change, "@SUM(1)") { Question = "-2+3" }, CancellationToken.None);
        var lines = System.Text.Encoding.UTF8.GetString(await app.BytesAsync("/api/v1/audit/csv?action=change")).Split("\r\n");
        Assert.Contains("'=cmd|' /C calc'!A0,'+1,change,'@SUM(1),'-2+3", lines[1], StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task Queued_lines_are_written_when_the_program_stops()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(app.Engine);
        await using (var first = new AppWithRoles { Warehouse = warehouse })
        {
            var trail = first.Services.GetRequiredService<AuditTrail>();
            for (var i = 0; i < 300; i++)
            {
                await trail.EnqueueAsync(new AuditEntry(trail.Now, "a", "b", AuditAction.Question, "GET /x") { Question = $"{i % 3}" }, CancellationToken.None);
            }
        }

        await using var next = new AppWithRoles { Warehouse = warehouse };
        var lines = await next.Services.GetRequiredService<AuditStore>().ReadAsync(new AuditFilter { Caller = "a" }, 1000, CancellationToken.None);
        Assert.Equal(300, lines.Sum(l => l.Times));
        Assert.True(lines.Count < 300, "Equal questions of one moment are one line.");
    }

    [EngineTheory]
    [InlineData("?by=year&key=rk_abc", "by=year&key=redacted")]
    [InlineData("k%65y=secret&by=year", "key=redacted&by=year")]
    [InlineData("KEY=secret", "KEY=redacted")]
    [InlineData("search=rk_AbC-12_x", "search=redacted")]
    [InlineData("access_token=eyJhbGciOi.eyJzdWIi.sig", "access_token=redacted")]
    [InlineData("x=eyJhbGciOi.eyJzdWIi.sig", "x=redacted")]
    [InlineData("by=keyboard", "by=keyboard")]
    [InlineData("search=rk%5Fabc", "search=redacted")]
    [InlineData("domain=a%20rk%5fh4k2m9x7p3wd%5F0123456789abcdefghijklmnopqrstuvwxyz%2DABCDEF&by=year", "domain=a%20redacted&by=year")]
    [InlineData("domain=ark_h4k2m9x7p3wd_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG&by=year", "domain=aredacted&by=year")]
    [InlineData("url=a%3F%6Bey%3D%65yJhbGciOiJSUzI1NiJ9%2EeyJzdWIiOiIxMjM0NTY3ODkwIn0.sig", "url=a%3F%6Bey%3Dredacted")]
    [InlineData("domain=network_security,work_plan", "domain=network_security,work_plan")]
    public void Secrets_are_removed(string text, string expected) => Assert.Equal(expected, AuditText.Clean(text, 2000));

    [EngineTheory]
    [InlineData(2_000)]
    [InlineData(2_001)]
    [InlineData(900_000)]
    public async Task A_long_query_is_audited_by_its_start_and_a_hash(int length)
    {
        var (store, now, start) = (app.Services.GetRequiredService<AuditStore>(), app.Services.GetRequiredService<AuditTrail>().Now, $"q{length}=");
        var asked = start + new string('x', length - start.Length - 1);
        foreach (var end in "ab")
        {
            await store.AddAsync([new AuditEntry(now, "long", "", AuditAction.Question, asked + end) { Question = asked + end }], CancellationToken.None);
            var line = Assert.Single(await store.ReadAsync(new AuditFilter { Caller = "long" }, 1, CancellationToken.None));
            var proof = $"… [{length} characters, SHA-256 {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(asked + end)))}]";
            Assert.Equal(length > 2_000 ? asked[..(2_000 - proof.Length)] + proof : asked + end, line.Question);
            Assert.Equal(asked[..(400 - proof.Length)] + proof, line.Subject);
        }
    }

    [EngineFact]
    public async Task A_long_body_is_audited_by_its_start_and_a_hash()
    {
        using var content = JsonContent.Create(new { by = new[] { "fiscal_year" }, domain = Enumerable.Range(100, 450).Select(i => $"xxxxxxxx-{i}") });
        using var client = app.CreateClient();
        using var response = await client.PostAsync("/api/v1/query", content);
        var line = (await UntilAsync("action=question", l => l.GetProperty("subject").GetString() == "POST /api/v1/query" && Question(l)?.Contains("xxxx", StringComparison.Ordinal) == true, 1))[0];
        Assert.Matches(@"… \[[5-9]\d{3} characters, SHA-256 [0-9a-f]{64}\]$", Question(line)!);
    }

    private static string? Question(JsonElement line) => line.GetProperty("question").GetString();

    private async Task AskAsync(string address, string roles)
    {
        using var client = app.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add(AppWithRoles.Header, roles == "paging" ? "admin" : roles);
        using var response = await client.SendAsync(request);
    }

    private async Task<List<JsonElement>> UntilAsync(string filter, Func<JsonElement, bool> isOne, int times)
    {
        for (var waited = 0; ; waited++)
        {
            var lines = (await app.JsonAsync("/api/v1/audit?" + filter)).GetProperty("data").EnumerateArray().Where(isOne).ToList();
            if (lines.Sum(l => l.GetProperty("times").GetInt32()) >= times)
            {
                return lines;
            }

            Assert.True(waited < 200, "It is not in the trail.");
            await Task.Delay(50);
        }
    }
}
