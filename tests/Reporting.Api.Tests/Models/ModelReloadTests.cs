using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Reporting.Api.Tests.Models;

/// <summary>An administrator puts changed definitions in force while the program runs.</summary>
public abstract class ModelReloadTests(WarehouseProvider engine) : IAsyncLifetime
{
    public sealed class OnSqlite() : ModelReloadTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : ModelReloadTests(WarehouseProvider.SqlServer);

    private const string Meetings = "  - {id: talks, count: engagements, where: {engagement_type: [meeting]}, captions: {en: Talks}}\n";
    private const string Region = "  - {id: region, groups: participant_country, members: {south: [IN]}, captions: {en: Region}}\n";

    private readonly InstalledApp _app = new() { Engine = engine };
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        _client = _app.PlainClient();
        _client.DefaultRequestHeaders.Add("X-Api-Key", await _app.KeyAsync("admin"));
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    [EngineFact]
    public async Task A_changed_model_is_in_force_everywhere_after_a_reload()
    {
        var (model, year) = (await TagAsync("/api/v1/model"), await TagAsync("/api/v1/aggregates?by=year"));
        Assert.Equal(HttpStatusCode.BadRequest, (await GetAsync("/api/v1/aggregates?by=region&measures=talks")).Status);
        Change(_app.ModelFile, text => text.Replace("\nmeasures:\n", $"\n{Region}\nmeasures:\n", StringComparison.Ordinal) + Meetings);
        Change(Path.Combine(_app.Root, "reports", "yearly-review.yml"), text => text + "  - {id: talks, kind: table, titles: {en: Talks by region}, rows: region, measures: [talks]}\n");

        var reloaded = await ReloadAsync();
        Assert.True(reloaded.GetProperty("changed").GetBoolean());
        Assert.Equal(["region", "talks"], reloaded.GetProperty("added").EnumerateArray().Select(a => a.GetString()!));
        Assert.NotEqual(model, await TagAsync("/api/v1/model"));
        Assert.NotEqual(year, await TagAsync("/api/v1/aggregates?by=year"));
        Assert.Contains("\"talks\"", await TextAsync("/api/v1/model"), StringComparison.Ordinal);
        Assert.Contains("\"region\":\"south\"", await TextAsync("/api/v1/aggregates?by=region&measures=talks"), StringComparison.Ordinal);
        Assert.Contains("\"region_any\"", await TextAsync("/swagger/v1/swagger.json"), StringComparison.Ordinal);
        Assert.Contains("Name=\"Talks\"", await TextAsync("/odata/$metadata"), StringComparison.Ordinal);
        Assert.Contains("\"Talks\":", await TextAsync("/odata/ByYear?$select=Talks"), StringComparison.Ordinal);
        Assert.Contains("Talks by region", await TextAsync("/reports/yearly-review"), StringComparison.Ordinal);
        Assert.Contains("Talks by region", await TextAsync("/api/v1/reports/yearly-review/html"), StringComparison.Ordinal);
        Assert.False((await ReloadAsync()).GetProperty("changed").GetBoolean());
    }

    [EngineFact]
    public async Task A_file_with_a_mistake_is_refused_with_its_line_and_changes_nothing()
    {
        var tag = await TagAsync("/api/v1/model");
        await File.AppendAllTextAsync(_app.ModelFile, Meetings);
        foreach (var (file, mistake, message, hint) in new[]
        {
            ("model/engagements.yml", "  - {id: own, count: engagments, where: {year: [2024]}, captions: {en: Own}}\n", "engagements.yml, line", "Did you mean 'engagements'?"),
            ("model/engagements.yml", "  - {id: own, ratio: {of: own, to: people}, captions: {en: Own}}\n", "'own' is defined by itself", "Break the circle"),
            ("yearly-review.yml", "  - {id: own, kind: table, titles: {en: Own}, rows: yaer, measures: [people]}\n", "yearly-review.yml, line", "year"),
            ("access.yml", "  own: {permissions: [raed]}\n", "access.yml, line", "read"),
        })
        {
            var path = Path.Combine(_app.Root, "reports", file);
            var before = await File.ReadAllTextAsync(path);
            await File.AppendAllTextAsync(path, mistake);
            var problem = JsonDocument.Parse(await RefusedAsync()).RootElement;
            Assert.Equal("bad-definition", problem.GetProperty("code").GetString());
            Assert.Contains(message, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
            Assert.Contains(hint, problem.GetProperty("hint").GetString(), StringComparison.Ordinal);
            Assert.Equal(tag, await TagAsync("/api/v1/model"));
            Assert.Equal(HttpStatusCode.BadRequest, (await GetAsync("/api/v1/aggregates?measures=talks")).Status);
            await File.WriteAllTextAsync(path, before);
        }

        await ReloadAsync();
        Assert.Equal(HttpStatusCode.OK, (await GetAsync("/api/v1/aggregates?measures=talks")).Status);
    }

    [EngineFact]
    public async Task The_list_of_markings_and_missing_files_are_refused_too()
    {
        Change(_app.AccessRules, text => text.Replace("markings: [public, official, restricted]", "markings: [public, restricted]", StringComparison.Ordinal).Replace("clearance: official", "clearance: public", StringComparison.Ordinal));
        Assert.Contains("markings", await RefusedAsync(), StringComparison.Ordinal);
        File.Delete(_app.ModelFile);
        Assert.Contains("engagements.yml", await RefusedAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync("/api/v1/aggregates?by=year")).Status);
    }

    // The server asks for the body when it reads it: the request has begun, and the reload comes in between.
    [EngineFact]
    public async Task A_request_that_has_begun_ends_with_the_model_that_it_began_with()
    {
        await File.AppendAllTextAsync(_app.ModelFile, Meetings);
        await ReloadAsync();
        using var handler = new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(2) };
        using var slow = new HttpClient(handler) { BaseAddress = _client.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/query")
        {
            Content = new LateContent("""{"measures": ["talks"], "by": ["year"]}""", async () =>
            {
                Change(_app.ModelFile, text => text[..^Meetings.Length]);
                Assert.Equal(["talks"], (await ReloadAsync()).GetProperty("removed").EnumerateArray().Select(r => r.GetString()!));
            }),
        };
        request.Headers.ExpectContinue = true;
        request.Headers.Add("X-Api-Key", await _app.KeyAsync("admin"));
        using var response = await slow.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("\"talks\":", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var later = await _client.PostAsync("/api/v1/query", new StringContent("""{"measures": ["talks"], "by": ["year"]}""", Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, later.StatusCode);
    }

    /// <summary>The set of engagements that a rule shows is kept, and a rule may name a group whose members change.</summary>
    [EngineFact]
    public async Task A_row_rule_over_a_group_shows_what_the_reloaded_group_has()
    {
        Change(_app.ModelFile, text => text.Replace("\nmeasures:\n", $"\n{Region}\nmeasures:\n", StringComparison.Ordinal));
        await File.AppendAllTextAsync(_app.AccessRules, """

              south-desk:
                permissions: [read]
                sees:
                  measures: [all]
                  dimensions: [all]
                  clearance: restricted
                  rows:
                    - dimension: region
                      any: [south]

            """);
        await ReloadAsync();
        var key = await _app.KeyAsync("south-desk");
        Assert.Equal(15, await CountAsync(key));
        Change(_app.ModelFile, text => text.Replace("south: [IN]", "south: [FR]", StringComparison.Ordinal));
        await ReloadAsync();
        Assert.Equal(0, await CountAsync(key));
    }

    [EngineFact]
    public async Task Only_administrators_reload_and_the_audit_trail_says_what_changed()
    {
        using var refused = new HttpRequestMessage(HttpMethod.Post, "/api/v1/model/reload");
        refused.Headers.Add("X-Api-Key", await _app.KeyAsync("scheduler"));
        using var plain = _app.PlainClient();
        using var response = await plain.SendAsync(refused);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        await File.AppendAllTextAsync(_app.ModelFile, Meetings);
        await ReloadAsync();
        var lines = JsonDocument.Parse(await TextAsync("/api/v1/audit?action=change")).RootElement.GetProperty("data").EnumerateArray().ToList();
        Assert.Contains(lines, l => l.GetProperty("subject").GetString() == "POST /api/v1/model/reload" && l.GetProperty("question").GetString()!.Contains("added=talks", StringComparison.Ordinal));
    }

    private async Task<long> CountAsync(string key)
    {
        using var answer = await _app.GetAsync("/api/v1/aggregates?measures=engagements&totals=true", key);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("totals").GetProperty("engagements").GetInt64();
    }

    private async Task<JsonElement> ReloadAsync()
    {
        using var response = await _client.PostAsync("/api/v1/model/reload", null);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement;
    }

    private async Task<string> RefusedAsync()
    {
        using var response = await _client.PostAsync("/api/v1/model/reload", null);
        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        return await response.Content.ReadAsStringAsync();
    }

    private async Task<string> TextAsync(string path)
    {
        var (status, text) = await GetAsync(path);
        Assert.True(status == HttpStatusCode.OK, $"{path}: {status} {text}");
        return text;
    }

    private async Task<(HttpStatusCode Status, string Text)> GetAsync(string path)
    {
        using var response = await _client.GetAsync(path);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private async Task<EntityTagHeaderValue> TagAsync(string path)
    {
        using var response = await _client.GetAsync(path);
        return response.Headers.ETag!;
    }

    private static void Change(string file, Func<string, string> change)
    {
        var (before, after) = (File.ReadAllText(file), change(File.ReadAllText(file)));
        Assert.NotEqual(before, after);
        File.WriteAllText(file, after);
    }

    // A body that is written after something else was done.
    private sealed class LateContent : StringContent
    {
        private readonly Func<Task> _first;

        public LateContent(string text, Func<Task> first)
            : base(text, Encoding.UTF8, "application/json") => _first = first;

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            await _first();
            await base.SerializeToStreamAsync(stream, context, cancellationToken);
        }
    }
}
