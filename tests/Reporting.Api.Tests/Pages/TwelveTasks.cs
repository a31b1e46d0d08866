using System.Text;
using Microsoft.Playwright;
using Reporting.Api.Tests.ReportPages;

namespace Reporting.Api.Tests.Pages;

/// <summary>Each task with its name in docs/pages.md, and whether it is bounded to six clicks.</summary>
internal static class TwelveTasks
{
    private const string Rows = "Code,Title,Start,Type,Domain\ntwelve-tasks,A visit to be undone,2025-03-04,meeting,cyber-security\n";

    public static readonly IReadOnlyList<(string Name, bool IsBounded, Func<TaskWalk, Task> Run)> All =
    [
        ("India and Israel in the year before, by domain, as a workbook", true, WorkbookAsync),
        ("Which domain grew most", true, GrewMostAsync),
        ("Who met whom first", true, FirstMeetingAsync),
        ("Every engagement that a figure counts", true, BehindFigureAsync),
        ("What changed since the last visit", true, ChangesAsync),
        ("A saved report mailed every Monday", true, MailedAsync),
        ("A file imported and undone", false, ImportAsync),
        ("A key made", true, KeyMadeAsync),
        ("A key revoked", true, KeyRevokedAsync),
        ("The page of a person", true, MemberAsync),
        ("An engagement found by search", true, SearchAsync),
        ("An answer of Explore shared by its address", true, SharedAsync),
        ("A report as PDF", true, PdfAsync),
    ];

    private static async Task WorkbookAsync(TaskWalk walk)
    {
        await walk.ClickAsync("h3 a[href='/reports/country-pair']");
        await walk.ClickAsync("input[name=country][value=IN]");
        await walk.ClickAsync("input[name=partner][value=IL]");
        await walk.ChooseAsync("select[name='years.usual']", "previous_year");
        if (!walk.HasScripts)
        {
            await walk.ClickAsync("button[data-show]");
        }

        Assert.Matches(@"_2025_v[0-9]+\.xlsx$", await walk.DownloadAsync("button[formaction$='/files/xlsx']"));
    }

    private static async Task GrewMostAsync(TaskWalk walk)
    {
        await walk.ClickAsync("h3 a[href='/reports/yearly-review']");
        await walk.SeeAsync("#by-domain table");
    }

    private static async Task FirstMeetingAsync(TaskWalk walk)
    {
        await walk.ClickAsync(".tiles a[href='/engagements?order=date']");
        // A phone lists titles alone: the page of an engagement names the participants.
        if (walk.IsPhone)
        {
            await walk.ClickAsync(".entry h3 a");
        }

        await walk.SeeAsync("main a[href^='/members/participant/']");
    }

    private static async Task BehindFigureAsync(TaskWalk walk)
    {
        await walk.ClickAsync("h3 a[href='/reports/cooperation-by-year-and-domain']");
        await walk.ClickAsync("a.behind");
        await walk.SeeAsync(".entry");
    }

    private static async Task ImportAsync(TaskWalk walk)
    {
        await walk.ClickAsync(".bar a[href='/imports']");
        await walk.Page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "visits.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(Rows) });
        await walk.ClickAsync("form.drop button[type=submit]");
        await walk.ClickAsync("#mapping button[type=submit]");
        await walk.ClickAsync("form[action$='/import'] button");
        await walk.ClickAsync("a[href$='/undo']");
        await walk.ClickAsync("form[action$='/undo'] button");
        await walk.SeeAsync("main");
    }

    private static async Task MailedAsync(TaskWalk walk)
    {
        await walk.ClickAsync(".bar a[href='/explore']");
        await walk.ClickAsync("details.action summary");
        await walk.TypeAsync("#title", "Twelve tasks");
        await walk.ClickAsync("form[action$='/explore/save'] button[type=submit]");
        await walk.Page.ReachAsync("*/reports/saved_*");
        const string Mail = "a[href^='/subscriptions/new?report=saved_']";
        if (!await walk.Page.Locator(Mail).First.IsVisibleAsync())
        {
            // On a phone the filters open on demand, with what can be done with the report.
            await walk.ClickAsync("details.slicers > summary");
        }

        await walk.ClickAsync(Mail);
        await walk.TypeAsync(walk.HasScripts ? "#to-entry" : "[name=to]", "minister@example.org");
        if (await walk.Page.Locator("select[name=every]").CountAsync() == 0)
        {
            await walk.TypeAsync("[name=schedule]", "weekly monday 08:00");
        }
        else
        {
            await walk.MakeAsync("select[name=every]", "weekly");
            await walk.MakeAsync("select[name=weekday]", "monday");
        }

        await walk.ClickAsync("main form[action$='/subscriptions'] > button[type=submit], #subscription > button[type=submit]");
        await walk.Page.ReachAsync("*/subscriptions/*");
        Assert.DoesNotContain("/new", walk.Page.Url, StringComparison.Ordinal);
    }

    private static async Task SharedAsync(TaskWalk walk)
    {
        await walk.ClickAsync(".bar a[href='/explore']");
        // A script folds the fields of a phone, where the answer would stand far below them.
        if (walk is { IsPhone: true, HasScripts: true })
        {
            await walk.ClickAsync("details[data-slicers] > summary");
        }

        await walk.ChooseAsync("#rows", "domain");
        if (!walk.HasScripts)
        {
            await walk.ClickAsync("form.ask button[type=submit]");
        }

        await walk.Page.ReachAsync("*/explore?*rows=domain*");
        const string Answer = ".shown figure, .shown table";
        await walk.SeeAsync(Answer);
        var answer = await walk.Page.Locator(Answer).First.TextContentAsync();
        var other = await walk.Page.Context.NewPageAsync();
        await other.GotoAsync(walk.Page.Url);
        await Microsoft.Playwright.Assertions.Expect(other.Locator(Answer).First).ToHaveTextAsync(answer!);
    }

    private static async Task KeyMadeAsync(TaskWalk walk)
    {
        await OpenKeysAsync(walk);
        await walk.TypeAsync("#name", "Twelve tasks");
        await walk.ClickAsync("input[name=roles][value=reader]");
        await walk.ClickAsync("form.panel button[type=submit]");
        await walk.SeeAsync("#key");
    }

    private static async Task OpenKeysAsync(TaskWalk walk)
    {
        await walk.ClickAsync(".bar a[href='/admin']");
        await walk.ClickAsync("main a[href='/admin/keys']");
    }

    private static async Task KeyRevokedAsync(TaskWalk walk)
    {
        await OpenKeysAsync(walk);
        await walk.ClickAsync("tr:has-text('Twelve tasks') a[href$='/revoke']");
        await walk.ClickAsync("form[action$='/revoke'] button[type=submit]");
        await walk.SeeAsync("p.note");
    }

    private static async Task MemberAsync(TaskWalk walk)
    {
        await walk.ClickAsync(".tiles a[href='/members/participant']");
        await walk.ClickAsync("a[href='/members/participant/rajnath-singh']");
        await walk.SeeAsync(".tiles");
        await walk.SeeAsync("figure svg");
    }

    // The browser remembers a visit of yesterday, before the first import.
    private static async Task ChangesAsync(TaskWalk walk)
    {
        var yesterday = TimeProvider.System.GetUtcNow().AddDays(-1).ToUnixTimeSeconds();
        await walk.Page.Context.AddCookiesAsync([new Cookie { Name = "reporting.visit", Value = $"0.{yesterday}", Url = walk.Page.Url }]);
        await walk.Page.ReloadAsync();
        await walk.ClickAsync(".changes li:nth-child(2) a");
        await walk.SeeAsync(".entry");
    }

    private static async Task SearchAsync(TaskWalk walk)
    {
        await walk.ClickAsync(".bar a[href='/engagements']");
        await walk.TypeAsync("#find", "vision statement");
        await walk.ClickAsync(".finder button[type=submit]");
        await walk.ClickAsync(".entry h3 a");
        await walk.SeeAsync("table.list");
    }

    private static async Task PdfAsync(TaskWalk walk) => Assert.EndsWith(".pdf", await walk.DownloadAsync("a[href='/reports/cooperation-by-year-and-domain/files/pdf']"), StringComparison.Ordinal);
}
