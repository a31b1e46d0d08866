using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Reporting.Api.Tests.Access;
using Reporting.Api.Tests.ImportPages;
using Reporting.TestWarehouses;
using Reporting.Warehouse.Operations;

namespace Reporting.Api.Tests.Reviews;

/// <summary>A person marks an engagement as reviewed or as a draft (decision 0074). It is an import of its own rows, and is undone as one.</summary>
public abstract class ReviewsTests(WarehouseProvider engine)
{
    private const string Csv = "Code,Title,Summary,Start,End,Type,City,PlaceCountry,Headcount,AmountUsd,Domain,Weight,Participant,ParticipantKind,Country,Role,Review,Source,SourcePublisher,SourceKind,StatedField,StatedValue,Relation,RelatedEngagement,Commitment,CommitmentText,CommitmentDue,Title.hi\n"
        + "d/1,\"Draft, \"\"talks\"\"\",=1+1,2025-06-01,2025-06-03,visit,New Delhi,IN,12,10.55,x,2,p1,person,IN,host,draft,s1,Paper,media,start,2025-06-02,follows-up,late,c1,Build,2199-05,वार्ता\n"
        + "d/1,,,,,,,,,,y,1,p2,person,IL,,,s2,Office,official,,,,,,,,\n"
        + "r1,Reviewed,,2025-07-01,,visit,,,,,x,,p1,,,,,,,,,,,,,,,\n";

    public sealed class OnSqlite() : ReviewsTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : ReviewsTests(WarehouseProvider.SqlServer);

    [EngineFact]
    public async Task A_person_marks_a_draft_as_reviewed_on_its_page_and_takes_it_back()
    {
        await using var app = await StartAsync();
        using var browser = FormBrowser.Of(app, roles: "importer");
        Assert.Equal(1, await CountAsync(app));
        await browser.OpenAsync("/engagements/d%2F1");
        Assert.Contains("href=\"/reviews/d%2F1\"", browser.Page, StringComparison.Ordinal);
        await browser.OpenAsync("/reviews/d%2F1");
        Assert.Contains("From then on, figures and lists count this engagement.", browser.Text, StringComparison.Ordinal);
        var state = Field(browser, "state");
        await browser.SendAsync("/reviews/d%2F1", ("review", "draft"), state);
        await browser.OpenAsync("/reviews/d%2F1");
        await browser.SendAsync("/reviews/d%2F1", Field(browser, "review"), Field(browser, "state"));
        Assert.Equal((HttpStatusCode.OK, 2), (browser.Status, await CountAsync(app)));
        Assert.Contains("The review was changed.", browser.Text, StringComparison.Ordinal);
        Assert.Contains("href=\"/imports/2/undo\"", browser.Page, StringComparison.Ordinal);
        var review = (await app.JsonAsync("/api/v1/engagements/d%2F1")).GetProperty("review");
        Assert.Equal(("reviewed", "tester"), (review.GetProperty("code").GetString(), review.GetProperty("by").GetString()));
        Assert.Equal(TimeProvider.System.GetUtcNow().UtcDateTime.Date, review.GetProperty("on").GetDateTime(), TimeSpan.FromDays(1));
        var lines = await app.Services.GetRequiredService<AuditStore>().ReadAsync(new AuditFilter { Action = AuditAction.Import }, 50, CancellationToken.None);
        Assert.Contains(lines, line => line is { Question: "review=reviewed", DataVersion: 2, Rows: 1 });
        Assert.Contains(lines, line => line is { Question: "review=draft", DataVersion: 1, Rows: 0 });

        await browser.OpenAsync("/imports/2/undo");
        await browser.SendAsync("/imports/2/undo");
        Assert.Equal(1, await CountAsync(app));
    }

    /// <summary>Everything else that the engagement says stays as it was.</summary>
    [EngineFact]
    public async Task Only_the_review_changes_and_the_same_review_changes_nothing()
    {
        await using var app = await StartAsync();
        var before = await WithoutReviewAsync(app);
        var made = await PatchAsync(app, "d%2F1", "reviewed");
        Assert.Equal(("reviewed", 2), (made.Answer.GetProperty("review").GetString(), made.Answer.GetProperty("import").GetInt32()));
        Assert.Equal(before, await WithoutReviewAsync(app));
        Assert.False((await PatchAsync(app, "d%2F1", "reviewed")).Answer.TryGetProperty("import", out _));
        Assert.Equal(3, (await PatchAsync(app, "d%2F1", "draft")).Answer.GetProperty("dataVersion").GetInt32());
        Assert.Equal(("draft", 1), ((await app.JsonAsync("/api/v1/engagements/d%2F1")).GetProperty("review").GetProperty("code").GetString(), await CountAsync(app)));
    }

    [EngineFact]
    public async Task What_may_not_or_cannot_be_reviewed_is_refused_and_the_page_offers_it_to_importers_only()
    {
        await using var app = await StartAsync();
        Assert.DoesNotContain("/reviews/", await app.TextAsync("/engagements/r1", "reader"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await app.AskAsync("/reviews/r1", "reader")).Status);
        Assert.Equal("unknown-engagement", await CodeAsync(app, "none", """{"review":"draft"}"""));
        foreach (var body in new[] { """{"review":"late"}""", "{}", """{"review":"draft","by":"me"}""", "[]", "x" })
        {
            Assert.Equal("malformed-request", await CodeAsync(app, "r1", body));
        }

        // Somebody changed the engagement while its page was open.
        using var browser = FormBrowser.Of(app, roles: "importer");
        await browser.OpenAsync("/reviews/r1");
        Assert.Empty((await app.Warehouse!.ImportAsync("Code,Title,Start,Type,Domain,Participant\nr1,Other,2025-07-01,visit,x,p1\n")).Refusals);
        await browser.SendAsync("/reviews/r1", Field(browser, "review"), Field(browser, "state"));
        Assert.Equal((HttpStatusCode.PreconditionFailed, 1), (browser.Status, await CountAsync(app)));
    }

    // A draft and what was not held are in no list by default, also not in those of their own page.
    [EngineFact]
    public async Task The_page_of_a_draft_lists_the_others_of_its_participants()
    {
        await using var app = await StartAsync();
        Assert.Matches("<ul class=\"related\">\\s*<li>.*/engagements/r1", await app.TextAsync("/engagements/d%2F1"));
        Assert.DoesNotContain("<ul class=\"related\">", await app.TextAsync("/engagements/r1"), StringComparison.Ordinal);
    }

    /// <summary>The city has a name in Hindi. The state of the engagement is the same in every language.</summary>
    [EngineFact]
    public async Task A_page_in_another_language_sets_the_review_too()
    {
        await using var app = await StartAsync();
        using var browser = FormBrowser.Of(app, roles: "importer");
        Assert.Contains("नई दिल्ली", await app.TextAsync("/engagements/d%2F1?lang=hi"), StringComparison.Ordinal);
        await browser.OpenAsync("/reviews/d%2F1?lang=hi");
        await browser.SendAsync("/reviews/d%2F1", Field(browser, "review"), Field(browser, "state"));
        Assert.Equal((HttpStatusCode.OK, 2), (browser.Status, await CountAsync(app)));
    }

    [EngineFact]
    public async Task The_kind_of_a_source_stands_on_the_page_in_JSON_and_in_the_feed()
    {
        await using var app = await StartAsync();
        Assert.Contains("(media)", await app.TextAsync("/engagements/d%2F1"), StringComparison.Ordinal);
        Assert.Contains("(आधिकारिक)", await app.TextAsync("/engagements/d%2F1?lang=hi"), StringComparison.Ordinal);
        Assert.Equal(["s1 media", "s2 official"], (await app.JsonAsync("/api/v1/engagements/d%2F1")).GetProperty("sources").EnumerateArray().Select(s => $"{s.GetProperty("code")} {s.GetProperty("kind")}"));
        await PatchAsync(app, "d%2F1", "reviewed");
        Assert.Equal(["s1 media", "s2 official", "unknown unknown"], (await app.JsonAsync("/odata/Sources?$select=Code,Kind&$orderby=Code")).GetProperty("value").EnumerateArray().Select(s => $"{s.GetProperty("Code")} {s.GetProperty("Kind")}"));
    }

    private async Task<AppWithRoles> StartAsync()
    {
        var warehouse = await TestWarehouse.CreateAsync(engine);
        Assert.Empty((await warehouse.ImportAsync(Csv)).Refusals);
        return new AppWithRoles { Warehouse = warehouse };
    }

    private static async Task<int> CountAsync(AppWithRoles app) =>
        (await app.JsonAsync("/api/v1/engagements")).GetProperty("meta").GetProperty("rowsInAll").GetInt32();

    private static async Task<string> WithoutReviewAsync(AppWithRoles app) => string.Join('\n', (await app.JsonAsync("/api/v1/engagements/d%2F1")).EnumerateObject().Where(p => p.Name != "review").Select(p => p.ToString()));

    private static async Task<string?> CodeAsync(AppWithRoles app, string code, string body)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        return (await PatchAsync(app, code, content)).Answer.GetProperty("code").GetString();
    }

    private static Task<(HttpStatusCode Status, JsonElement Answer)> PatchAsync(AppWithRoles app, string code, string review) => PatchAsync(app, code, JsonContent.Create(new { review }));

    private static async Task<(HttpStatusCode Status, JsonElement Answer)> PatchAsync(AppWithRoles app, string code, HttpContent content)
    {
        using var client = app.PlainClient();
        using var response = await client.PatchAsync("/api/v1/engagements/" + code, content);
        return (response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement);
    }

    private static (string, string) Field(FormBrowser browser, string name)
    {
        var start = browser.Page.IndexOf($"name=\"{name}\" value=\"", StringComparison.Ordinal) + name.Length + 15;
        return (name, browser.Page[start..browser.Page.IndexOf('"', start)]);
    }
}
