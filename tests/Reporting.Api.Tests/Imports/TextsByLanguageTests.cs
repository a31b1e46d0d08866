using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Reporting.Rendering.Templates;

namespace Reporting.Api.Tests.Imports;

/// <summary>Titles, summaries and names in the reader's language, where the data have them.</summary>
public abstract class TextsByLanguageTests(ImportingApp app)
{
    public sealed class OnSqlite(ImportingApp app) : TextsByLanguageTests(app), IClassFixture<ImportingApp>;

    [OnServer]
    public sealed class OnSqlServer(ServerApp<ImportingApp> server) : TextsByLanguageTests(server.App), IClassFixture<ServerApp<ImportingApp>>;

    private const string Header = "Code,Title,Summary,Title.he,Summary.he,Title.hi,Start,Type,Domain,Participant,ParticipantName,ParticipantNameLocal,ParticipantKind\n";

    private const string File = Header
        + "lang-1,Signing,Words,חתימה,תקציר,हस्ताक्षर,2020-05-06,visit,lang-domain,lang-il,Harbour Office,משרד הנמל,government-body\n"
        + "lang-2,Second,,,,,2020-05-05,visit,lang-domain,lang-in,Water Board,जल बोर्ड,government-body\n";

    [EngineFact]
    public async Task Readers_get_title_summary_and_names_in_their_language_and_others_as_imported()
    {
        await TakeAsync(File);
        Assert.Equal(("Signing", "Words", "Harbour Office"), await ShownAsync("lang-1", "en"));
        Assert.Equal(("חתימה", "תקציר", "משרד הנמל"), await ShownAsync("lang-1", "he"));
        Assert.Equal(("हस्ताक्षर", "Words", "Harbour Office"), await ShownAsync("lang-1", "hi"));
        Assert.Equal(("Second", null, "जल बोर्ड"), await ShownAsync("lang-2", "hi"));
        Assert.Equal(("Second", null, "Water Board"), await ShownAsync("lang-2", "he"));

        // Figures, filters in words, lists of members and their search.
        Assert.Equal(["Water Board", "משרד הנמל"], await NamesAsync("/api/v1/aggregates?by=participant&measures=engagements&domain=lang-domain&lang=he", "participant"));
        Assert.Equal(["Harbour Office", "Water Board"], await NamesAsync("/api/v1/aggregates?by=participant&measures=engagements&domain=lang-domain&lang=en", "participant"));
        Assert.Contains("משרד הנמל", (await app.JsonAsync("/api/v1/aggregates?measures=engagements&participant=lang-il&lang=he")).GetRawText(), StringComparison.Ordinal);
        var found = (await app.JsonAsync($"/api/v1/model/participant/members?search={Uri.EscapeDataString("הנמל")}&lang=he")).GetProperty("data");
        Assert.Equal("משרד הנמל", Assert.Single(found.EnumerateArray()).GetProperty("name").GetString());
        var rows = await app.BytesAsync("/api/v1/reports/domain-profile/csv?section=data&domain=lang-domain&lang=he");
        Assert.Contains("חתימה", Encoding.UTF8.GetString(rows), StringComparison.Ordinal);
        using var client = app.PlainClient();
        var page = WebUtility.HtmlDecode(await client.GetStringAsync("/engagements?domain=lang-domain&lang=he"));
        Assert.Contains("<bdi>משרד הנמל</bdi>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Harbour Office", page, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task Texts_by_language_come_and_go_with_the_import_that_states_them()
    {
        await TakeAsync(File);
        Assert.Equal((HttpStatusCode.OK, "unchanged"), await SendAsync(File));
        var changed = await TakeAsync(File.Replace("חתימה", "חתימה חדשה", StringComparison.Ordinal));
        Assert.Equal("חתימה חדשה", (await ShownAsync("lang-1", "he")).Title);
        await app.UndoAsync(changed);
        Assert.Equal(("חתימה", "תקציר", "משרד הנמל"), await ShownAsync("lang-1", "he"));

        // A file without the columns states that there are none.
        var without = await TakeAsync("Code,Title,Summary,Start,Type,Domain,Participant\nlang-1,Signing,Words,2020-05-06,visit,lang-domain,lang-il\n");
        Assert.Equal(("Signing", "Words", "משרד הנמל"), await ShownAsync("lang-1", "he"));
        await app.UndoAsync(without);
        Assert.Equal("חתימה", (await ShownAsync("lang-1", "he")).Title);
    }

    [EngineFact]
    public async Task The_template_keeps_texts_by_language()
    {
        await TakeAsync(File);
        var version = await app.VersionAsync();
        var body = new ByteArrayContent(await app.BytesAsync($"{ImportingApp.Route}/{ImportTemplate.FileName}?domain=lang-domain"));
        body.Headers.ContentType = new MediaTypeHeaderValue(ImportTemplate.ContentType);
        var (status, answer) = await app.SendAsync(body, "?file=corrected.xlsx");
        Assert.Equal((HttpStatusCode.OK, 2), (status, answer.GetProperty("unchanged").GetInt32()));
        Assert.Equal(version, await app.VersionAsync());
    }

    [EngineFact]
    public async Task A_mapping_names_the_columns_of_each_language()
    {
        const string mapping = """
            name: By language
            engagement:
              code: "{Nr}"
              title: "{Name}"
              titles: {he: "{Name (Hebrew)}", hi: {from: "{Name (Hindi)}", case: upper}}
              summaries: {he: "{Words}"}
              type: visit
            """;
        using var form = new MultipartFormDataContent
        {
            { new StringContent(mapping, Encoding.UTF8, "application/yaml"), "mapping", "by-language.yml" },
            { new StringContent("Nr,Name,Name (Hebrew),Name (Hindi),Words\nm-1,Plain,פשוט,सरल,מילים\n", Encoding.UTF8, "text/csv"), "file", "list.csv" },
        };
        var (status, answer) = await app.SendAsync(form);
        Assert.True(status == HttpStatusCode.Created, answer.GetRawText());
        var code = answer.GetProperty("first")[0].GetProperty("code").GetString()!;
        var (title, summary, _) = await ShownAsync(code, "he");
        Assert.Equal(("פשוט", "מילים", "सरल"), (title, summary, (await ShownAsync(code, "hi")).Title));

        using var wrong = new MultipartFormDataContent
        {
            { new StringContent(mapping.Replace("{he: \"{Words}\"}", "{fr: \"{Words}\"}", StringComparison.Ordinal), Encoding.UTF8, "application/yaml"), "mapping", "by-language.yml" },
            { new StringContent("Nr,Name\nm-1,Plain\n", Encoding.UTF8, "text/csv"), "file", "list.csv" },
        };
        Assert.Equal("malformed-mapping", (await app.SendAsync(wrong)).Answer.GetProperty("code").GetString());
    }

    private async Task<string> TakeAsync(string csv)
    {
        var (status, answer) = await app.SendAsync(csv);
        Assert.True(status is HttpStatusCode.Created or HttpStatusCode.OK, answer.GetRawText());
        return answer.GetProperty("id").GetString()!;
    }

    private async Task<(HttpStatusCode, string?)> SendAsync(string csv)
    {
        var (status, answer) = await app.SendAsync(csv);
        return (status, answer.GetProperty("state").GetString());
    }

    private async Task<(string? Title, string? Summary, string? Participant)> ShownAsync(string code, string language)
    {
        var engagement = await app.JsonAsync($"/api/v1/engagements/{code}?lang={language}");
        return (Text(engagement, "title"), Text(engagement, "summary"), engagement.GetProperty("participants").EnumerateArray().Select(p => p.GetProperty("name").GetString()).FirstOrDefault());
    }

    private async Task<string[]> NamesAsync(string query, string dimension) =>
        [.. (await app.JsonAsync(query)).GetProperty("data").EnumerateArray().Select(row => row.GetProperty(dimension + "_name").GetString()!).Order(StringComparer.Ordinal)];

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;
}
