using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Reporting.Api.Tests.Access;
using Reporting.Api.Tests.Mail;
using Reporting.Delivery.Files;
using Reporting.Delivery.SavedReports;
using Reporting.Engine.Access;
using Reporting.TestWarehouses;

namespace Reporting.Api.Tests.SavedReports;

public abstract class SavedReportsTests(SavedReportsTests.App app)
{
    public sealed class OnSqlite(App app) : SavedReportsTests(app), IClassFixture<App>;

    [OnServer]
    public sealed class OnSqlServer(ServerApp<App> server) : SavedReportsTests(server.App), IClassFixture<ServerApp<App>>;

    public class App : SecuredApp
    {
        public App() => Settings = new Dictionary<string, string> { ["Mail:PollSeconds"] = "0.2", ["SavedReports:MaxPerOwner"] = "12", ["SavedReports:MaxBytes"] = "20000", ["Access:Anonymous"] = "reader" };
    }

    private const string Route = "/api/v1/saved-reports";

    private const string Yaml = """
        titles: {en: "Partners, by year", he: שותפים לפי שנה}
        descriptions: {en: Which countries took part in which year.}
        parameters:
          - id: years
            kind: period
            default: [2020..2025]
            captions: {en: Years}
        sections:
          - id: countries
            kind: matrix
            titles: {en: Engagements by country and year}
            rows: participant_country
            columns: year
            measure: engagements
            order: -engagements
        """;

    [EngineFact]
    public async Task The_keys_of_a_definition_are_saved_replaced_read_and_deleted_at_the_addresses_of_reports()
    {
        const string Reports = "/api/v1/reports", Keys = """{"titles": {"en": "Partners"}, "descriptions": {"en": "Which."}, "sections": [{"id": "map", "kind": "chart", "titles": {"en": "Map"}, "chart": "map", "categories": "participant_country", "measure": "engagements"}]}""";
        using var client = await ClientAsync("scheduler");
        using var made = await client.PostAsync(Reports + "?roles=reader", new StringContent(Keys, Encoding.UTF8, "application/json"));
        var saved = JsonDocument.Parse(await made.Content.ReadAsStringAsync()).RootElement;
        var id = saved.GetProperty("id").GetString();
        Assert.Equal((HttpStatusCode.Created, $"{Reports}/{id}", "reader"), (made.StatusCode, made.Headers.Location?.AbsolutePath, saved.GetProperty("roles")[0].GetString()));
        Assert.Contains((await ObjectAsync(client, $"{Reports}/{id}/json")).GetProperty("sections").EnumerateArray(), s => s.GetProperty("chart").GetString() == "map");

        // The definition, with the version of the report; a shipped report has one too.
        using var definition = await client.GetAsync($"{Reports}/{id}/definition");
        Assert.Equal(("application/yaml", "\"1\""), (definition.Content.Headers.ContentType?.MediaType, definition.Headers.ETag?.Tag));
        Assert.Contains("chart: map", await definition.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("kind: headline", await TextAsync(client, $"{Reports}/country-pairs/definition"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"{Reports}/no-such-report/definition")).StatusCode);

        using var yaml = new HttpRequestMessage(HttpMethod.Put, $"{Reports}/{id}") { Content = new StringContent(Yaml, Encoding.UTF8, "application/yaml"), Headers = { { "If-Match", "\"1\"" } } };
        Assert.Equal(HttpStatusCode.OK, (await client.SendAsync(yaml)).StatusCode);
        using var late = new HttpRequestMessage(HttpMethod.Put, $"{Reports}/{id}") { Content = new StringContent(Keys, Encoding.UTF8, "application/json"), Headers = { { "If-Match", "\"1\"" } } };
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await client.SendAsync(late)).StatusCode);
        using var wrapped = await client.PostAsync(Reports, new StringContent($$"""{"definition": {{Keys}}}""", Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, wrapped.StatusCode);
        using var shipped = await client.PutAsync($"{Reports}/country-pairs", new StringContent(Keys, Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.NotFound, shipped.StatusCode);
        // A generated client accepts what the document says: of an answer without content, problems alone.
        using var deletion = new HttpRequestMessage(HttpMethod.Delete, $"{Reports}/{id}") { Headers = { { "Accept", "application/problem+json" } } };
        Assert.Equal(HttpStatusCode.NoContent, (await client.SendAsync(deletion)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"{Reports}/{id}/definition")).StatusCode);
    }

    [EngineFact]
    public async Task A_saved_report_works_wherever_a_report_id_works()
    {
        using var exporter = await ClientAsync("exporter");
        var id = await SaveAsync(exporter, Yaml);
        Assert.Matches("^saved_[a-z2-9]{10}$", id);

        // The list, the description and every format but PDF, which is printed from the HTML.
        Assert.Contains(await JsonAsync(exporter, "/api/v1/reports"), r => r.GetProperty("id").GetString() == id && r.GetProperty("saved").GetBoolean());
        Assert.Equal("שותפים לפי שנה", (await ObjectAsync(exporter, $"/api/v1/reports/{id}?lang=he")).GetProperty("title").GetString());
        foreach (var format in new[] { "json", "csv", "html", "xlsx" })
        {
            using var file = await exporter.GetAsync($"/api/v1/reports/{id}/{format}?years=2022..2024");
            Assert.True(file.IsSuccessStatusCode, await file.Content.ReadAsStringAsync());
            Assert.StartsWith("partners-by-year_2022-2024", file.Content.Headers.ContentDisposition!.FileName, StringComparison.Ordinal);
        }

        // The figures are those of the query itself.
        var expected = await ObjectAsync(exporter, "/api/v1/aggregates?by=participant_country,year&year=2020..2025&totals=true");
        var document = await ObjectAsync(exporter, $"/api/v1/reports/{id}/json");
        Assert.Equal(expected.GetProperty("totals").GetProperty("engagements").GetInt64(), document.GetProperty("sections")[0].GetProperty("grandTotal").GetInt64());

        // Its pages, a background export, and the check of its hash.
        foreach (var page in new[] { "/", $"/reports/{id}", $"/reports/{id}/export" })
        {
            Assert.Contains("Partners, by year", await TextAsync(exporter, page), StringComparison.Ordinal);
        }

        var job = (await SendAsync(exporter, HttpMethod.Post, "/api/v1/exports", $$"""{"report": "{{id}}", "format": "csv"}""")).Body;
        var done = await UntilAsync(exporter, $"/api/v1/exports/{job.GetProperty("id").GetString()}");
        Assert.Equal("done", done.GetProperty("state").GetString());
        var verified = await ObjectAsync(exporter, "/api/v1/verify?hash=" + document.GetProperty("provenance").GetProperty("hash").GetString());
        Assert.True(verified.GetProperty("current").GetBoolean(), verified.GetRawText());

        // The command line sees everything.
        var made = await app.Services.GetRequiredService<ReportFiles>().MakeAsync(new ReportRequest(id, "csv", null, []), Caller.Local, CancellationToken.None);
        Assert.True(made.Value is not null, made.Problem?.Message);
    }

    [EngineFact]
    public async Task A_report_that_is_not_shared_is_unknown_to_others_and_a_shared_one_is_changed_only_by_its_owner_or_an_administrator()
    {
        using var scheduler = await ClientAsync("scheduler");
        using var exporter = await ClientAsync("exporter");
        using var admin = await ClientAsync("admin");
        var id = await SaveAsync(scheduler, Yaml);
        foreach (var path in new[] { $"{Route}/{id}", $"{Route}/{id}/definition", $"/api/v1/reports/{id}", $"/api/v1/reports/{id}/json", $"/api/v1/reports/{id}/xlsx" })
        {
            var refused = await SendAsync(exporter, HttpMethod.Get, path);
            Assert.Equal((HttpStatusCode.NotFound, "unknown-report"), (refused.Status, refused.Code));
            var absent = await SendAsync(exporter, HttpMethod.Get, path.Replace(id, "saved_aaaaaaaaaa", StringComparison.Ordinal));
            Assert.Equal(absent.Body.GetProperty("detail").GetString()!.Replace("saved_aaaaaaaaaa", id, StringComparison.Ordinal), refused.Body.GetProperty("detail").GetString());
            Assert.Equal(absent.Body.GetProperty("hint").GetString(), refused.Body.GetProperty("hint").GetString());
        }

        Assert.DoesNotContain(await JsonAsync(exporter, Route), r => r.GetProperty("id").GetString() == id);

        var shared = await SendAsync(scheduler, HttpMethod.Put, $"{Route}/{id}?roles=exporter", Yaml);
        Assert.Equal(HttpStatusCode.OK, shared.Status);
        var seen = await ObjectAsync(exporter, $"{Route}/{id}");
        Assert.Equal(("test scheduler", false, "engagements"), (seen.GetProperty("owner").GetString(), seen.GetProperty("mine").GetBoolean(), seen.GetProperty("definition").GetProperty("sections")[0].GetProperty("measure").GetString()));
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(exporter, HttpMethod.Get, $"/api/v1/reports/{id}/json")).Status);
        foreach (var method in new[] { HttpMethod.Put, HttpMethod.Delete })
        {
            var refused = await SendAsync(exporter, method, $"{Route}/{id}", method == HttpMethod.Put ? Yaml : null);
            Assert.Equal((HttpStatusCode.Forbidden, "not-yours"), (refused.Status, refused.Code));
        }

        // A change without roles keeps them. An administrator sees and deletes every report.
        Assert.Equal("exporter", (await SendAsync(scheduler, HttpMethod.Put, $"{Route}/{id}", Yaml)).Body.GetProperty("roles")[0].GetString());
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(admin, HttpMethod.Delete, $"{Route}/{id}")).Status);
        Assert.Equal("unknown-report", (await SendAsync(scheduler, HttpMethod.Get, $"/api/v1/reports/{id}/json")).Code);
        var trail = await ObjectAsync(admin, "/api/v1/audit?action=change");
        Assert.Contains(trail.GetProperty("data").EnumerateArray(), line => line.GetProperty("question").GetString() == $"id={id}&owner=test scheduler&roles=exporter");
    }

    [EngineFact]
    public async Task A_reader_keeps_reports_for_themselves_and_needs_the_permission_to_schedule_to_share_them()
    {
        using var reader = await ClientAsync("reader");
        await SaveAsync(reader, Yaml);
        var sharing = await SendAsync(reader, HttpMethod.Post, Route + "?roles=reader", Yaml);
        Assert.Equal((HttpStatusCode.Forbidden, "permission-missing"), (sharing.Status, sharing.Code));
        using var scheduler = await ClientAsync("scheduler");
        var unknown = await SendAsync(scheduler, HttpMethod.Post, Route + "?roles=readers", Yaml);
        Assert.Equal((HttpStatusCode.BadRequest, "unknown-role"), (unknown.Status, unknown.Code));

        // All anonymous callers have one name, so they keep nothing.
        using var anonymous = app.PlainClient();
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(anonymous, HttpMethod.Get, "/api/v1/reports")).Status);
        Assert.Equal((HttpStatusCode.Unauthorized, "credentials-missing"), (await SendAsync(anonymous, HttpMethod.Post, Route, Yaml)) is var refused ? (refused.Status, refused.Code) : default);
    }

    [EngineFact]
    public async Task Every_shipped_report_saved_and_exported_is_the_same_report_as_YAML_and_as_JSON()
    {
        using var admin = await ClientAsync("admin");
        foreach (var file in Directory.EnumerateFiles(RepositoryRoot.File("reports"), "*.yml").Where(f => Path.GetFileName(f) != "access.yml"))
        {
            var text = await File.ReadAllTextAsync(file);
            var id = await SaveAsync(admin, text);
            Assert.Equal(text, await TextAsync(admin, $"{Route}/{id}/definition"));

            // Through JSON, the text differs and the report does not.
            var definition = (await ObjectAsync(admin, $"{Route}/{id}")).GetProperty("definition").GetRawText();
            var copied = await SendAsync(admin, HttpMethod.Post, Route, $$"""{"definition": {{definition}}}""");
            Assert.True(copied.Status == HttpStatusCode.Created, copied.Body.GetRawText());
            var copy = copied.Body.GetProperty("id").GetString()!;
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(definition), JsonNode.Parse((await ObjectAsync(admin, $"{Route}/{copy}")).GetProperty("definition").GetRawText())), file);
            var described = await Task.WhenAll(new[] { id, copy, Path.GetFileNameWithoutExtension(file) }.Select(async one =>
                (await TextAsync(admin, $"/api/v1/reports/{one}?lang=hi")).Replace(one, "ID", StringComparison.Ordinal).Replace("\"saved\":false", "\"saved\":true", StringComparison.Ordinal)));
            Assert.Single(described.Distinct());
            await Task.WhenAll(new[] { id, copy }.Select(one => SendAsync(admin, HttpMethod.Delete, $"{Route}/{one}")));
        }
    }

    [EngineFact]
    public async Task A_change_of_another_version_than_If_Match_names_is_refused()
    {
        using var exporter = await ClientAsync("exporter");
        var id = await SaveAsync(exporter, Yaml);
        var first = (await exporter.GetAsync($"{Route}/{id}")).Headers.ETag!.ToString();
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(exporter, HttpMethod.Put, $"{Route}/{id}", Yaml, first)).Status);
        foreach (var method in new[] { HttpMethod.Put, HttpMethod.Delete })
        {
            var late = await SendAsync(exporter, method, $"{Route}/{id}", method == HttpMethod.Put ? Yaml : null, first);
            Assert.Equal((HttpStatusCode.PreconditionFailed, "saved-report-changed"), (late.Status, late.Code));
        }

        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(exporter, HttpMethod.Delete, $"{Route}/{id}", null, "\"2\"")).Status);
    }

    [EngineTheory]
    [InlineData("measure: engagements", "measure: engagement", "malformed-report", 400)]
    [InlineData("kind: matrix", "kind: matrices", "malformed-report", 400)]
    [InlineData("titles: {en: \"Partners", "subject: {en: \"Partners", "malformed-report", 400)]
    [InlineData("took part", "&anchor took part", null, 201)]
    [InlineData("descriptions: {en: Which", "descriptions: &a {en: Which", "malformed-report", 400)]
    public async Task A_definition_is_checked_as_a_file_is(string written, string changed, string? code, int status)
    {
        using var exporter = await ClientAsync("exporter");
        var answer = await SendAsync(exporter, HttpMethod.Post, Route, Yaml.Replace(written, changed, StringComparison.Ordinal));
        Assert.Equal((status, code), ((int)answer.Status, answer.Code));
        if (code is null)
        {
            await SendAsync(exporter, HttpMethod.Delete, $"{Route}/{answer.Body.GetProperty("id").GetString()}");
        }
    }

    [EngineFact]
    public async Task Size_and_number_are_limited()
    {
        using var importer = await ClientAsync("importer");
        var large = await SendAsync(importer, HttpMethod.Post, Route, Yaml + "\n# " + new string('x', 20_000));
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "report-too-large"), (large.Status, large.Code));
        for (var i = 0; i < 12; i++)
        {
            await SaveAsync(importer, Yaml);
        }

        var many = await SendAsync(importer, HttpMethod.Post, Route, Yaml);
        Assert.Equal((HttpStatusCode.Conflict, "too-many-saved-reports"), (many.Status, many.Code));
    }

    [EngineFact]
    public async Task A_report_that_no_longer_fits_the_model_says_so_and_can_be_mended()
    {
        var store = app.Services.GetRequiredService<SavedReportStore>();
        var old = new SavedReport(SavedReport.NewId(), "test exporter", [], Yaml.Replace("measure: engagements", "measure: meetings", StringComparison.Ordinal), DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, 1);
        await store.AddAsync(old, CancellationToken.None);
        using var exporter = await ClientAsync("exporter");
        foreach (var path in new[] { $"/api/v1/reports/{old.Id}", $"/api/v1/reports/{old.Id}/json" })
        {
            var refused = await SendAsync(exporter, HttpMethod.Get, path);
            Assert.Equal((HttpStatusCode.UnprocessableEntity, "report-outdated"), (refused.Status, refused.Code));
            Assert.Contains("meetings", refused.Body.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }

        Assert.DoesNotContain(await JsonAsync(exporter, "/api/v1/reports"), r => r.GetProperty("id").GetString() == old.Id);
        var listed = (await JsonAsync(exporter, Route)).Single(r => r.GetProperty("id").GetString() == old.Id);
        Assert.Equal(("Partners, by year", "report-outdated"), (listed.GetProperty("title").GetString(), listed.GetProperty("problem").GetProperty("code").GetString()));
        Assert.Equal(old.Text, await TextAsync(exporter, $"{Route}/{old.Id}/definition"));
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(exporter, HttpMethod.Put, $"{Route}/{old.Id}", Yaml)).Status);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(exporter, HttpMethod.Get, $"/api/v1/reports/{old.Id}/json")).Status);
        await SendAsync(exporter, HttpMethod.Delete, $"{Route}/{old.Id}");
    }

    [EngineFact]
    public async Task A_subscription_to_a_saved_report_mails_it_to_people_who_may_not_open_it_and_says_when_it_is_gone()
    {
        using var scheduler = await ClientAsync("scheduler");
        using var admin = await ClientAsync("admin");
        var id = await SaveAsync(scheduler, Yaml);
        var made = await scheduler.SubscribeAsync(["asha@example.org"], new { report = id, formats = new[] { "csv" }, onBehalfOf = "owner" });
        Assert.Equal("Partners, by year", made.GetProperty("name").GetString());
        Assert.Equal("written", await RunAsync());

        // Kept by the administrator, it is unknown to the subscription's owner. Nothing is lost: shared again, it is mailed again.
        var store = app.Services.GetRequiredService<SavedReportStore>();
        var report = (await store.FindAsync(id, CancellationToken.None))!;
        Assert.True(await store.DeleteAsync(report, CancellationToken.None));
        Assert.Equal("failed unknown-report", await RunAsync());
        await store.AddAsync(report with { Owner = "test admin" }, CancellationToken.None);
        Assert.Equal("failed unknown-report", await RunAsync());
        Assert.Equal(id, (await ObjectAsync(scheduler, $"/api/v1/subscriptions/{made.Id()}")).GetProperty("report").GetString());
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(admin, HttpMethod.Put, $"{Route}/{id}?roles=scheduler", Yaml)).Status);
        Assert.Equal("written", await RunAsync());

        async Task<string> RunAsync()
        {
            var run = (await SendAsync(scheduler, HttpMethod.Post, $"/api/v1/subscriptions/{made.Id()}/run", "{}")).Body[0].Id();
            var ended = (await scheduler.UntilEndedAsync([run]))[0];
            return ended.GetProperty("state").GetString() is "failed" ? $"failed {ended.GetProperty("reason").GetString()?.Split(':')[0]}" : ended.GetProperty("state").GetString()!;
        }
    }

    private async Task<HttpClient> ClientAsync(string role)
    {
        var client = app.PlainClient();
        client.DefaultRequestHeaders.Add("X-Api-Key", await app.KeyAsync(role));
        return client;
    }

    private static async Task<string> SaveAsync(HttpClient client, string yaml)
    {
        var saved = await SendAsync(client, HttpMethod.Post, Route, yaml);
        Assert.True(saved.Status == HttpStatusCode.Created, saved.Body.GetRawText());
        return saved.Body.GetProperty("id").GetString()!;
    }

    /// <summary>A body that begins with a brace is JSON, others are YAML.</summary>
    private static async Task<(HttpStatusCode Status, JsonElement Body, string? Code)> SendAsync(HttpClient client, HttpMethod method, string path, string? body = null, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, body.StartsWith('{') ? "application/json" : "application/yaml") };
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        var answer = text.StartsWith('{') || text.StartsWith('[') ? JsonDocument.Parse(text).RootElement : default;
        return (response.StatusCode, answer, answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("code", out var code) ? code.GetString() : null);
    }

    private static async Task<IReadOnlyList<JsonElement>> JsonAsync(HttpClient client, string path) => [.. (await ObjectAsync(client, path)).EnumerateArray()];

    private static async Task<JsonElement> ObjectAsync(HttpClient client, string path) => JsonDocument.Parse(await TextAsync(client, path)).RootElement;

    private static async Task<string> TextAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(path);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{path}: {response.StatusCode} {text}");
        return text;
    }

    private static async Task<JsonElement> UntilAsync(HttpClient client, string path)
    {
        for (var i = 0; ; i++)
        {
            var now = await ObjectAsync(client, path);
            if (i == 600 || now.GetProperty("state").GetString() is "done" or "failed")
            {
                return now;
            }

            await Task.Delay(50);
        }
    }
}
