using System.Net;
using System.Text.Json;
using Reporting.Api.Tests.Access;
using Reporting.TestWarehouses;

namespace Reporting.Api.Tests.Changes;

/// <summary>What changed since a data version, as JSON and as a page.</summary>
public abstract class ChangesEndpointTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : ChangesEndpointTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : ChangesEndpointTests(WarehouseProvider.SqlServer);

    private const string Header = "Code,Title,Start,Type,Domain,Weight,Source,SourceTitle\n";

    [EngineFact]
    public async Task Changes_are_shown_as_JSON_and_as_a_page_that_import_and_overview_link_to()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        await warehouse.ImportAsync(Header + "a,First <b>,2024,meeting,cyber,,s,Old name\nb,Second,2024,meeting,cyber,,,\nc,Third,2024,meeting,radar,,s2,\nd,Fourth,2024,meeting,radar,,s,\n");
        await warehouse.ImportAsync(Header + "a,First corrected,2025-02,meeting,cyber,,s,New name\nb,Second,2024,meeting,cyber,0.5,,\nb,,,,radar,0.5,,\ne,Fifth,2024,meeting,radar,,,\n");
        await using var app = new AppWithRoles { Warehouse = warehouse };

        var answer = await app.JsonAsync("/api/v1/changes?since=1&limit=2");
        Assert.Equal(["a corrected title,startLabel,endLabel", "b recoded domains"], answer.GetProperty("data").EnumerateArray().Select(Line));
        var meta = answer.GetProperty("meta");
        Assert.Equal(("1 2 2 False", "2.b"), ($"{meta.GetProperty("since")} {meta.GetProperty("dataVersion")} {meta.GetProperty("nextSince")} {meta.GetProperty("reset")}", meta.GetProperty("next").GetString()));
        Assert.Equal("Old name", answer.GetProperty("members")[0].GetProperty("changes")[0].GetProperty("old").GetString());
        Assert.Equal(["d members ", "e new "], (await app.JsonAsync("/api/v1/changes?since=1&limit=2&after=2.b")).GetProperty("data").EnumerateArray().Select(Line));
        Assert.Equal("Fifth", (await app.JsonAsync("/api/v1/changes?since=1&after=2.d")).GetProperty("data")[0].GetProperty("engagement").GetProperty("title").GetString());

        var page = await app.TextAsync("/changes");
        foreach (var text in new[] { "First &lt;b&gt;", "First corrected", "February 2025", "cyber 100%", "cyber 50%; radar 50%", "Old name", "New name", "/engagements/e" })
        {
            Assert.Contains(text, page, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Contains("href=\"/changes?since=1\"", await app.TextAsync("/"), StringComparison.Ordinal);
        Assert.Contains("href=\"/changes?since=1\"", await app.TextAsync("/imports/2"), StringComparison.Ordinal);
        Assert.Contains("href=\"/changes?since=1&amp;limit=1&amp;after=2.a\"", await app.TextAsync("/changes?since=1&limit=1"), StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task Each_changed_field_says_of_which_kind_its_values_are()
    {
        const string Columns = "Code,Title,Summary,Start,End,Type,City,PlaceCountry,Handling,Review,ReviewedBy,Headcount,AmountUsd,Domain,Participant,ParticipantKind,Source,SourceKind,Relation,RelatedEngagement\n";
        const string Other = "b,Other,,2024,,visit,,,,,,,,,,,,,,\n";
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        await warehouse.ImportAsync(Columns + Other + "a,One,First,2024-05-01,2024-05-02,meeting,Delhi,IN,public,reviewed,A. Rao,5,2.5,cyber,p,person,s,media,implements,b\n");
        await warehouse.ImportAsync(Columns + Other + "a,Two,Second,2024-06-01,2024-06-02,agreement,Haifa,IL,official,reviewed,B. Levi,6,3.5,radar,q,person,t,official,amends,b\n");
        await using var app = new AppWithRoles { Warehouse = warehouse };

        var changes = (await app.JsonAsync("/api/v1/changes?since=1")).GetProperty("data")[0].GetProperty("changes").EnumerateArray();
        Assert.Equal(
            ["text title summary startLabel endLabel city handling", "day startDate endDate", "member type placeCountry confidence", "review review", "number headcount amountUsd", "domains domains", "participants participants", "sources sources", "relations relations"],
            changes.GroupBy(c => c.GetProperty("valueKind").GetString(), (kind, fields) => $"{kind} {string.Join(' ', fields.Select(f => f.GetProperty("field").GetString()))}"));
    }

    /// <summary>Engagements count that meet the filters of the report before or now.</summary>
    [EngineFact]
    public async Task A_section_of_a_report_lists_changes_under_its_filters_in_every_format()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        warehouse.Clock.Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
        await warehouse.ImportAsync(Header + "a,First,2024,meeting,cyber,,s,\nb,Second,2024,meeting,radar,,,\nc,Third,2024,meeting,radar,,s2,\n");
        warehouse.Clock.Now = new(2026, 1, 3, 12, 0, 0, TimeSpan.Zero);
        await warehouse.ImportAsync(Header + "a,First corrected,2024,meeting,cyber,,s,\nb,Second,2024,meeting,cyber,,,\nc,Third corrected,2024,meeting,radar,,s2,\nd,Fourth,2024,meeting,cyber,,,\n");
        await using var app = new AppWithRoles { Warehouse = warehouse };
        const string Definition = """
            {"definition": {"titles": {"en": "Changes"}, "descriptions": {"en": "What changed."},
              "parameters": [{"id": "domain", "kind": "members", "dimension": "domain", "captions": {"en": "Domain"}}],
              "sections": [{"id": "changes", "kind": "changes", "titles": {"en": "The last two days"}, "days": 2}]}}
            """;
        using var client = app.PlainClient();
        client.DefaultRequestHeaders.Add(AppWithRoles.Header, "admin");
        using var saved = await client.PostAsync("/api/v1/saved-reports", new StringContent(Definition, null, "application/json"));
        var text = await saved.Content.ReadAsStringAsync();
        Assert.True(saved.StatusCode == HttpStatusCode.Created, text);
        var report = "/api/v1/reports/" + JsonDocument.Parse(text).RootElement.GetProperty("id").GetString();

        var csv = await app.TextAsync(report + "/csv?section=changes&domain=cyber");
        Assert.Equal(["Corrected", "Links changed", "New"], csv.Split('\n').Skip(1).Select(line => line.Split(',')[0].Trim('"', '\r')).Where(word => word.Length > 0));
        Assert.Contains("Third corrected", await app.TextAsync(report + "/json"), StringComparison.Ordinal);
        Assert.Contains("Compared with data version 1.", await app.TextAsync(report + "/html?domain=cyber"), StringComparison.Ordinal);
        Assert.Contains("Links changed", await app.TextAsync(report.Replace("/api/v1", string.Empty, StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await app.AskAsync(report + "/xlsx")).Status);
    }

    [EngineFact]
    public async Task Addresses_that_say_no_known_version_are_refused()
    {
        await using var app = new AppWithRoles { Engine = engine };
        foreach (var (address, code) in new[]
        {
            ("", "missing-parameter"), ("?since=", "empty-value"), ("?since=-1", "bad-choice"), ("?since=yesterday", "bad-choice"), ("?since=99", "bad-choice"), ("?since=0&limit=1001", "bad-limit"),
            ("?since=0&after=b", "malformed-after"), ("?since=0&domain=cyber", "unknown-parameter"), ("?since=0&lang=fr", "bad-choice"),
        })
        {
            using var client = app.PlainClient();
            client.DefaultRequestHeaders.Add(AppWithRoles.Header, "admin");
            using var response = await client.GetAsync("/api/v1/changes" + address);
            Assert.Equal((HttpStatusCode.BadRequest, code), (response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("code").GetString()));
        }
    }

    private static string Line(JsonElement change) =>
        $"{change.GetProperty("code")} {change.GetProperty("kind")} {string.Join(',', change.GetProperty("changes").EnumerateArray().Select(c => c.GetProperty("field").GetString()))}";
}
