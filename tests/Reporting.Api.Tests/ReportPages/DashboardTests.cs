using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Reporting.Api.Tests.ReportPages;

/// <summary>A report's page in a browser: clicks on its marks, with scripts and without, wide and narrow, from left to right and from right to left.</summary>
public abstract partial class DashboardTests(ReportingApp app, TestBrowser browser)
{
    public sealed class OnSqlite(ReportingApp app, TestBrowser browser) : DashboardTests(app, browser), IClassFixture<ReportingApp>, IClassFixture<TestBrowser>;

    [OnServer]
    public sealed class OnSqlServer(ServerApp<ReportingApp> server, TestBrowser browser) : DashboardTests(server.App, browser), IClassFixture<ServerApp<ReportingApp>>, IClassFixture<TestBrowser>;

    private const string Report = "/reports/cooperation-by-year-and-domain";
    private const string Matrix = "#by-year-and-domain";

    /// <summary>What the page's own style sheet could disturb, compared in a report within a page and in the file.</summary>
    private const string Looks = """
        () => Object.fromEntries(["h2", ".note", ".headline", ".tile dt", ".tile .figure", ".tile .small", ".legend li", ".axis-name", "caption", "thead th", "tbody th", "tbody td", "tr.total td", ".provenance dt", ".provenance dd", "svg text.axis", "svg text.value"]
          .map(one => [one, document.querySelector("section " + one + ", footer" + one)])
          .filter(([, element]) => element)
          .map(([one, element]) => { const s = getComputedStyle(element); return [one, [s.fontSize, s.fontWeight, s.fontFamily, s.textAlign, s.display, s.paddingTop, s.paddingLeft, s.backgroundColor, s.borderTopWidth, s.borderBottomWidth, s.listStyleType, s.color].join(" | ")]; }))
        """;

    [TheoryNeeds("chromium")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_name_of_a_level_above_chooses_all_its_members_and_releases_them(bool hasScripts)
    {
        var page = await browser.OpenAsync(app, hasScripts);
        await page.GotoAsync(Report);
        await OpenAsync();
        var groups = page.Locator("#field-domain .level");
        Assert.True(await groups.CountAsync() > 2);
        var members = await groups.First.Locator("input").CountAsync();
        Assert.True(members > 0);
        await groups.First.Locator("a.parent").ClickAsync();
        await page.ReachAsync(ChoosesDomains());
        await Expect(groups.First.Locator("input:checked")).ToHaveCountAsync(members);
        await Expect(page.Locator("#field-domain input:checked")).ToHaveCountAsync(members);
        await OpenAsync();
        await groups.First.Locator("a.parent").ClickAsync();
        await Expect(page.Locator("#field-domain input:checked")).ToHaveCountAsync(0);

        async Task OpenAsync()
        {
            if (await page.Locator("#field-domain").GetAttributeAsync("open") is null)
            {
                await page.Locator("#field-domain > summary").ClickAsync();
            }
        }
    }

    [TheoryNeeds("chromium")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_added_filter_opens_its_list_on_a_phone_too(bool hasScripts)
    {
        var page = await browser.OpenAsync(app, hasScripts, width: 390);
        await page.GotoAsync(Report);
        if (hasScripts)
        {
            await page.Locator("[data-slicers] > summary").ClickAsync();
        }

        await page.Locator("#field-more").SelectOptionAsync("engagement_category");
        if (!hasScripts)
        {
            await page.Locator("[data-show]").ClickAsync();
        }

        var choice = page.Locator("input[name='filter.engagement_category'][value=agreement]");
        await Expect(choice).ToBeVisibleAsync();
        await page.GotoAsync(page.Url);
        await Expect(choice).ToBeVisibleAsync();
    }

    [TheoryNeeds("chromium")]
    [InlineData("Escape")]
    [InlineData("Cancel")]
    public async Task A_slow_click_shows_that_it_works_and_can_be_cancelled(string by)
    {
        var page = await browser.OpenAsync(app);
        await page.GotoAsync(Report);
        var goesOn = new TaskCompletionSource();
        await page.RouteAsync(url => url.Contains("filter.", StringComparison.Ordinal), async route =>
        {
            await goesOn.Task;
            await route.FulfillAsync(new() { Status = 204 });
        });
        var address = page.Url;
        await page.Locator($"{Matrix} tbody th a").First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Progressbar)).ToBeVisibleAsync();
        if (by == "Escape")
        {
            await page.Keyboard.PressAsync("Escape");
        }
        else
        {
            await page.Locator("[data-working] button").ClickAsync();
        }

        await Expect(page.GetByRole(AriaRole.Progressbar)).ToBeHiddenAsync();
        Assert.Equal(address, page.Url);
        goesOn.SetResult();
        await page.UnrouteAllAsync();
        await page.Locator($"{Matrix} tbody th a").First.ClickAsync();
        await page.ReachAsync(Filtered());
        browser.Complaints.Clear();
    }

    [TheoryNeeds("chromium")]
    [InlineData(1440, "en", true)]
    [InlineData(1440, "he", true)]
    [InlineData(390, "en", true)]
    [InlineData(390, "he", true)]
    [InlineData(1440, "en", false)]
    [InlineData(390, "he", false)]
    public async Task A_click_filters_a_second_one_releases_and_every_state_is_an_address(int width, string language, bool hasScripts)
    {
        var page = await browser.OpenAsync(app, hasScripts, width);
        await page.GotoAsync($"{Report}?lang={language}");
        if (hasScripts)
        {
            await page.EvaluateAsync("window.stays = true");
        }

        var names = page.Locator($"{Matrix} tbody th a");
        var count = await names.CountAsync();
        await names.Nth(0).ClickAsync();
        await page.ReachAsync(Filtered());
        await Expect(page.Locator(".chosen-filters li")).ToHaveCountAsync(1);
        await Expect(names).ToHaveCountAsync(count);
        await Expect(names.Nth(0)).ToHaveAttributeAsync("aria-current", "true");
        if (width == 390)
        {
            // On a phone the filters have lines of their own, below the markings.
            Assert.InRange(await page.EvaluateAsync<double>("document.querySelector('.chosen-filters').clientWidth / document.querySelector('.above').clientWidth"), 0.9, 1);

            // What a matrix shows is whole, wherever it is scrolled.
            Assert.True(await page.EvaluateAsync<bool>("""
                [...document.querySelectorAll('.report .matrix caption > span')].every(span => {
                  const frame = span.closest('.scroll');
                  return [0, -9999, 9999].every(left => {
                    frame.scrollLeft = left;
                    const [text, within] = [span, frame].map(element => element.getBoundingClientRect());
                    return text.left >= within.left - 1 && text.right <= within.right + 1;
                  });
                })
                """));
        }

        var (heading, address) = (await page.Locator("h1").TextContentAsync(), page.Url);

        // The same address, opened anew, shows the same.
        var anew = await browser.OpenAsync(app, hasScripts, width);
        await anew.GotoAsync(address);
        Assert.Equal(heading, await anew.Locator("h1").TextContentAsync());
        Assert.Equal(await page.Locator(".report").InnerTextAsync(), await anew.Locator(".report").InnerTextAsync());

        // Order by a column, then back.
        await page.Locator($"{Matrix} thead a[data-order]").Nth(1).ClickAsync();
        await page.ReachAsync(Ordered());
        await page.GoBackAsync();
        await page.ReachAsync(address);
        await Expect(page.Locator("h1")).ToHaveTextAsync(heading!);

        await names.Nth(0).ClickAsync();
        await page.ReachAsync(url => !url.Contains("filter.", StringComparison.Ordinal));
        await Expect(page.Locator("h1")).Not.ToHaveTextAsync(heading!);
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"));
        if (hasScripts)
        {
            Assert.True(await page.EvaluateAsync<bool>("window.stays === true"));
        }

        Assert.Empty(browser.Complaints);
    }

    [TheoryNeeds("chromium")]
    [InlineData("a field")]
    [InlineData("a mark")]
    public async Task A_choice_made_while_the_browser_goes_back_is_kept(string choice)
    {
        var page = await browser.OpenAsync(app, width: 1440);
        await page.GotoAsync(Report);
        var names = page.Locator($"{Matrix} tbody th a");
        await names.Nth(0).ClickAsync();
        await page.ReachAsync(Filtered());
        await page.WaitForFunctionAsync("history.state?.htmx === true");
        var (goesOn, asked) = (new TaskCompletionSource(), new TaskCompletionSource());
        await page.RouteAsync(url => url.Contains(Report, StringComparison.Ordinal), async route =>
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
        if (choice == "a field")
        {
            await page.GetByLabel("From year").SelectOptionAsync(new SelectOptionValue { Index = 1 });
            goesOn.SetResult();
            await page.ReachAsync(url => url.Contains("from=", StringComparison.Ordinal) && !url.Contains("filter.", StringComparison.Ordinal));
            await Expect(page.Locator(".chosen-filters li a[href*='filter.']")).ToHaveCountAsync(0);
        }
        else
        {
            await names.Nth(1).ClickAsync(new() { Modifiers = [KeyboardModifier.Shift] });
            await page.ReachAsync(url => url.Contains("filter.", StringComparison.Ordinal));
            goesOn.SetResult();
            await Expect(page.Locator($"{Matrix} tbody th [aria-current]")).Not.ToHaveCountAsync(0);
        }

        await Expect(page.GetByRole(AriaRole.Progressbar)).ToBeHiddenAsync();
        var anew = await browser.OpenAsync(app, width: 1440);
        await anew.GotoAsync(page.Url);
        await Expect(page.Locator("h1")).ToHaveTextAsync((await anew.Locator("h1").TextContentAsync())!);
        Assert.Equal(await anew.Locator(".report").InnerTextAsync(), await page.Locator(".report").InnerTextAsync());
        Assert.Equal(await anew.Locator("#languages a[lang=he]").GetAttributeAsync("href"), await page.Locator("#languages a[lang=he]").GetAttributeAsync("href"));
        Assert.Empty(browser.Complaints);
    }

    [TheoryNeeds("chromium")]
    [InlineData(1440)]
    public async Task Shift_adds_the_menu_drills_and_leads_to_the_engagements_and_a_mark_says_its_figure(int width)
    {
        var page = await browser.OpenAsync(app, width: width);
        await page.GotoAsync(Report);
        var names = page.Locator($"{Matrix} tbody th a");
        await names.Nth(0).ClickAsync();
        await page.ReachAsync(Filtered());
        await names.Nth(1).ClickAsync(new() { Modifiers = [KeyboardModifier.Shift] });
        await page.ReachAsync(FilteredByTwo());
        await Expect(page.Locator($"{Matrix} tbody th [aria-current]")).ToHaveCountAsync(2);
        await page.GetByRole(AriaRole.Link, new() { Name = "Reset" }).ClickAsync();
        await page.ReachAsync(url => url.EndsWith(Report, StringComparison.Ordinal));

        // The menu of a year: its quarters in this section.
        var year = page.Locator("#by-year-and-group svg a[data-mark]").Filter(new() { Has = page.Locator("text") }).Last;
        await year.HoverAsync();
        await page.Locator("#by-year-and-group svg a[data-mark] rect").First.HoverAsync();
        await Expect(page.Locator("[data-tip]")).ToContainTextAsync(": ");
        await year.ClickAsync(new() { Button = MouseButton.Right });
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Drill into" }).ClickAsync();
        await page.ReachAsync(Drilled());
        await Expect(page.Locator("#by-year-and-group-title")).ToContainTextAsync("Quarter");

        // The engagements behind a cell are as many as its figure.
        await page.GotoAsync(Report);
        var cell = page.Locator($"{Matrix} tbody td a").First;
        var figure = await cell.TextContentAsync();
        await cell.FocusAsync();
        await cell.ClickAsync(new() { Button = MouseButton.Right });
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Menu)).ToBeHiddenAsync();
        await cell.ClickAsync(new() { Button = MouseButton.Right });
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Show engagements" }).ClickAsync();
        await page.ReachAsync(url => url.Contains("/engagements?", StringComparison.Ordinal));
        var query = new Uri(page.Url).Query;
        Assert.Equal(figure, (await app.JsonAsync("/api/v1/aggregates" + query.Replace("?", "?measures=engagements&", StringComparison.Ordinal))).GetProperty("data")[0].GetProperty("engagements").GetRawText());
        Assert.Empty(browser.Complaints);
    }

    [TheoryNeeds("chromium")]
    [InlineData(1280)]
    public async Task A_report_within_a_page_looks_as_the_file_does(int width)
    {
        var page = await browser.OpenAsync(app, width: width);
        await page.GotoAsync(Report);
        var within = await page.EvaluateAsync<Dictionary<string, string>>(Looks);
        await page.GotoAsync($"/api/v1{Report}/html");
        var alone = await page.EvaluateAsync<Dictionary<string, string>>(Looks);
        Assert.True(alone.Count > 10, $"Only {alone.Count} kinds of elements.");
        Assert.Empty(alone.Where(look => within.GetValueOrDefault(look.Key) != look.Value).Select(look => $"{look.Key}: {look.Value}, within a page {within.GetValueOrDefault(look.Key)}"));
    }

    [GeneratedRegex("filter.domain=[a-z-]+&show.by-year-and-domain=all$", RegexOptions.None, 1_000)]
    private static partial Regex Filtered();

    [GeneratedRegex("filter.domain=[a-z-]+,[a-z-]+&", RegexOptions.None, 1_000)]
    private static partial Regex FilteredByTwo();

    [GeneratedRegex("order.by-year-and-domain=", RegexOptions.None, 1_000)]
    private static partial Regex Ordered();

    [GeneratedRegex("[?&]domain=", RegexOptions.None, 1000)]
    private static partial Regex ChoosesDomains();

    [GeneratedRegex("filter.year=[0-9]{4}.*level.by-year-and-group=quarter", RegexOptions.None, 1_000)]
    private static partial Regex Drilled();
}
