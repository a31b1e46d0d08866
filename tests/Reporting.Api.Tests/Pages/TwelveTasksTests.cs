using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;
using Reporting.Api.Tests.Access;
using Reporting.Api.Tests.ReportPages;
using Reporting.TestWarehouses;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace Reporting.Api.Tests.Pages;

/// <summary>
/// The tasks that people come for, from the first page on, in a browser. Each takes at most six clicks; an import takes more. REPORTING_DEEP=1 asks every
/// task with scripts and without, in three widths and two languages; with REPORTING_UPDATE_CASES=1 it writes the table in docs/pages.md.
/// </summary>
public abstract class TwelveTasksTests(WarehouseProvider engine, TestBrowser browser, ITestOutputHelper output)
{
    public sealed class OnSqlite(TestBrowser browser, ITestOutputHelper output) : TwelveTasksTests(WarehouseProvider.Sqlite, browser, output), IClassFixture<TestBrowser>;

    [OnServer]
    public sealed class OnSqlServer(TestBrowser browser, ITestOutputHelper output) : TwelveTasksTests(WarehouseProvider.SqlServer, browser, output), IClassFixture<TestBrowser>;

    private const int MaxClicks = 6;

    private static readonly bool Updates = Environment.GetEnvironmentVariable("REPORTING_UPDATE_CASES") == "1";

    [TheoryNeeds("chromium")]
    [InlineData("en", 1440, true)]
    public Task Each_task_takes_a_few_clicks(string language, int width, bool hasScripts) => WalkAsync(language, width, hasScripts);

    [TheoryNeeds("chromium")]
    [InlineData("en", 1440, false)]
    [InlineData("en", 1024, true)]
    [InlineData("en", 1024, false)]
    [InlineData("en", 390, true)]
    [InlineData("en", 390, false)]
    [InlineData("he", 1440, true)]
    [InlineData("he", 1440, false)]
    [InlineData("he", 1024, true)]
    [InlineData("he", 1024, false)]
    [InlineData("he", 390, true)]
    [InlineData("he", 390, false)]
    public Task Each_task_takes_as_few_clicks_in_every_width_and_language_and_without_scripts(string language, int width, bool hasScripts) =>
        TestRun.IsDeep ? WalkAsync(language, width, hasScripts) : Task.CompletedTask;

    private async Task WalkAsync(string language, int width, bool hasScripts)
    {
        await using var app = new AppWithRoles { Engine = engine };
        var rows = new List<string>();
        foreach (var (name, isBounded, run) in TwelveTasks.All.Where(t => TestRun.IsDeep || !t.Name.EndsWith("PDF", StringComparison.Ordinal)))
        {
            var page = await browser.OpenAsync(app, hasScripts, width);
            var walk = new TaskWalk(page, hasScripts, width < 640);
            await page.GotoAsync("/?lang=" + language);
            var begun = Stopwatch.StartNew();
            try
            {
                await run(walk);
            }
            catch (Exception e) when (e is PlaywrightException or TimeoutException or Xunit.Sdk.XunitException)
            {
                throw new InvalidOperationException($"{name} ({language}, {width}, scripts {hasScripts}) at {page.Url} after {walk.Clicks} clicks: {e.Message}", e);
            }

            Assert.True(walk.Clicks <= MaxClicks || !isBounded, $"{name}: {walk.Clicks} clicks");
            rows.Add(string.Create(CultureInfo.InvariantCulture, $"| {name} | {walk.Clicks} | {begun.Elapsed.TotalSeconds:0.0} |"));
            await page.Context.CloseAsync();
        }

        output.WriteLine(string.Join('\n', rows));
        Assert.Empty(browser.Complaints);
        if (Updates && TestRun.IsDeep && (language, width, hasScripts) == ("en", 1440, true))
        {
            await UpdateAsync(rows);
        }
    }

    private static async Task UpdateAsync(List<string> rows)
    {
        const string Heading = "| Task | Clicks | Seconds |\n|---|---|---|\n";
        var file = RepositoryRoot.File("docs", "pages.md");
        var text = await File.ReadAllTextAsync(file);
        var begin = text.IndexOf(Heading, StringComparison.Ordinal) + Heading.Length;
        var end = text.IndexOf("\n\n", begin, StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, text[..begin] + string.Join('\n', rows) + text[end..]);
    }
}

/// <summary>One person at a page, whose clicks are counted. Choosing from a list is a click; typing is none.</summary>
internal sealed class TaskWalk(IPage page, bool hasScripts, bool isPhone)
{
    public IPage Page => page;

    public bool HasScripts => hasScripts;

    public bool IsPhone => isPhone;

    public int Clicks { get; private set; }

    public Task ClickAsync(string selector)
    {
        Clicks++;
        return page.Locator(selector).First.ClickAsync();
    }

    public Task ChooseAsync(string selector, string value)
    {
        Clicks++;
        return page.Locator(selector).First.SelectOptionAsync(value);
    }

    /// <summary>Chooses from a list unless the value is chosen already.</summary>
    public async Task MakeAsync(string selector, string value)
    {
        if (await page.Locator(selector).First.InputValueAsync() != value)
        {
            await ChooseAsync(selector, value);
        }
    }

    public Task TypeAsync(string selector, string text) => page.Locator(selector).First.FillAsync(text);

    public async Task<string> DownloadAsync(string selector) =>
        (await page.RunAndWaitForDownloadAsync(() => ClickAsync(selector))).SuggestedFilename;

    public Task SeeAsync(string selector) => Expect(page.Locator(selector).First).ToBeVisibleAsync();
}
