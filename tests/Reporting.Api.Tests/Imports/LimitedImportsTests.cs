using System.Net;
using System.Text;
using System.Text.Json;
using ClosedXML.Excel;
using Reporting.Api.Tests.Access;

namespace Reporting.Api.Tests.Imports;

/// <summary>Who may import need not see everything: the template and the history keep to what they see.</summary>
public abstract class LimitedImportsTests(LimitedApp app)
{
    public sealed class OnSqlite(LimitedApp app) : LimitedImportsTests(app), IClassFixture<LimitedApp>;

    [OnServer]
    public sealed class OnSqlServer(LimitedApp.OnServer app) : LimitedImportsTests(app), IClassFixture<LimitedApp.OnServer>;

    [EngineFact]
    public async Task The_template_offers_no_member_that_the_caller_does_not_see()
    {
        var (limited, all) = (await ListsAsync("importer"), await ListsAsync("admin"));
        Assert.Contains("marked-only", all);
        Assert.Contains("agent", all);
        Assert.Contains("someone", all);
        Assert.Contains("marked", limited);
        Assert.DoesNotContain("marked-only", limited);
        Assert.DoesNotContain("agent", limited);
        // Participants are no dimension of theirs.
        Assert.DoesNotContain("someone", limited);
    }

    [EngineFact]
    public async Task Who_is_not_shown_all_links_gets_no_engagement_to_correct()
    {
        var (status, content, _) = await app.AskAsync("/api/v1/imports/template.xlsx?domain=marked", "importer");
        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Contains("links-withheld", Encoding.UTF8.GetString(content), StringComparison.Ordinal);
        var (_, _, response) = await app.AskAsync("/api/v1/imports/template.xlsx?domain=marked", "admin");
        Assert.Equal(("official", "template.xlsx"), (response.Headers.GetValues("X-Handling").Single(), response.Content.Headers.ContentDisposition?.FileName));
    }

    [EngineFact]
    public async Task Who_does_not_see_everything_sees_their_own_imports_only()
    {
        var (status, mine) = await app.PostAsync("/api/v1/imports", "no import", "importer");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        var id = mine.GetProperty("import").GetProperty("id").GetString();
        var ids = (await app.JsonAsync("/api/v1/imports", "importer")).GetProperty("data").EnumerateArray().Select(e => e.GetProperty("id").GetString());
        Assert.Equal([id], ids);
        Assert.True((await app.JsonAsync("/api/v1/imports", "admin")).GetProperty("data").GetArrayLength() > 1);
        Assert.Equal(HttpStatusCode.NotFound, (await app.AskAsync("/api/v1/imports/1", "importer")).Status);
        Assert.Equal(HttpStatusCode.OK, (await app.AskAsync("/api/v1/imports/1", "admin")).Status);
    }

    [EngineFact]
    public async Task What_looks_like_a_hidden_member_is_told_to_those_who_see_it()
    {
        await HideAsync();
        const string File = Columns
            + "n-1,New,2035,naval-visit,Naval Visit,works-marine,Works Marine,yard-navy,Yard Navy,person,\n"
            + "n-2,New,2035,meeting,,the-marked,The Marked,some-one,The Someone,person,\n";
        Assert.Equal(["(marked)", "(someone)"], await TwinsAsync(File, "bringer"));
        Assert.Equal(["(marked)", "(marine-works)", "(visit-naval)", "(someone)", "(navy-yard)"], await TwinsAsync(File, "admin"));
        // Participants are no dimension of theirs.
        Assert.Equal(["(marked)"], await TwinsAsync(File, "importer"));
    }

    [EngineFact]
    public async Task The_home_of_a_hidden_participant_is_taken_from_the_file_alone()
    {
        await HideAsync();
        const string File = Columns
            + "n-1,New,2035,meeting,,marked,,navy-yard,,person,\n"
            + "n-2,New,2035,meeting,,marked,,dock,,person,FR\n"
            + "n-3,New,2035,meeting,,marked,,dock,,,\n"
            + "n-4,New,2035,meeting,,marked,,someone,,,\n";
        Assert.Equal(["navy-yard (participant, unknown)", "dock (participant, FR)", "dock (participant, FR)", "someone (participant, US)"], await LinesAsync(File, "bringer"));
        Assert.Equal(["navy-yard (participant, IL)", "dock (participant, FR)", "dock (participant, FR)", "someone (participant, US)"], await LinesAsync(File, "admin"));
    }

    [EngineTheory]
    [InlineData("")]
    [InlineData("&preview=true")]
    public async Task Who_does_not_see_everything_replaces_nothing(string preview)
    {
        var (status, answer) = await app.PostAsync($"/api/v1/imports?mode=replace{preview}", Columns + "m-1,Talks,2031,meeting,,marked,,someone,,person,\n", "bringer");
        Assert.Equal((HttpStatusCode.Forbidden, "replace-withheld"), (status, answer.GetProperty("code").GetString()));
        Assert.DoesNotContain("retired", $"{answer}", StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await app.AskAsync("/api/v1/engagements/m-3", "admin")).Status);
    }

    private const string Columns = "Code,Title,Start,Type,TypeName,Domain,DomainName,Participant,ParticipantName,ParticipantKind,ParticipantCountry\n";

    // As what is hidden comes in: by others.
    private async Task HideAsync()
    {
        var hidden = await app.ImportAsync(
            "Code,Title,Start,Type,TypeName,Domain,DomainName,Participant,ParticipantName,ParticipantKind,ParticipantCountry,Handling\n"
            + "h-1,Hidden,2034,visit-naval,Visit Naval,marine-works,Marine Works,navy-yard,Navy Yard,person,IL,restricted\n"
            + "h-2,Hidden,2034,meeting,,marine-works,,dock,Dock,person,IL,restricted\n"
            + "h-3,Shown,2034,meeting,,marked,,someone,,person,US,public\n");
        Assert.Null(hidden.Value?.Refusal ?? hidden.Problem);
    }

    private async Task<List<string>> TwinsAsync(string file, string role) =>
    [
        .. (await PreviewAsync(file, role)).GetProperty("warnings").EnumerateArray().Select(w => w.GetProperty("message").GetString()!.Split(" looks like "))
            .Where(said => said.Length == 2).Select(said => said[1][said[1].IndexOf('(', StringComparison.Ordinal)..said[1].IndexOf(':', StringComparison.Ordinal)]),
    ];

    private async Task<List<string>> LinesAsync(string file, string role) =>
        [.. (await PreviewAsync(file, role)).GetProperty("first").EnumerateArray().SelectMany(e => e.GetProperty("participants").EnumerateArray()).Select(p => p.GetString()!)];

    private async Task<JsonElement> PreviewAsync(string file, string role)
    {
        var (status, answer) = await app.PostAsync("/api/v1/imports?preview=true", file, role);
        Assert.True(status == HttpStatusCode.OK, $"{answer}");
        return answer;
    }

    private async Task<List<string>> ListsAsync(string role)
    {
        using var book = new XLWorkbook(new MemoryStream((await app.AskAsync("/api/v1/imports/template.xlsx", role)).Content));
        return [.. book.Worksheet("Lists").CellsUsed().Select(c => c.GetString())];
    }
}
