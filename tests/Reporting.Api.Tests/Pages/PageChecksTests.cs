using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Reporting.Api.Tests.Imports;
using Reporting.Api.Tests.ReportPages;
using Reporting.Delivery.SavedReports;
using Reporting.TestWarehouses;

namespace Reporting.Api.Tests.Pages;

/// <summary>
/// Checks every page of pages.txt: axe-core finds nothing serious or moderate, the HTML is valid, the console stays empty, the page weighs at most 250 kB, has
/// one h1, fits its window and breaks no word on a phone. Usually axe looks at every third page, in one language, window and colour scheme; with
/// REPORTING_DEEP=1 at all pages in all of these. REPORTING_SEED=n then takes the n-th of six parts of the pages, else it chooses the pages for axe.
/// </summary>
public abstract class PageChecksTests(ImportingApp app, TestBrowser browser)
{
    public sealed class OnSqlite(ImportingApp app, TestBrowser browser) : PageChecksTests(app, browser), IClassFixture<ImportingApp>, IClassFixture<TestBrowser>;

    [OnServer]
    public sealed class OnSqlServer(ServerApp<ImportingApp> server, TestBrowser browser) : PageChecksTests(server.App, browser), IClassFixture<ServerApp<ImportingApp>>, IClassFixture<TestBrowser>;

    // Reports in other sites are off by default.
    private readonly ImportingApp _app = Framed(app);

    private const int MaxWeight = 250_000;
    private const int Parts = 6;

    // The checks of axe take as long as all others together. Neighbours in pages.txt are pages of one kind.
    private const int AuditedEvery = 3;

    private static readonly string Checks = RepositoryRoot.File("tests", "page-checks");
    private static readonly int? Part = TestRun.Seed;
    private static readonly string[] Languages = ["en", "he", "hi"];
    private static readonly ColorScheme[] Themes = [ColorScheme.Light, ColorScheme.Dark];
    private static readonly int[] Widths = [1440, 1024, 390];

    // The page and the files that it loads.
    private const string Weight = """performance.getEntriesByType("navigation").concat(performance.getEntriesByType("resource")).reduce((sum, entry) => sum + entry.encodedBodySize, 0)""";

    private const string Audit = """
        async () => {
          const result = await axe.run(document, { resultTypes: ["violations"], iframes: false });
          return result.violations.filter(v => v.impact !== "minor").flatMap(v => v.nodes.slice(0, 5).map(n => `${v.id} (${v.impact}): ${n.html.slice(0, 200)} ${n.failureSummary.replace(/\s+/g, " ").slice(0, 300)}`));
        }
        """;

    [EngineFact]
    public async Task Every_route_of_a_page_and_every_report_is_checked()
    {
        var reports = (await _app.JsonAsync("/api/v1/reports")).EnumerateArray().Select(r => r.GetProperty("id").GetString()!).Where(id => !SavedReport.IsId(id)).Select(id => "/reports/" + id).ToList();
        Assert.Empty(await CheckedPages.NotCheckedAsync(_app.Services.GetRequiredService<EndpointDataSource>(), reports));
    }

    [PackagesFact("page-checks", "chromium")]
    public async Task Every_page_is_accessible_valid_quiet_and_light_and_fits_every_window()
    {
        var pages = await CheckedPages.ReadAsync(_app);
        var findings = new ConcurrentQueue<string>();
        var folder = Directory.CreateTempSubdirectory("reporting-pages-").FullName;
        try
        {
            await Task.WhenAll(Languages.Select((language, i) => CheckAsync(pages.Where((_, number) => TestRun.IsDeep ? Part is null || number % Parts == Part % Parts : number % Languages.Length == i), language, folder, findings)));
            var errors = await ExternalPrograms.RunAsync("node", [Path.Combine(Checks, "validate.mjs"), folder]);
            var all = findings.Concat(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)).ToList();
            Assert.True(all.Count == 0, string.Join('\n', all));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static ImportingApp Framed(ImportingApp app)
    {
        app.Settings = new Dictionary<string, string>(app.Settings) { ["Embed:Origins"] = "https://intranet.example.org" };
        return app;
    }

    private async Task CheckAsync(IEnumerable<CheckedPage> pages, string language, string folder, ConcurrentQueue<string> findings)
    {
        var axe = await File.ReadAllTextAsync(Path.Combine(Checks, "node_modules", "axe-core", "axe.min.js"));
        var page = await browser.OpenAsync(_app, width: Widths[0]);
        var messages = new ConcurrentQueue<string>();
        page.Console += (_, message) => messages.Enqueue(message.Text);
        page.PageError += (_, error) => messages.Enqueue(error);
        await page.GotoAsync("/?lang=" + language);
        var checkedPages = 0;
        foreach (var (status, listed) in pages)
        {
            await page.SetViewportSizeAsync(Widths[0], 900);
            var address = listed.Replace("{language}", language, StringComparison.Ordinal);
            var at = $"{address} ({language})";
            messages.Clear();
            var response = (await page.GotoAsync(address, new() { WaitUntil = WaitUntilState.Load }))!;
            await File.WriteAllTextAsync(Path.Combine(folder, string.Concat(at.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_')) + ".html"), await response.TextAsync());
            Find(response.Status == status, $"status {response.Status}");
            Find(await page.EvaluateAsync<string>("document.documentElement.lang") == language, "another language");
            Find(await page.Locator("h1").CountAsync() == 1, "not one h1");
            Find(await page.Locator("main").CountAsync() == 1, "not one main part");
            var weight = await page.EvaluateAsync<int>(Weight);
            Find(weight <= MaxWeight, string.Create(CultureInfo.InvariantCulture, $"{weight:N0} bytes"));
            foreach (var width in Widths)
            {
                await page.SetViewportSizeAsync(width, 900);
                Find(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), $"scrolls sideways at {width} pixels");
            }

            FindAll(await page.EvaluateAsync<string[]>(TestBrowser.BrokenWords), "broken word");
            var (number, left) = Math.DivRem(checkedPages++ + (Part ?? 0), AuditedEvery);
            if (TestRun.IsDeep || left == 0)
            {
                await AuditAsync(number);
            }

            // Chromium itself reports a page with an error status.
            FindAll(messages.Where(m => status < 400 || !m.Contains($"status of {status}", StringComparison.Ordinal)), "console");

            async Task AuditAsync(int turn)
            {
                await page.EvaluateAsync(axe);
                foreach (var width in Widths.Where((_, i) => TestRun.IsDeep || i == turn % Widths.Length))
                {
                    await page.SetViewportSizeAsync(width, 900);
                    foreach (var theme in Themes.Where((_, i) => TestRun.IsDeep || i == turn % Themes.Length))
                    {
                        await page.EmulateMediaAsync(new() { ColorScheme = theme });
                        FindAll(await page.EvaluateAsync<string[]>(Audit), string.Create(CultureInfo.InvariantCulture, $"axe, {theme}, {width} pixels"));
                    }
                }
            }

            void Find(bool isGood, string what) => FindAll(isGood ? [] : [what], "page");

            void FindAll(IEnumerable<string> found, string by)
            {
                foreach (var what in found)
                {
                    findings.Enqueue($"{at} {by}: {what}");
                }
            }
        }

        // The recorded errors were checked above.
        browser.Complaints.Clear();
    }
}
