using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Reporting.Delivery.Exports;
using Reporting.Delivery.Files;
using Reporting.Engine.Access;
using Reporting.Engine.Model;
using Reporting.TestWarehouses;

namespace Reporting.Api.Tests.Exports;

/// <summary>Files made in the background, through the real program.</summary>
public abstract class ExportJobsTests : IDisposable
{
    public sealed class OnSqlite(ReportingApp app) : ExportJobsTests(app), IClassFixture<ReportingApp>;

    [OnServer]
    public sealed class OnSqlServer(ServerApp<ReportingApp> server) : ExportJobsTests(server.App), IClassFixture<ServerApp<ReportingApp>>;

    private readonly string _folder = Directory.CreateTempSubdirectory("reporting-exports-").FullName;
    private readonly ReportingApp _app;
    private readonly HttpClient _client;

    protected ExportJobsTests(ReportingApp app)
    {
        _app = app;
        _client = app.CreateClient();
    }

    [EngineFact]
    public async Task A_job_is_accepted_at_once_and_its_file_equals_the_download()
    {
        foreach (var format in new[] { "xlsx", "csv", "json" })
        {
            using var answer = await _client.AskAsync(format, new { from = 2024, domain = new[] { "cyber-security", "counter-terrorism" }, section = "data" });
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
            var done = await _client.EndAsync(answer.Headers.Location!.ToString());
            Assert.Equal("done", ExportRequests.State(done));
            Assert.Equal(100, done.GetProperty("percent").GetInt32());
            using var file = await _client.GetAsync(done.GetProperty("file").GetProperty("href").GetString());
            using var download = await _client.GetAsync($"/api/v1/reports/{ExportRequests.Report}/{format}?from=2024&domain=cyber-security,counter-terrorism&section=data");
            Assert.Equal(await download.Content.ReadAsByteArrayAsync(), await file.Content.ReadAsByteArrayAsync());
            Assert.Equal(download.Content.Headers.ContentType, file.Content.Headers.ContentType);
            Assert.Equal(download.Content.Headers.ContentDisposition!.FileName, file.Content.Headers.ContentDisposition!.FileName);
            Assert.Equal((true, true), (file.Headers.CacheControl?.Private, file.Headers.CacheControl?.NoCache));
            Assert.Equal(file.Content.Headers.ContentLength, done.GetProperty("file").GetProperty("bytes").GetInt64());
        }
    }

    [EngineTheory]
    [InlineData("""{"report": "cooperation-by-year-and-domian", "format": "xlsx"}""", 404, "unknown-report")]
    [InlineData("""{"report": "cooperation-by-year-and-domain", "format": "xslx"}""", 404, "unknown-format")]
    [InlineData("""{"report": "cooperation-by-year-and-domain", "format": "xlsx", "parameters": {"form": 2020}}""", 400, "unknown-parameter")]
    [InlineData("""{"report": "cooperation-by-year-and-domain", "format": "xlsx", "parameters": {"section": "date"}}""", 404, "unknown-section")]
    [InlineData("""{"report": "cooperation-by-year-and-domain", "format": "pdf", "parameters": {"section": "data"}}""", 404, "unknown-section")]
    [InlineData("""{"report": "cooperation-by-year-and-domain", "format": "xlsx", "parameter": {}}""", 400, "unknown-parameter")]
    [InlineData("""{"report": "cooperation-by-year-and-domain"}""", 400, "malformed-body")]
    [InlineData("""{"report": "cooperation-by-year-and-domain", "format": "xlsx", "parameters": {"domain": {"a": 1}}}""", 400, "malformed-body")]
    [InlineData("[1]", 400, "malformed-body")]
    [InlineData("{", 400, "malformed-body")]
    public async Task An_invalid_job_is_refused_before_it_is_added(string body, int status, string code)
    {
        using var answer = await _client.PostAsync(ExportRequests.Route, new StringContent(body, null, "application/json"));
        Assert.Equal((status, code), ((int)answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("code").GetString()));
        Assert.DoesNotContain((await _client.GetFromJsonAsync<JsonElement>(ExportRequests.Route)).EnumerateArray(), job => ExportRequests.State(job) is "queued" or "running");
    }

    [EngineFact]
    public async Task A_problem_that_only_the_data_show_fails_the_job_with_its_reason()
    {
        var failed = await _client.EndAsync(await _client.AddAsync("csv", new { domain = "no-such-domain", section = "data" }));
        Assert.Equal("failed", ExportRequests.State(failed));
        Assert.Equal("unknown-member", failed.GetProperty("error").GetProperty("code").GetString());
        using var file = await _client.GetAsync($"{ExportRequests.Route}/{failed.GetProperty("id").GetString()}/file");
        Assert.Equal(HttpStatusCode.Conflict, file.StatusCode);
    }

    [EngineFact]
    public async Task Deleting_a_job_deletes_its_file_and_a_deleted_job_is_not_found()
    {
        var job = await _client.AddAsync("csv", new { section = "data" });
        await _client.EndAsync(job);
        var id = job.Split('/')[^1];
        Assert.Single(Directory.GetFiles(_app.Exports, id + "*"));
        Assert.Equal(HttpStatusCode.NoContent, (await _client.DeleteAsync(job)).StatusCode);
        Assert.Empty(Directory.GetFiles(_app.Exports, id + "*"));
        Assert.Equal(HttpStatusCode.NotFound, (await _client.GetAsync(job)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _client.GetAsync(job + "/file")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _client.DeleteAsync(job)).StatusCode);
    }

    [EngineFact]
    public async Task An_expired_job_is_deleted_with_its_file()
    {
        await using var app = App(("Exports:KeepHours", "0.0003"));
        using var client = app.CreateClient();
        var job = await client.AddAsync("csv", new { section = "data" });
        await ExportRequests.UntilAsync(async () => (await client.GetAsync(job)).StatusCode == HttpStatusCode.NotFound);
        Assert.Empty(Files());
    }

    [EngineFact]
    public async Task A_file_that_does_not_fit_fails_its_job_and_leaves_no_partial_file()
    {
        await using var app = App(("Exports:MaxBytes", "1000"));
        using var client = app.CreateClient();
        var failed = await client.EndAsync(await client.AddAsync("csv", new { section = "data" }));
        Assert.Equal("exports-full", failed.GetProperty("error").GetProperty("code").GetString());
        Assert.Empty(Files());
    }

    [EngineFact]
    public async Task A_caller_can_have_only_a_limited_number_of_unfinished_jobs()
    {
        await using var app = App(("Exports:MaxConcurrent", "0"), ("Exports:MaxUnfinished", "2"));
        using var client = app.CreateClient();
        await client.AddAsync("csv");
        var second = await client.AddAsync("csv");
        using var third = await client.AskAsync("csv");
        Assert.Equal(HttpStatusCode.Conflict, third.StatusCode);
        using (var file = await client.GetAsync(second + "/file"))
        {
            Assert.Equal(HttpStatusCode.Conflict, file.StatusCode);
        }

        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync(second)).StatusCode);
        await client.AddAsync("csv");
    }

    [EngineFact]
    public async Task A_job_is_visible_only_to_its_owner()
    {
        var (jobs, access) = (_app.Services.GetRequiredService<ExportJobs>(), _app.Services.GetRequiredService<Reloadable<AccessRules>>().Value);
        var (owner, other) = (access.CallerOf("asha", ["exporter"]), access.CallerOf("ben", ["exporter"]));
        Assert.True((await jobs.AddAsync(new ReportRequest(ExportRequests.Report, "csv", ReportPlan.DataSection, []), owner, CancellationToken.None)).IsValue(out var job, out _));
        await ExportRequests.UntilAsync(async () => (await jobs.FindAsync(job.Id, owner, false, CancellationToken.None)).Value!.State == ExportState.Done);
        Assert.Null((await jobs.FileAsync(job.Id, owner, false, CancellationToken.None)).Problem);
        Assert.Equal("unknown-export", (await jobs.FindAsync(job.Id, other, false, CancellationToken.None)).Problem!.Code);
        Assert.Equal("unknown-export", (await jobs.FileAsync(job.Id, other, false, CancellationToken.None)).Problem!.Code);
        Assert.Equal("unknown-export", (await jobs.DeleteAsync(job.Id, other, false, CancellationToken.None))!.Code);
        Assert.Empty(await jobs.ListAsync(other, false, CancellationToken.None));
        Assert.Contains(await jobs.ListAsync(other, true, CancellationToken.None), j => j.Id == job.Id);
        Assert.Equal(HttpStatusCode.NotFound, (await _client.GetAsync($"{ExportRequests.Route}/{job.Id}")).StatusCode);
    }

    [EngineFact]
    public async Task Too_many_rows_are_refused_before_a_byte_is_sent_with_advice()
    {
        await using var app = App(("Exports:MaxRows", "10"));
        using var client = app.CreateClient();
        foreach (var format in new[] { "csv", "xlsx", "json" })
        {
            using var answer = await client.GetAsync($"/api/v1/reports/{ExportRequests.Report}/{format}?section=data");
            var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
            Assert.Equal((422, "too-many-rows", "application/problem+json"), ((int)answer.StatusCode, problem.GetProperty("code").GetString(), answer.Content.Headers.ContentType!.MediaType));
            Assert.Null(answer.Content.Headers.ContentDisposition);
        }
    }

    public void Dispose()
    {
        _client.Dispose();
        TestFolder.Delete(_folder);
    }

    private string[] Files() => Directory.Exists(_folder) ? Directory.GetFiles(_folder) : [];

    private ReportingApp App(params (string Setting, string Value)[] settings)
    {
        var all = new Dictionary<string, string> { ["Exports:Folder"] = _folder, ["Exports:PollSeconds"] = "0.2" };
        foreach (var (setting, value) in settings)
        {
            all[setting] = value;
        }

        return new ReportingApp { Engine = _app.Engine, Settings = all };
    }
}
