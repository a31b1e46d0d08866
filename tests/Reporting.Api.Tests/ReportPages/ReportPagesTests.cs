using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Reporting.Api.Pages.Languages;
using Reporting.Api.Tests.Access;
using Reporting.Delivery.Exports;
using Reporting.Engine.Languages;
using static Microsoft.Playwright.Assertions;

namespace Reporting.Api.Tests.ReportPages;

/// <summary>The pages in a real browser, with and without scripts.</summary>
public abstract partial class ReportPagesTests(ReportingApp app, TestBrowser browser)
{
    public sealed class OnSqlite(ReportingApp app, TestBrowser browser) : ReportPagesTests(app, browser), IClassFixture<ReportingApp>, IClassFixture<TestBrowser>;

    [OnServer]
    public sealed class OnSqlServer(ServerApp<ReportingApp> server, TestBrowser browser) : ReportPagesTests(server.App, browser), IClassFixture<ServerApp<ReportingApp>>, IClassFixture<TestBrowser>;

    private const string Report = "cooperation-by-year-and-domain";
    private const string Query = "?from=2022&to=2025&domain=counter-terrorism&domain=cyber-security";

    [TheoryNeeds("chromium")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_report_can_be_chosen_filtered_and_downloaded(bool hasScripts)
    {
        var page = await browser.OpenAsync(app, hasScripts);
        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Link, new() { Name = "Cooperation by year and domain", Exact = true }).First.ClickAsync();
        await page.GetByLabel("From year").SelectOptionAsync("2022");
        await page.GetByLabel("To year").SelectOptionAsync("2025");
        await page.Locator("#field-domain summary").ClickAsync();
        await page.GetByLabel("Cyber security").CheckAsync();
        await page.GetByLabel("Counter-terrorism").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Show", Exact = true }).ClickAsync();

        // One short address to share, independent of the order of selection.
        await page.ReachAsync(url => url.EndsWith(Query, StringComparison.Ordinal));
        Assert.Equal(["2022", "2025"], [await page.GetByLabel("From year").InputValueAsync(), await page.GetByLabel("To year").InputValueAsync()]);
        await Expect(page.Locator("#field-domain summary")).ToContainTextAsync("Counter-terrorism, Cyber security");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Cooperation by year and domain, 2022 to 2025: Counter-terrorism, Cyber security");
        await Expect(page.GetByRole(AriaRole.List, new() { Name = "Filtered by" })).ToContainTextAsync("Counter-terrorism, Cyber security");
        await Expect(page.Locator("section.matrix tbody tr")).ToHaveCountAsync(3);

        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Excel" }).ClickAsync());
        using var file = new MemoryStream();
        await using (var content = await download.CreateReadStreamAsync())
        {
            await content.CopyToAsync(file);
        }

        Assert.Equal(await app.BytesAsync($"/api/v1/reports/{Report}/xlsx{Query}"), file.ToArray());
        Assert.StartsWith($"{Report}_2022-2025_", download.SuggestedFilename, StringComparison.Ordinal);
        Assert.True(browser.Complaints.IsEmpty, string.Join("\n", browser.Complaints));
    }

    [TheoryNeeds("chromium")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_long_export_shows_its_progress_and_can_be_cancelled(bool hasScripts)
    {
        // The test itself is the only worker.
        await using var idle = new ReportingApp { Engine = app.Engine, Settings = new Dictionary<string, string> { ["Exports:MaxConcurrent"] = "0" } };
        var page = await browser.OpenAsync(idle, hasScripts);
        await page.GotoAsync($"/reports/{Report}?from=2022");
        await page.GetByRole(AriaRole.Button, new() { Name = "Export in background" }).ClickAsync();
        await page.GetByLabel("All data rows behind the figures").CheckAsync();
        await page.GetByLabel("CSV", new() { Exact = true }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Start" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Waiting");

        var store = idle.Services.GetRequiredService<ExportStore>();
        var job = (await store.ClaimAsync("the test", CancellationToken.None))!;
        Assert.Equal((Report, "csv", "data"), (job.Report, job.Format, job.Section));
        Assert.Equal([KeyValuePair.Create("from", "2022")], job.Parameters);
        foreach (var percent in new[] { 43, 70 })
        {
            Assert.True(await store.ExtendAsync(job.Id, "the test", percent, percent * 10_000, 1_000_000, CancellationToken.None));
            await Expect(page.GetByRole(AriaRole.Progressbar, new() { Name = "Progress" })).ToHaveJSPropertyAsync("value", percent);
            await Expect(page.GetByText($"{percent} %: {percent}0,000 of 1,000,000 rows")).ToBeVisibleAsync();
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("The export was cancelled.");
        Assert.False(await store.ExtendAsync(job.Id, "the test", 80, 800_000, null, CancellationToken.None));
        Assert.True(browser.Complaints.IsEmpty, string.Join("\n", browser.Complaints));
    }

    [TheoryNeeds("chromium")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_export_ends_with_a_file_or_an_error(bool hasScripts)
    {
        var page = await browser.OpenAsync(app, hasScripts);
        await page.GotoAsync($"/reports/{Report}/export?domain=cyber-security");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Ready");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Download" }).ClickAsync());
        Assert.EndsWith(".xlsx", download.SuggestedFilename, StringComparison.Ordinal);

        await page.GotoAsync($"/reports/{Report}/export?domain=cyber-securty");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Failed");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("cyber-securty");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Did you mean 'cyber-security'?");
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("The export was deleted.");
    }

    [TheoryNeeds("chromium")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Members_are_found_by_name_and_selected_ones_stay(bool hasScripts)
    {
        var page = await browser.OpenAsync(app, hasScripts);
        await page.GotoAsync("/reports/participant-profile?years=2022..");
        await page.Locator("#field-participant summary").ClickAsync();
        var search = page.GetByLabel("Search in Participant");
        foreach (var (text, name) in new[] { ("gantz", "Benjamin Gantz"), ("rajnath", "Rajnath Singh") })
        {
            await search.FillAsync(text);
            await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Find" })).ToHaveCountAsync(hasScripts ? 0 : 1);
            if (!hasScripts)
            {
                await search.PressAsync("Enter");
            }

            await Expect(page.Locator("#field-participant input[name=participant]:not(:checked)")).ToHaveCountAsync(1);
            await page.GetByLabel(name).CheckAsync();
        }

        await Expect(page.GetByLabel("Benjamin Gantz")).ToBeCheckedAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Show", Exact = true }).ClickAsync();
        await page.ReachAsync(Chosen());
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Benjamin Gantz, Rajnath Singh");
        await Expect(page.Locator("#field-participant")).ToContainTextAsync("Benjamin Gantz, Rajnath Singh");
        await Expect(page.Locator("#field-participant [data-find-button]")).ToHaveJSPropertyAsync("hidden", hasScripts);
        Assert.True(browser.Complaints.IsEmpty, string.Join("\n", browser.Complaints));
    }

    [TheoryNeeds("chromium")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_report_asks_for_its_required_parameters_before_it_shows_anything(bool hasScripts)
    {
        var page = await browser.OpenAsync(app, hasScripts);
        await page.GotoAsync("/");
        await Expect(page.Locator("a[href*='country-pair/files']")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Link, new() { Name = "Country and Partner" }).ClickAsync();
        await Expect(page.GetByText("Choose Country and Partner to see the report.")).ToBeVisibleAsync();
        await Expect(page.Locator(".report")).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Excel" })).ToHaveCountAsync(0);
        await page.Locator("input[name=country][value=IN]").CheckAsync();

        // The browser itself keeps a form without a partner.
        await page.GetByRole(AriaRole.Button, new() { Name = "Show", Exact = true }).ClickAsync();
        Assert.EndsWith("/reports/country-pair", page.Url, StringComparison.Ordinal);
        await page.Locator("input[name=partner][value=IN]").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Show", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("both have 'IN'");

        // The field with the wrong value is open.
        await page.Locator("input[name=partner][value=IL]").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Show", Exact = true }).ClickAsync();
        await Expect(page.GetByText("participants of both India and Israel")).ToBeVisibleAsync();
        browser.Complaints.Clear();
    }

    [TheoryNeeds("chromium")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_person_signs_in_exports_a_file_and_signs_out(bool hasScripts)
    {
        await using var secured = new SecuredApp { Engine = app.Engine };
        var page = await browser.OpenAsync(secured, hasScripts);
        await page.GotoAsync($"/reports/{Report}?from=2022");
        await page.GetByLabel("API key").FillAsync(await secured.KeyAsync("exporter"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.ReachAsync($"*/reports/{Report}?from=2022");
        await page.GetByRole(AriaRole.Button, new() { Name = "Export in background" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Start" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Ready");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(page.GetByLabel("API key")).ToBeVisibleAsync();
        Assert.True(browser.Complaints.IsEmpty, string.Join("\n", browser.Complaints));
    }

    [TheoryNeeds("chromium")]
    [InlineData("en")]
    [InlineData("hi")]
    [InlineData("he")]
    public async Task By_keyboard_the_first_link_skips_the_page_bar(string language)
    {
        var page = await browser.OpenAsync(app);
        await page.GotoAsync("/?lang=" + language);
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal(PageCaptions.In(Language.Of(language)).SkipToContent, await page.EvaluateAsync<string>("document.activeElement.textContent"));
    }

    [TheoryNeeds("chromium")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Problems_are_shown_where_they_occur(bool hasScripts)
    {
        var page = await browser.OpenAsync(app, hasScripts);
        await page.GotoAsync($"/reports/{Report}?domian=cyber-security");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Did you mean 'domain'?");
        await page.GotoAsync($"/reports/{Report}?domain=cyber-securty");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Did you mean 'cyber-security'?");
        await page.GotoAsync($"/reports/{Report}?filter.domian=cyber-security");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Did you mean 'filter.domain'?");
        await page.GotoAsync($"/reports/{Report}?domain=cyber-securty");
        await page.GetByRole(AriaRole.Button, new() { Name = "Excel" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Did you mean 'cyber-security'?");
        browser.Complaints.Clear();
    }

    // In the order of the list, which has participants below their countries.
    [GeneratedRegex(@"/reports/participant-profile\?(?:participant=(?:benjamin-gantz|rajnath-singh)&){2}years=2022\.\.$", RegexOptions.None, 1_000)]
    private static partial Regex Chosen();
}
