using System.Net;
using System.Text;
using System.Text.Json;

namespace Reporting.Api.Tests.Imports;

/// <summary>Imports over HTTP: results, refusals, previews and undo.</summary>
public abstract class ImportsTests(ImportingApp app)
{
    public sealed class OnSqlite(ImportingApp app) : ImportsTests(app), IClassFixture<ImportingApp>;

    [OnServer]
    public sealed class OnSqlServer(ServerApp<ImportingApp> server) : ImportsTests(server.App), IClassFixture<ServerApp<ImportingApp>>;

    [EngineFact]
    public async Task A_file_is_imported_and_appears_in_the_history()
    {
        var before = await app.VersionAsync();
        const string file = ImportingApp.Header + "http-1,First,2020-05-06,visit,http-domain,http-p,company\nhttp-2,Second,2021,visit,http-domain,http-p,\n";

        var (status, answer) = await app.SendAsync(file, "?file=visits.csv");

        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal($"{before + 1}", answer.GetProperty("id").GetString());
        Assert.Equal((2, 0, 0, "taken", "native", "visits.csv"), (Number(answer, "added"), Number(answer, "changed"), Number(answer, "rejected"), Text(answer, "state"), Text(answer, "mapping"), Text(answer, "fileName")));
        Assert.Equal((1, 1, 2, 2), (Number(answer.GetProperty("newMembers"), "domains"), Number(answer.GetProperty("newMembers"), "participants"), Number(answer, "domainLinks"), answer.GetProperty("first").GetArrayLength()));
        Assert.Equal(2, (await app.JsonAsync("/api/v1/aggregates?measures=engagements&domain=http-domain&totals=true")).GetProperty("data")[0].GetProperty("engagements").GetInt32());

        var kept = await app.JsonAsync($"{ImportingApp.Route}/{before + 1}");
        Assert.Equal(answer.GetProperty("first").GetRawText(), kept.GetProperty("first").GetRawText());
        Assert.Equal(answer.GetProperty("fileHash").GetString(), kept.GetProperty("fileHash").GetString());
        Assert.Equal(("anonymous", "taken"), (Text(kept, "by"), Text(kept, "state")));
        var newest = (await app.HistoryAsync()).First(e => e.GetProperty("dataVersion").ValueKind == JsonValueKind.Number);
        Assert.Equal($"{before + 1}", Text(newest, "id"));

        var (again, unchanged) = await app.SendAsync(file);
        Assert.Equal((HttpStatusCode.OK, "unchanged", 2), (again, Text(unchanged, "state"), Number(unchanged, "unchanged")));
        Assert.Equal(before + 1, await app.VersionAsync());
        Assert.Equal("unchanged", Text(await app.JsonAsync($"{ImportingApp.Route}/{Text(unchanged, "id")}"), "state"));
    }

    [EngineFact]
    public async Task A_refused_file_lists_all_errors_and_its_corrected_rows_can_be_imported()
    {
        var before = await app.VersionAsync();

        var (status, answer) = await app.SendAsync(ImportingApp.Header + "http-3,Good,2020,visit,,,\nhttp-4,=Bad(1),2020-13,visit,Not a code,,\n", "?file=calls.csv");

        Assert.Equal((HttpStatusCode.BadRequest, "import-refused"), (status, Text(answer, "code")));
        var import = answer.GetProperty("import");
        Assert.Equal([(3, "Start"), (3, "Domain")], import.GetProperty("refusals").EnumerateArray().Select(r => (Number(r, "row"), Text(r, "column")!)));
        Assert.Equal((1, "refused"), (Number(import, "rejected"), Text(import, "state")));
        Assert.Equal(before, await app.VersionAsync());

        using var client = app.PlainClient();
        using var response = await client.GetAsync(Text(import, "rejectedCsv"));
        var rejected = await response.Content.ReadAsStringAsync();
        Assert.Equal(("text/csv", "attachment; filename=calls.rejected.csv"), (response.Content.Headers.ContentType?.MediaType, response.Content.Headers.ContentDisposition?.ToString()));
        Assert.Contains("http-4,'=Bad(1),2020-13", rejected, StringComparison.Ordinal);
        Assert.DoesNotContain("http-3", rejected, StringComparison.Ordinal);
        Assert.Contains(await app.HistoryAsync(), e => Text(e, "id") == Text(import, "id") && Text(e, "state") == "refused" && Text(e.GetProperty("error"), "code") == "import-refused");
        Assert.Equal(HttpStatusCode.Conflict, (await app.UndoAsync(Text(import, "id")!)).Status);

        var (corrected, taken) = await app.SendAsync(rejected.Replace("2020-13", "2020-12", StringComparison.Ordinal).Replace("Not a code", "a-code", StringComparison.Ordinal));
        Assert.Equal((HttpStatusCode.Created, 1), (corrected, Number(taken, "added")));
        Assert.Equal("=Bad(1)", taken.GetProperty("first")[0].GetProperty("title").GetString());
        Assert.Equal((HttpStatusCode.Created, 1, 1), await Few());

        async Task<(HttpStatusCode, int, int)> Few()
        {
            var (few, some) = await app.SendAsync(ImportingApp.Header + "http-5,Good,2020,visit,,,\nhttp-6,,2020,visit,,,\n", "?maxRejected=1");
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(Text(some, "rejectedCsv"))).StatusCode);
            return (few, Number(some, "added"), Number(some, "rejected"));
        }
    }

    [EngineFact]
    public async Task A_preview_writes_nothing()
    {
        var (version, history) = (await app.VersionAsync(), (await app.HistoryAsync()).Count);
        const string file = ImportingApp.Header + "http-7,Seventh,2020,visit,new-domain,,\nhttp-8,Eighth,2020-99,visit,,,\n";

        var (status, answer) = await app.SendAsync(file, "?preview=true");
        var (allowed, other) = await app.SendAsync(file, "?preview=true&maxRejected=1");

        Assert.Equal((HttpStatusCode.OK, "preview", false, 1, 1), (status, Text(answer, "state"), answer.GetProperty("taken").GetBoolean(), Number(answer, "added"), Number(answer, "rejected")));
        Assert.Equal("import-refused", Text(answer.GetProperty("error"), "code"));
        Assert.Equal((HttpStatusCode.OK, true, 1), (allowed, other.GetProperty("taken").GetBoolean(), Number(other.GetProperty("newMembers"), "domains")));
        Assert.Equal("http-7", other.GetProperty("first")[0].GetProperty("code").GetString());
        Assert.Equal((version, history), (await app.VersionAsync(), (await app.HistoryAsync()).Count));
    }

    [EngineFact]
    public async Task A_form_can_contain_a_mapping_a_later_file_replaces_and_an_import_is_undone()
    {
        const string mapping = "file: {delimiter: semicolon}\nengagement:\n  code: 'form-{No}'\n  title: '{What}'\n  start: {from: '{When}', formats: [d.M.yyyy]}\n";
        var (status, first) = await app.SendAsync(Form(mapping, "No;What;When\n1;First;3.2.2020\n2;Second;4.2.2020\n"));
        Assert.True(status == HttpStatusCode.Created, first.GetRawText());
        Assert.Equal(("visits-of-2020", "visits.csv", 2), (Text(first, "mapping"), Text(first, "fileName"), Number(first, "added")));

        var (replaced, second) = await app.SendAsync(Form(mapping, "No;What;When\n1;First;3.2.2020\n"), "?mode=replace");
        Assert.Equal((HttpStatusCode.Created, 1, 1), (replaced, Number(second, "retired"), Number(second, "unchanged")));
        Assert.Equal(1, await EngagementsAsync("form-"));

        var (undone, answer) = await app.UndoAsync(Text(second, "id")!);
        Assert.Equal((HttpStatusCode.OK, 1, Number(second, "dataVersion")), (undone, Number(answer, "restored"), Number(answer, "undoes")));
        Assert.Equal(2, await EngagementsAsync("form-"));
        var history = (await app.HistoryAsync()).Where(e => e.GetProperty("dataVersion").ValueKind == JsonValueKind.Number).ToList();
        Assert.Equal(("undoing", "anonymous", Number(second, "dataVersion")), (Text(history[0], "state"), Text(history[0], "by"), Number(history[0], "undoes")));
        Assert.Equal(("undone", Number(answer, "dataVersion")), (Text(history[1], "state"), Number(history[1], "undoneBy")));
        Assert.Equal((HttpStatusCode.Conflict, "import-undone"), Failure(await app.UndoAsync(Text(second, "id")!)));
        Assert.Equal((HttpStatusCode.Conflict, "import-is-undo"), Failure(await app.UndoAsync(Text(answer, "id")!)));
        Assert.Equal((HttpStatusCode.NotFound, "unknown-import"), Failure(await app.UndoAsync("987654")));
        Assert.Equal((HttpStatusCode.NotFound, "unknown-import"), Failure(await app.UndoAsync(new string('f', 32))));
    }

    [EngineFact]
    public async Task The_history_has_pages_and_imports_are_audited()
    {
        var (_, sent) = await app.SendAsync(ImportingApp.Header + "http-9,Ninth,2020,visit,,,\n", "?file=audited.csv");
        var all = (await app.HistoryAsync()).ConvertAll(e => Text(e, "id"));
        var first = await app.JsonAsync($"{ImportingApp.Route}?limit=1");
        Assert.Equal((all[0], true, all.Count), (Text(first.GetProperty("meta"), "next"), first.GetProperty("meta").GetProperty("truncated").GetBoolean(), Number(first.GetProperty("meta"), "rowsInAll")));
        var rest = await app.JsonAsync($"{ImportingApp.Route}?after={all[0]}");
        Assert.Equal(all[1..], rest.GetProperty("data").EnumerateArray().Select(e => Text(e, "id")));
        Assert.Contains("native", first.GetProperty("meta").GetProperty("mappings").EnumerateArray().Select(m => m.GetString()));

        var line = (await app.JsonAsync("/api/v1/audit?action=import&limit=1")).GetProperty("data")[0];
        Assert.Equal(("POST /api/v1/imports", 1, Number(sent, "dataVersion")), (Text(line, "subject"), Number(line, "rows"), Number(line, "dataVersion")));
        Assert.Contains("file=audited.csv&mapping=native", Text(line, "question"), StringComparison.Ordinal);
    }

    private async Task<long> EngagementsAsync(string code) =>
        (await app.JsonAsync("/api/v1/engagements?limit=1000")).GetProperty("data").EnumerateArray().LongCount(e => Text(e, "code")!.StartsWith(code, StringComparison.Ordinal));

    private static MultipartFormDataContent Form(string mapping, string csv) => new()
    {
        { new StringContent(mapping), "mapping", "Visits of 2020.yml" },
        { new ByteArrayContent(Encoding.UTF8.GetBytes(csv)), "file", "visits.csv" },
    };

    private static (HttpStatusCode Status, string? Code) Failure((HttpStatusCode Status, JsonElement Answer) answer) => (answer.Status, Text(answer.Answer, "code"));

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static int Number(JsonElement element, string name) => element.GetProperty(name).GetInt32();
}
