using System.Text;
using Microsoft.Playwright;
using Reporting.Api.Tests.Imports;
using Reporting.Api.Tests.ReportPages;
using static Microsoft.Playwright.Assertions;

namespace Reporting.Api.Tests.AdminPages;

/// <summary>A file is imported and undone, and a key made and revoked, in a real browser with and without scripts.</summary>
public abstract class AdminBrowserTests(ImportingApp app, TestBrowser browser)
{
    public sealed class OnSqlite(ImportingApp app, TestBrowser browser) : AdminBrowserTests(app, browser), IClassFixture<ImportingApp>, IClassFixture<TestBrowser>;

    [OnServer]
    public sealed class OnSqlServer(ServerApp<ImportingApp> server, TestBrowser browser) : AdminBrowserTests(server.App, browser), IClassFixture<ServerApp<ImportingApp>>, IClassFixture<TestBrowser>;

    private const string Exercises = "Ref;Exercise;Signed;Kind of event;Countries\n71;Blue River;2031-02-03;Field exercise;India, Israel\n72;Red Hill;2031-04-05;Staff exercise;India\n";

    [TheoryNeeds("chromium")]
    [InlineData(true, 1440)]
    [InlineData(false, 390)]
    public async Task A_file_is_mapped_checked_imported_and_undone(bool hasScripts, int width)
    {
        var page = await browser.OpenAsync(app, hasScripts, width);
        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Link, new() { Name = "Imports" }).ClickAsync();
        await page.GetByLabel("File: CSV").SetInputFilesAsync(new FilePayload { Name = $"exercises {width}.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(Exercises) });
        await page.GetByRole(AriaRole.Button, new() { Name = "Upload and read" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "The first records" })).ToBeVisibleAsync();
        Assert.Equal(0, await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));

        await page.Locator("select[name='engagement.type']").SelectOptionAsync(new SelectOptionValue { Label = "Kind of event" });
        if (!hasScripts)
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "Apply to the first records" }).ClickAsync();
        }

        // With scripts the change shows at once.
        await Expect(page.Locator(".record dd", new() { HasTextString = "Staff exercise" })).ToHaveCountAsync(2);
        await page.GetByRole(AriaRole.Button, new() { Name = "Check", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "What the import would do" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Import", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Imported. New: 2. Corrected: 0. Data version " + await VersionAsync(page) + ".");
        await page.GetByRole(AriaRole.Link, new() { Name = "Undo the import" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo the import" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("The import was undone. Engagements removed: 2; restored: 0.");
        Assert.Empty(browser.Complaints);
    }

    [TheoryNeeds("chromium")]
    [InlineData(true, 390)]
    public async Task A_key_is_made_and_revoked(bool hasScripts, int width)
    {
        var page = await browser.OpenAsync(app, hasScripts, width);
        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Link, new() { Name = "Administration" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Keys" }).First.ClickAsync();
        var name = $"Power BI {width}";
        await page.GetByLabel("Name of the person or program").FillAsync(name);
        await page.GetByLabel("reader").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the key" }).ClickAsync();
        await Expect(page.Locator("#key")).ToContainTextAsync("rk_");
        await page.GetByRole(AriaRole.Link, new() { Name = "Back to the keys" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = $"Revoke the key of {name}" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("The key was revoked.");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = $"Revoke the key of {name}" })).ToHaveCountAsync(0);
        Assert.Empty(browser.Complaints);
    }

    private static async Task<string> VersionAsync(IPage page)
    {
        await page.ReachAsync(url => System.Text.RegularExpressions.Regex.IsMatch(url, "/imports/[0-9]+$", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));
        return page.Url[(page.Url.LastIndexOf('/') + 1)..];
    }
}
