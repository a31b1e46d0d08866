using System.Net;
using System.Text;
using System.Text.Json;

namespace Reporting.Api.Tests.Imports;

/// <summary>Invalid uploads are refused with a code. They cause no server error and leave no data.</summary>
public abstract class BadUploadsTests(ImportingApp app)
{
    public sealed class OnSqlite(ImportingApp app) : BadUploadsTests(app), IClassFixture<ImportingApp>;

    [OnServer]
    public sealed class OnSqlServer(ServerApp<ImportingApp> server) : BadUploadsTests(server.App), IClassFixture<ServerApp<ImportingApp>>;

    private const string Good = ImportingApp.Header + "bad-1,T,2020,visit,,,\n";

    [EngineTheory]
    [InlineData("?maping=native", "unknown-parameter", "Did you mean 'mapping'?")]
    [InlineData("?mapping=nativ", "unknown-mapping", "Did you mean 'native'?")]
    [InlineData("?mapping=../../etc/passwd", "unknown-mapping")]
    [InlineData("?mapping=/etc/hostname", "unknown-mapping")]
    [InlineData("?mapping=reports/mappings/x.yml", "unknown-mapping")]
    [InlineData("?mapping=undo", "unknown-mapping")]
    [InlineData("?mapping=", "empty-value")]
    [InlineData("?preview=yes", "bad-choice")]
    [InlineData("?mode=append", "bad-choice", "replace")]
    [InlineData("?maxRejected=-1", "bad-limit")]
    [InlineData("?maxRejected=99999999999", "bad-limit")]
    [InlineData("?preview=true&preview=true", "named-twice")]
    [InlineData("?file=a%00b.csv", "malformed-text")]
    [InlineData("?dry_run=true", "unknown-parameter")]
    public async Task An_unknown_parameter_is_refused(string query, string code, string hint = "")
    {
        var (status, answer) = await app.SendAsync(Good, query);
        Assert.Equal((HttpStatusCode.BadRequest, code), (status, Code(answer)));
        Assert.Contains(hint, answer.GetProperty("hint").GetString(), StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Forms => new()
    {
        { "--b\r\nContent-Disposition: form-data; name=\"mapping\"\r\n\r\nnative\r\n--b--\r\n", "no-file" },
        { "--b--\r\n", "no-file" },
        { "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n" + Good, "malformed-form" },
        { "no form at all", "malformed-form" },
        { Part("fil", Good) + "--b--\r\n", "unknown-part" },
        { "--b\r\nX: y\r\n\r\n" + Good + "\r\n--b--\r\n", "unknown-part" },
        { Part("file", Good) + Part("file", Good) + "--b--\r\n", "named-twice" },
        { Part("mapping", "native") + Part("mapping", "native") + Part("file", Good) + "--b--\r\n", "named-twice" },
        { Part("mapping", "nativ") + Part("file", Good) + "--b--\r\n", "unknown-mapping" },
        { Part("mapping", "engagement: {cod: '{No}'}") + Part("file", Good) + "--b--\r\n", "malformed-mapping" },
        { Part("mapping", "/etc/passwd") + Part("file", Good) + "--b--\r\n", "malformed-mapping" },
        { Part("mapping", "a: &a [1]\nb: [*a, *a]") + Part("file", Good) + "--b--\r\n", "malformed-mapping" },
        { Part("mapping", string.Concat(Enumerable.Repeat("{engagement: ", 50_000))) + Part("file", Good) + "--b--\r\n", "malformed-mapping" },
        { Part("mapping", new string('x', 1_100_000)) + Part("file", Good) + "--b--\r\n", "malformed-mapping" },
        { Part("mapping", "\0\u0001\uFFFF") + Part("file", Good) + "--b--\r\n", "malformed-mapping" },
        { $"--b\r\nContent-Disposition: form-data; name=\"file\"\r\nX: {new string('x', 40_000)}\r\n\r\n{Good}\r\n--b--\r\n", "malformed-form" },
        { string.Concat(Enumerable.Range(0, 40).Select(i => $"--b\r\nH{i}: x\r\n")) + "\r\n--b--\r\n", "malformed-form" },
        { Part("file", "") + "--b--\r\n", "empty-file" },
    };

    [EngineTheory]
    [MemberData(nameof(Forms))]
    public async Task A_malformed_form_is_refused(string form, string code)
    {
        var body = new ByteArrayContent(Encoding.UTF8.GetBytes(form));
        Assert.True(body.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=b"));
        var (status, answer) = await app.SendAsync(body);
        Assert.Equal((HttpStatusCode.BadRequest, code), (status, Code(answer)));
    }

    [EngineTheory]
    [InlineData("multipart/form-data")]
    [InlineData("multipart/form-data; boundary=")]
    [InlineData("multipart/form-data; boundary=\"\"")]
    public async Task A_form_needs_a_boundary(string type)
    {
        var body = new ByteArrayContent(Encoding.UTF8.GetBytes(Part("file", Good) + "--b--\r\n"));
        Assert.True(body.Headers.TryAddWithoutValidation("Content-Type", type));
        Assert.Equal((HttpStatusCode.BadRequest, "malformed-form"), Of(await app.SendAsync(body)));
    }

    [EngineTheory]
    [InlineData("", "empty-file")]
    [InlineData("{}", "unknown-column")]
    [InlineData("PK\u0003\u0004 but no workbook", "malformed-xlsx")]
    [InlineData("Code,Title,Start,Type\nx,\"never closed,2020,visit\n", "malformed-csv")]
    [InlineData("Code,Title,Start,Type\nx,\0,2020,visit\n", "import-refused")]
    public async Task An_unreadable_file_is_refused_and_appears_in_the_history(string file, string code)
    {
        var (status, answer) = await app.SendAsync(file);
        Assert.Equal((HttpStatusCode.BadRequest, code), (status, Code(answer)));
        var id = answer.GetProperty("import").GetProperty("id").GetString();
        var kept = await app.JsonAsync($"{ImportingApp.Route}/{id}");
        Assert.Equal(("refused", code), (kept.GetProperty("state").GetString(), Code(kept.GetProperty("error"))));
        using var client = app.PlainClient();
        var rejected = await client.GetAsync($"{ImportingApp.Route}/{id}/rejected.csv");
        Assert.Equal(code == "import-refused" ? HttpStatusCode.OK : HttpStatusCode.NotFound, rejected.StatusCode);
    }

    [EngineFact]
    public async Task File_names_are_shown_but_never_used_as_paths()
    {
        foreach (var (sent, shown) in new[] { ("../../etc/passwd", "passwd"), ("C:\\temp\\a.csv", "a.csv"), (new string('n', 5_000) + ".csv", new string('n', 300) + "…"), ("भारत.csv", "भारत.csv") })
        {
            var (_, answer) = await app.SendAsync(Good, "?preview=true&file=" + Uri.EscapeDataString(sent[..Math.Min(sent.Length, 1900)]));
            Assert.Equal(shown, answer.GetProperty("fileName").GetString());
        }
    }

    [EngineFact]
    public async Task A_sent_mapping_cannot_have_the_name_of_another()
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent("engagement: {code: '{Code}', title: '{Title}'}"), "mapping", "native.yml" },
            { new StringContent(Good), "file", "a.csv" },
        };
        Assert.Equal((HttpStatusCode.BadRequest, "malformed-mapping"), Of(await app.SendAsync(form)));
    }

    [EngineTheory]
    [InlineData("/api/v1/imports/x")]
    [InlineData("/api/v1/imports/0")]
    [InlineData("/api/v1/imports/99999999999999999999")]
    [InlineData("/api/v1/imports/-1")]
    [InlineData("/api/v1/imports/ffffffffffffffffffffffffffffffff")]
    [InlineData("/api/v1/imports/x/rejected.csv")]
    public async Task An_unknown_import_is_404(string path)
    {
        using var client = app.PlainClient();
        using var response = await client.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("unknown-import", Code(JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement));
    }

    [EngineTheory]
    [InlineData("?limit=0", "bad-limit")]
    [InlineData("?after=nothing", "malformed-after")]
    [InlineData("?before=1", "unknown-parameter")]
    public async Task An_unknown_page_is_refused(string query, string code)
    {
        using var client = app.PlainClient();
        using var response = await client.GetAsync(ImportingApp.Route + query);
        Assert.Equal((HttpStatusCode.BadRequest, code), (response.StatusCode, Code(JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement)));
    }

    private static string Part(string name, string content) => $"--b\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{name}.csv\"\r\n\r\n{content}\r\n";

    private static (HttpStatusCode Status, string? Code) Of((HttpStatusCode Status, JsonElement Answer) answer) => (answer.Status, Code(answer.Answer));

    private static string? Code(JsonElement answer) => answer.GetProperty("code").GetString();
}
