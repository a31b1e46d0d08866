using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Reporting.Api.Tests.Access;
using Reporting.TestWarehouses;
using Reporting.Warehouse.Operations;

namespace Reporting.Api.Tests.Home;

/// <summary>The first page: figures of the data, what changed, and pictures of reports.</summary>
public abstract partial class HomeTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : HomeTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : HomeTests(WarehouseProvider.SqlServer);

    private const string Header = "Code,Title,Start,Type,Domain\n";

    [EngineFact]
    public async Task Figures_of_the_first_page_are_those_of_the_API()
    {
        await using var app = new AppWithRoles { Engine = engine };
        var page = WebUtility.HtmlDecode(await app.TextAsync("/"));
        var totals = (await app.JsonAsync("/api/v1/aggregates?measures=engagements,countries,participants,organisations,sources&totals=true")).GetProperty("totals");
        foreach (var measure in new[] { "engagements", "countries", "participants", "organisations", "sources" })
        {
            Assert.Contains($"<span class=\"figure\">{totals.GetProperty(measure)}</span>", page, StringComparison.Ordinal);
        }

        Assert.Contains($"{totals.GetProperty("engagements")} engagements in all years; most in ", page, StringComparison.Ordinal);
        foreach (var address in Link().Matches(page).Select(m => m.Groups["address"].Value).Distinct())
        {
            await app.TextAsync(address);
        }

        // The newest engagements, and the ways to all reports.
        Assert.Contains("id=\"latest\"", page, StringComparison.Ordinal);
        Assert.Contains("id=\"reports\"", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, (await app.AskAsync("/reports")).Status);
    }

    [EngineFact]
    public async Task Missing_and_misspelt_choices_are_offered()
    {
        await using var app = new AppWithRoles { Engine = engine };
        Assert.Contains("href=\"?country=IL&partner=IN\"", WebUtility.HtmlDecode(await app.TextAsync("/reports/country-pair")), StringComparison.Ordinal);
        Assert.Contains("href=\"/members?name=Rajnath\"", await app.TextAsync("/members?name=Rajnaht"), StringComparison.Ordinal);
        Assert.Contains("/members/participant/rajnath-singh\"", await app.TextAsync("/members?name=rajnath"), StringComparison.Ordinal);
        Assert.Contains("/members?name=Rajnaht\"", await app.TextAsync("/engagements?find=Rajnaht"), StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task The_first_page_says_what_the_last_import_changed_and_what_changed_since_the_last_visit()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        await warehouse.ImportAsync(Header + "a,First,2024,meeting,cyber\nb,Second,2024,meeting,cyber\n");
        await using var app = new AppWithRoles { Warehouse = warehouse };
        var (first, cookie) = await VisitAsync(app, null);
        Assert.Contains("2 new.", first, StringComparison.Ordinal);
        Assert.DoesNotContain("Since your last visit", first, StringComparison.Ordinal);

        // One corrected, one new. Within half an hour it is the same visit.
        await warehouse.ImportAsync(Header + "b,Second corrected,2024,meeting,cyber\nc,Third,2025,meeting,radar\n");
        (var second, cookie) = await VisitAsync(app, cookie);
        Assert.Contains("1 new, 1 corrected.", second, StringComparison.Ordinal);
        Assert.DoesNotContain("Since your last visit", second, StringComparison.Ordinal);

        // A visit of yesterday, which saw version 1.
        var yesterday = "reporting.visit=1." + TimeProvider.System.GetUtcNow().AddDays(-1).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        (var third, cookie) = await VisitAsync(app, yesterday);
        Assert.Contains("Since your last visit", third, StringComparison.Ordinal);
        Assert.Equal(2, Changed().Count(third));
        (var again, _) = await VisitAsync(app, cookie);
        Assert.Contains("Since your last visit", again, StringComparison.Ordinal);

        var listed = (await app.JsonAsync("/api/v1/engagements?since=1&order=code")).GetProperty("data").EnumerateArray().Select(e => e.GetProperty("code").GetString());
        Assert.Equal(["b", "c"], listed);
        Assert.Equal(1, (await app.JsonAsync("/api/v1/aggregates?since=1&domain=radar&totals=true&measures=engagements")).GetProperty("totals").GetProperty("engagements").GetInt64());
        Assert.Contains("New or corrected after data version 1", await app.TextAsync("/engagements?since=1"), StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task A_reader_under_row_rules_gets_one_number_of_visible_changes()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        await warehouse.ImportAsync("Code,Title,Start,Type,Domain,Handling\na,First,2024,meeting,cyber,public\n");
        await warehouse.ImportAsync("Code,Title,Start,Type,Domain,Handling\na,Corrected,2024,meeting,cyber,public\nb,Second,2024,meeting,cyber,public\nc,Third,2024,meeting,cyber,restricted\n");
        await using var app = new AppWithRoles { Warehouse = warehouse, AccessRules = RepositoryRoot.File("reports", "access.yml") };
        Assert.Contains("New or corrected engagements: 2.", await app.TextAsync("/", "reader"), StringComparison.Ordinal);
        Assert.Contains("2 new, 1 corrected.", await app.TextAsync("/", "admin"), StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task Each_report_without_a_choice_has_a_picture_of_its_first_chart()
    {
        await using var app = new AppWithRoles { Engine = engine };
        var pictures = Picture().Matches(await app.TextAsync("/")).Select(m => m.Groups["address"].Value).ToList();
        Assert.Equal(6, pictures.Count);
        foreach (var picture in pictures)
        {
            using var client = app.PlainClient();
            using var response = await client.GetAsync(picture);
            Assert.Equal("image/svg+xml", response.Content.Headers.ContentType!.MediaType);
            Assert.Contains("<rect ", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await app.AskAsync("/reports/country-pair/picture")).Status);
    }

    [EngineFact]
    public async Task A_saved_report_has_its_picture_and_an_unnamed_subscription_the_name_of_its_report()
    {
        await using var app = new AppWithRoles { Engine = engine };
        var saved = (await PostAsync("/api/v1/saved-reports", "application/yaml", await app.TextAsync("/api/v1/reports/cooperation-by-year-and-domain/definition"))).GetProperty("id").GetString();
        var mailed = await PostAsync("/api/v1/subscriptions", "application/json", """
            {"report": "cooperation-by-year-and-domain", "parameters": {"from": "2020", "participant_country": "IN", "filter.domain": "cyber-security"}, "recipients": ["asha@example.org"], "schedule": "weekly monday 08:00", "timeZone": "Asia/Kolkata"}
            """);
        var page = WebUtility.HtmlDecode(await app.TextAsync("/"));
        Assert.Contains($"src=\"/reports/{saved}/picture\"", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await app.AskAsync($"/reports/{saved}/picture")).Status);
        const string name = "Cooperation by year and domain: From year 2020; India; Cyber security";
        var id = mailed.GetProperty("id").GetString();
        foreach (var address in new[] { "/", "/subscriptions", $"/subscriptions/{id}", $"/subscriptions/{id}/delete" })
        {
            Assert.Contains(name, WebUtility.HtmlDecode(await app.TextAsync(address)), StringComparison.Ordinal);
        }

        Assert.Contains("שיתוף פעולה לפי שנה ותחום: משנה 2020; הודו; ", WebUtility.HtmlDecode(await app.TextAsync("/subscriptions?lang=he")), StringComparison.Ordinal);

        async Task<JsonElement> PostAsync(string address, string type, string body)
        {
            using var client = app.PlainClient();
            using var sent = await client.PostAsync(address, new StringContent(body, Encoding.UTF8, type));
            Assert.Equal(HttpStatusCode.Created, sent.StatusCode);
            return JsonDocument.Parse(await sent.Content.ReadAsStringAsync()).RootElement;
        }
    }

    [EngineFact]
    public async Task Visits_of_a_person_are_kept_in_the_operations_database()
    {
        await using var app = new AppWithRoles { Engine = engine };
        var store = app.Services.GetRequiredService<VisitStore>();
        Assert.Null(await store.FindAsync("someone", default));
        var (before, now) = (new Visit(3, new DateTimeOffset(2026, 11, 1, 8, 0, 0, TimeSpan.Zero)), new Visit(4, new DateTimeOffset(2026, 11, 2, 9, 30, 0, TimeSpan.Zero)));
        await store.SaveAsync("someone", new Visits(before, null), default);
        Assert.Equal(new Visits(before, null), await store.FindAsync("someone", default));
        await store.SaveAsync("someone", new Visits(now, before), default);
        Assert.Equal(new Visits(now, before), await store.FindAsync("someone", default));
    }

    private static async Task<(string Text, string Cookie)> VisitAsync(AppWithRoles app, string? cookie)
    {
        using var client = app.PlainClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        if (cookie is not null)
        {
            request.Headers.Add("Cookie", cookie);
        }

        using var response = await client.SendAsync(request);
        var set = response.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("reporting.visit=", StringComparison.Ordinal));
        return (WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync()), set.Split(';')[0]);
    }

    [GeneratedRegex("href=\"(?<address>/(members|engagements)[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    [GeneratedRegex("1 new, 1 corrected\\.", RegexOptions.None, 1000)]
    private static partial Regex Changed();

    [GeneratedRegex("<img class=\"picture\" src=\"(?<address>[^\"]*)\"", RegexOptions.None, 1000)]
    private static partial Regex Picture();
}
