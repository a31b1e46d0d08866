using System.Net;
using System.Text;
using System.Text.Json;
using ClosedXML.Excel;
using Reporting.Api.Tests.Access;

namespace Reporting.Api.Tests.Imports;

/// <summary>An importer may see only a part of the data. Template and history show only that part.</summary>
public abstract class LimitedImportsTests(LimitedApp app)
{
    public sealed class OnSqlite(LimitedApp app) : LimitedImportsTests(app), IClassFixture<LimitedApp>;

    [OnServer]
    public sealed class OnSqlServer(LimitedApp.OnServer app) : LimitedImportsTests(app), IClassFixture<LimitedApp.OnServer>;

    [EngineFact]
    public async Task The_template_offers_no_hidden_member()
    {
        var (limited, all) = (await ListsAsync("importer"), await ListsAsync("admin"));
        Assert.Contains("marked-only", all);
        Assert.Contains("agent", all);
        Assert.Contains("someone", all);
        Assert.Contains("marked", limited);
        Assert.DoesNotContain("marked-only", limited);
        Assert.DoesNotContain("agent", limited);
        // The importer's roles hide the dimension of participants.
        Assert.DoesNotContain("someone", limited);
    }

    [EngineFact]
    public async Task A_caller_with_hidden_links_gets_no_engagement_to_correct()
    {
        var (status, content, _) = await app.AskAsync("/api/v1/imports/template.xlsx?domain=marked", "importer");
        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Contains("links-withheld", Encoding.UTF8.GetString(content), StringComparison.Ordinal);
        var (_, _, response) = await app.AskAsync("/api/v1/imports/template.xlsx?domain=marked", "admin");
        Assert.Equal(("official", "template.xlsx"), (response.Headers.GetValues("X-Handling").Single(), response.Content.Headers.ContentDisposition?.FileName));
    }

    [EngineFact]
    public async Task A_caller_with_row_rules_sees_only_their_own_imports()
    {
        var (status, mine) = await app.PostAsync("/api/v1/imports", "no import", "importer");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        var id = mine.GetProperty("import").GetProperty("id").GetString();
        var ids = (await app.JsonAsync("/api/v1/imports", "importer")).GetProperty("data").EnumerateArray().Select(e => e.GetProperty("id").GetString());
        Assert.Contains(id, ids);
        Assert.DoesNotContain("1", ids);
        Assert.True((await app.JsonAsync("/api/v1/imports", "admin")).GetProperty("data").GetArrayLength() > 1);
        Assert.Equal(HttpStatusCode.NotFound, (await app.AskAsync("/api/v1/imports/1", "importer")).Status);
        Assert.Equal(HttpStatusCode.OK, (await app.AskAsync("/api/v1/imports/1", "admin")).Status);
    }

    [EngineFact]
    public async Task Similarity_to_a_hidden_member_is_reported_only_to_callers_who_see_it()
    {
        await ImportHiddenAsync();
        const string File = Columns
            + "n-1,New,2035,naval-visit,Naval Visit,works-marine,Works Marine,yard-navy,Yard Navy,person,\n"
            + "n-2,New,2035,meeting,,the-marked,The Marked,some-one,The Someone,person,\n";
        Assert.Equal(["(marked)", "(someone)"], await SimilarMembersAsync(File, "official-importer"));
        Assert.Equal(["(marked)", "(marine-works)", "(visit-naval)", "(someone)", "(navy-yard)"], await SimilarMembersAsync(File, "admin"));
        // The importer's roles hide the dimension of participants.
        Assert.Equal(["(marked)"], await SimilarMembersAsync(File, "importer"));
    }

    [EngineFact]
    public async Task The_country_of_a_new_participant_comes_from_the_file()
    {
        await ImportHiddenAsync();
        const string File = Columns
            + "n-2,New,2035,meeting,,marked,,quay,,person,FR\n"
            + "n-3,New,2035,meeting,,marked,,quay,,,\n"
            + "n-4,New,2035,meeting,,marked,,someone,,,\n";
        Assert.Equal(["quay (participant, FR)", "quay (participant, FR)", "someone (participant, US)"], await LinesAsync(File, "official-importer"));
        Assert.Equal(["quay (participant, FR)", "quay (participant, FR)", "someone (participant, US)"], await LinesAsync(File, "admin"));
    }

    // The importer's own row would otherwise show them the name, group or address of a hidden member.
    [EngineTheory]
    [InlineData("Domain", "marine-works")]
    [InlineData("DomainGroup", "marine-group", "Domain", "new-domain")]
    [InlineData("Type", "visit-naval")]
    [InlineData("Category", "naval-category", "Type", "new-type")]
    [InlineData("Participant", "navy-yard", "ParticipantKind", "person")]
    [InlineData("Participant", "navy-yard")]
    [InlineData("Participant", "harbour-office", "ParticipantKind", "government-body")]
    [InlineData("Organisation", "harbour-office", "Participant", "someone")]
    [InlineData("Organisation", "navy-yard", "Participant", "someone")]
    [InlineData("ParticipantParent", "harbour-board", "Participant", "new-body", "ParticipantKind", "company")]
    [InlineData("Source", "secret-log")]
    public async Task A_guessed_code_of_a_hidden_member_is_refused_without_revealing_the_member(string column, string code, params string[] more)
    {
        await ImportHiddenAsync();
        var values = more.Chunk(2).ToDictionary(p => p[0], p => p[1]);
        values[column] = code;
        values.TryAdd("Type", "meeting");
        var file = $"Code,Title,Start,{string.Join(',', values.Keys)}\ng-1,Guess,2035,{string.Join(',', values.Values)}\n";
        foreach (var address in new[] { "/api/v1/imports?preview=true", "/api/v1/imports" })
        {
            var (status, answer) = await app.PostAsync(address, file, "official-importer");
            var refusal = Assert.Single((status == HttpStatusCode.OK ? answer : answer.GetProperty("import")).GetProperty("refusals").EnumerateArray());
            Assert.Equal((column, code), (refusal.GetProperty("column").GetString(), refusal.GetProperty("value").GetString()));
            Assert.Equal("Your roles do not allow you to use this code.", refusal.GetProperty("reason").GetString());
            Assert.DoesNotContain("Hidden", $"{answer}".Replace("hidden", "", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.DoesNotContain("example.org", $"{answer}", StringComparison.Ordinal);
        }

        var rejected = (await app.JsonAsync("/api/v1/imports", "official-importer")).GetProperty("data")[0].GetProperty("rejectedCsv").GetString()!;
        Assert.DoesNotContain("Hidden", await app.TextAsync(rejected, "official-importer"), StringComparison.Ordinal);
        Assert.DoesNotContain("your roles", $"{(await app.PostAsync("/api/v1/imports?preview=true", file, "admin")).Answer}", StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task An_unused_member_looks_new_to_a_caller_who_does_not_see_it()
    {
        var hidden = await app.ImportAsync(Columns[..^1] + ",DomainGroup,DomainGroupName,Source,SourceTitle,SourceUrl,Handling\n"
            + "o-1,T,2034,orphan-type,Orphan Name,orphan-domain,Orphan Name,orphan-one,Orphan Name,person,IL,orphan-group,Orphan Name,orphan-source,Orphan Name,https://orphan.example.org,restricted\n");
        using var undo = await app.DeleteAsync($"/api/v1/imports/{hidden.Value!.ImportKey}", "admin");
        Assert.Equal(HttpStatusCode.OK, undo.StatusCode);

        const string File = "Code,Title,Start,Type,Domain,DomainGroup,Participant,ParticipantKind,Source\no-2,T,2035,orphan-type,orphan-domain,orphan-group,orphan-one,company,orphan-source\n";
        var (status, answer) = await app.PostAsync("/api/v1/imports", File, "official-importer");
        Assert.True(status == HttpStatusCode.Created, $"{answer}");
        Assert.Equal(["Orphan domain", "Orphan group", "Orphan one", "Orphan source", "Orphan type"], await NamesAsync("official-importer"));
        Assert.Equal(["Orphan domain", "Orphan group", "Orphan one", "Orphan source", "Orphan type"], await NamesAsync("admin"));
        Assert.Equal(1, answer.GetProperty("newMembers").GetProperty("domains").GetInt32());
        Assert.DoesNotContain("orphan.example", await app.TextAsync("/api/v1/engagements/o-2", "official-importer"), StringComparison.Ordinal);
        // After an undo, the member is new again, although the caller imported it.
        using var again = await app.DeleteAsync($"/api/v1/imports/{answer.GetProperty("id").GetString()}", "official-importer");
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await app.PostAsync("/api/v1/imports", File, "official-importer")).Status);
    }

    [EngineTheory]
    [InlineData("")]
    [InlineData("&preview=true")]
    public async Task A_caller_with_row_rules_cannot_replace(string preview)
    {
        var (status, answer) = await app.PostAsync($"/api/v1/imports?mode=replace{preview}", Columns + "m-1,Talks,2031,meeting,,marked,,someone,,person,\n", "official-importer");
        Assert.Equal((HttpStatusCode.Forbidden, "replace-withheld"), (status, answer.GetProperty("code").GetString()));
        Assert.DoesNotContain("retired", $"{answer}", StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await app.AskAsync("/api/v1/engagements/m-3", "admin")).Status);
    }

    private const string Columns = "Code,Title,Start,Type,TypeName,Domain,DomainName,Participant,ParticipantName,ParticipantKind,ParticipantCountry\n";

    // Another caller imports the hidden engagements.
    private async Task ImportHiddenAsync()
    {
        var hidden = await app.ImportAsync(
            "Code,Title,Start,Type,TypeName,Category,CategoryName,Domain,DomainName,DomainGroup,DomainGroupName,Participant,ParticipantName,ParticipantKind,ParticipantCountry,"
            + "Organisation,OrganisationName,OrganisationKind,ParticipantParent,Source,SourceTitle,SourceUrl,Handling\n"
            + "h-1,Hidden,2034,visit-naval,Visit Naval,naval-category,Hidden Category,marine-works,Marine Works,marine-group,Hidden Group,navy-yard,Navy Yard,person,IL,"
            + "harbour-office,Hidden Office,government-body,,secret-log,Hidden Log,https://example.org/hidden,restricted\n"
            + "h-2,Hidden,2034,meeting,,,,marine-works,,,,dock,Hidden Dock,company,IL,,,,harbour-board,,,,restricted\n"
            + "h-3,Shown,2034,meeting,,,,marked,,,,someone,,person,US,,,,,,,,public\n");
        Assert.Null(hidden.Value?.Refusal ?? hidden.Problem);
    }

    private async Task<List<string>> NamesAsync(string role)
    {
        var names = new List<string>();
        foreach (var dimension in new[] { "domain", "domain_group", "participant", "source", "engagement_type" })
        {
            names.AddRange((await app.JsonAsync($"/api/v1/model/{dimension}/members?search=orphan", role)).GetProperty("data").EnumerateArray().Select(m => m.GetProperty("name").GetString()!));
        }

        return names;
    }

    private async Task<List<string>> SimilarMembersAsync(string file, string role) =>
    [
        .. (await PreviewAsync(file, role)).GetProperty("warnings").EnumerateArray().Select(w => w.GetProperty("message").GetString()!.Split(" looks like "))
            .Where(parts => parts.Length == 2).Select(parts => parts[1][parts[1].IndexOf('(', StringComparison.Ordinal)..(parts[1].IndexOf(')', StringComparison.Ordinal) + 1)]),
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
