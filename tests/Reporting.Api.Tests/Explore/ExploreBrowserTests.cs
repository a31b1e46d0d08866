using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Reporting.Api.Tests.ReportPages;
using static Microsoft.Playwright.Assertions;

namespace Reporting.Api.Tests.Explore;

/// <summary>Explore in Chromium: with scripts and without, on a desk and on a phone, from left to right and from right to left.</summary>
public abstract class ExploreBrowserTests(ReportingApp app, TestBrowser browser)
{
    public sealed class OnSqlite(ReportingApp app, TestBrowser browser) : ExploreBrowserTests(app, browser), IClassFixture<ReportingApp>, IClassFixture<TestBrowser>;

    [OnServer]
    public sealed class OnSqlServer(ServerApp<ReportingApp> server, TestBrowser browser) : ExploreBrowserTests(server.App, browser), IClassFixture<ServerApp<ReportingApp>>, IClassFixture<TestBrowser>;

    [TheoryNeeds("chromium")]
    [InlineData(1440)]
    public async Task Each_choice_shows_at_once_and_the_browser_goes_back_through_them(int width)
    {
        var page = await browser.OpenAsync(app, width: width);
        await page.GotoAsync("/explore");
        await page.GetByLabel("Columns").SelectOptionAsync("domain_group");
        await Expect(page).ToHaveURLAsync(new Regex("columns=domain_group", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await Expect(page.Locator(".shown h2").First).ToHaveTextAsync("Engagements by year and domain group");
        await page.GetByLabel("Show as").SelectOptionAsync("stacked_column");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("does not add up");
        await page.GetByRole(AriaRole.Link, new() { Name = "Show as: Columns side by side", Exact = true }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("visual=column", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await Expect(page.Locator(".shown svg").First).ToBeVisibleAsync();

        // A click on a mark filters by it.
        await page.Locator(".legend a").First.ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("domain_group=", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await page.GoBackAsync();
        await Expect(page).ToHaveURLAsync(new Regex("visual=column$", RegexOptions.None, TimeSpan.FromSeconds(1)));

        // A choice made while the page comes back is kept, and the links of the languages follow.
        await Expect(page.Locator(".legend a[aria-current]")).ToHaveCountAsync(0);
        var (goesOn, asked) = (new TaskCompletionSource(), new TaskCompletionSource());
        await page.RouteAsync(url => url.Contains("/explore?", StringComparison.Ordinal), async route =>
        {
            if (route.Request.Headers.ContainsKey("hx-history-restore-request"))
            {
                asked.SetResult();
                await goesOn.Task;
            }

            await route.ContinueAsync();
        });
        await page.EvaluateAsync("history.back()");
        await asked.Task;
        await page.GetByLabel("Columns").SelectOptionAsync("engagement_category");
        goesOn.SetResult();
        await Expect(page).ToHaveURLAsync(new Regex("columns=engagement_category.*visual=stacked_column", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await Expect(page.Locator("#languages a[lang=he]")).ToHaveAttributeAsync("href", new Regex("columns=engagement_category", RegexOptions.None, TimeSpan.FromSeconds(1)));
        Assert.Empty(browser.Complaints);
        await page.Context.CloseAsync();
    }

    [TheoryNeeds("chromium")]
    [InlineData(1440, "en", true)]
    [InlineData(390, "en", true)]
    [InlineData(1440, "he", false)]
    [InlineData(390, "he", false)]
    public async Task Without_scripts_the_form_has_a_button_and_the_page_fits_its_screen(int width, string language, bool hasScripts)
    {
        var page = await browser.OpenAsync(app, hasScripts, width);
        await page.GotoAsync($"/explore?measures=engagements,people&rows=participant_country&visual=table&lang={language}");
        if (!hasScripts)
        {
            await page.Locator("#rows").SelectOptionAsync("domain");
            await page.Locator("form.ask button[type=submit]").Last.ClickAsync();
            await Expect(page).ToHaveURLAsync(new Regex("rows=domain", RegexOptions.None, TimeSpan.FromSeconds(1)));
        }

        await Expect(page.Locator("h1")).ToHaveCountAsync(1);
        await Expect(page.Locator(".shown table").First).ToBeVisibleAsync();
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), $"wider than {width}");
        Assert.Empty(await page.EvaluateAsync<string[]>("[...document.querySelectorAll('main input:not([type=hidden]), main select')].filter(e => !e.labels?.length && !e.getAttribute('aria-label')).map(e => e.outerHTML)"));
        Assert.Empty(browser.Complaints);
        await page.Context.CloseAsync();
    }
}
