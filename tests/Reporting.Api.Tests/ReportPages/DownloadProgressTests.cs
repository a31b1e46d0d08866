using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Reporting.Api.Tests.ReportPages;

/// <summary>Downloads on pages: progress, cancelling, and a way on when a file cannot be made.</summary>
public abstract class DownloadProgressTests(ReportingApp app, TestBrowser browser)
{
    public sealed class OnSqlite(ReportingApp app, TestBrowser browser) : DownloadProgressTests(app, browser), IClassFixture<ReportingApp>, IClassFixture<TestBrowser>;

    [OnServer]
    public sealed class OnSqlServer(ServerApp<ReportingApp> server, TestBrowser browser) : DownloadProgressTests(server.App, browser), IClassFixture<ServerApp<ReportingApp>>, IClassFixture<TestBrowser>;

    private const string Report = "/reports/cooperation-by-year-and-domain";

    [TheoryNeeds("chromium")]
    [InlineData("Excel")]
    public async Task A_slow_download_shows_its_progress_and_can_be_cancelled(string format)
    {
        var page = await browser.OpenAsync(app);
        var goesOn = new TaskCompletionSource();
        await page.RouteAsync("**/files/**", async route =>
        {
            await goesOn.Task;
            await route.ContinueAsync();
        });
        await page.GotoAsync($"{Report}?from=2022");
        await page.GetByRole(AriaRole.Button, new() { Name = format }).ClickAsync();
        await Expect(page.GetByText($"Preparing {format} …")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Progressbar)).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Progressbar)).ToBeHiddenAsync();

        goesOn.SetResult();
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = format }).ClickAsync());
        Assert.EndsWith(".xlsx", download.SuggestedFilename, StringComparison.Ordinal);
        await Expect(page.GetByRole(AriaRole.Progressbar)).ToBeHiddenAsync();
        Assert.StartsWith($"{Report}?from=2022", new Uri(page.Url).PathAndQuery, StringComparison.Ordinal);
    }

    [TheoryNeeds("chromium")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_that_cannot_be_made_now_is_made_in_the_background_with_one_click(bool hasScripts)
    {
        await using var withoutPdf = new ReportingApp { Engine = app.Engine, Settings = new Dictionary<string, string> { ["Pdf:ChromiumPath"] = "/none/chromium" } };
        var page = await browser.OpenAsync(withoutPdf, hasScripts);
        await page.GotoAsync($"{Report}?from=2022");
        await page.GetByRole(AriaRole.Button, new() { Name = "PDF" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("The download failed");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("PDF needs Chromium");
        await page.GetByRole(AriaRole.Button, new() { Name = "Export in background" }).ClickAsync();
        await page.ReachAsync("*/exports/*");
        browser.Complaints.Clear();
    }
}
