using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Pdf;
using Reporting.Rendering.Renderers;
using Reporting.Warehouse.Problems;

namespace Reporting.Rendering.Tests.Pdf;

[Collection("chromium")]
public class PdfRendererTests
{
    [FactNeeds("chromium", "pdftotext", "pdfinfo")]
    public async Task The_file_is_tagged_and_titled_and_has_every_figure_and_name()
    {
        var path = TestRenderer.Temporary(await TestRenderer.BytesAsync("pdf", SampleReport.Whole()), ".pdf");
        var text = TestRenderer.Run("pdftotext", "-layout", path, "-").Normalize(NormalizationForm.FormC);
        Assert.All(SampleFigures.Of(SampleReport.Whole()), figure => Assert.Contains(figure, text, StringComparison.Ordinal));
        Assert.Contains(SampleReport.Devanagari.Normalize(NormalizationForm.FormC), text, StringComparison.Ordinal);
        Assert.Contains(SampleReport.Hebrew, Regex.Replace(text, "[\u200E\u200F\u202A-\u202E\u2066-\u2069]", string.Empty, RegexOptions.None, TimeSpan.FromSeconds(1)), StringComparison.Ordinal);
        Assert.Contains("Page 1 of", text, StringComparison.Ordinal);
        Assert.Contains("Data version 3", text, StringComparison.Ordinal);

        var info = TestRenderer.Run("pdfinfo", path);
        Assert.Matches(@"Tagged:\s+yes", info);
        Assert.Matches(@"Title:\s+Cooperation by year and domain, India and Israel", info);
        File.Delete(path);
    }

    [FactNeeds("chromium", "pdfinfo", "qpdf")]
    public async Task The_creator_is_Reporting_and_links_use_the_public_address_or_are_absent()
    {
        foreach (var pack in new[] { "true", "false" })
        {
            var (alone, json) = await MadeAsync(("Pdf:Pack", pack));
            Assert.Matches(@"Creator:\s+Reporting\n", alone);
            Assert.Matches(@"Author:\s+Reporting\n", alone);
            Assert.Matches(@"Producer:\s+Reporting\s*\n", alone);
            Assert.Matches(@"PDF version:\s+1.7", alone);
            Assert.DoesNotContain("localhost", json, StringComparison.Ordinal);

            // A chart is a figure with a title and a description.
            Assert.Matches("\"/Alt\": \"u:[^\"]{20}", json);
        }

        var (_, linked) = await MadeAsync(("PublicBaseUrl", "https://reports.example.org/cooperation/"));
        Assert.Contains("https://reports.example.org/cooperation/", linked, StringComparison.Ordinal);

        static async Task<(string Info, string Json)> MadeAsync((string, string) setting)
        {
            await using var services = TestRenderer.Services(setting);
            Assert.True((await services.GetRequiredService<ReportRenderers>().RenderAsync("pdf", SampleReport.Whole(), CancellationToken.None)).IsValue(out var file, out var problem), problem?.Message);
            var path = TestRenderer.Temporary(file.Content.ToArray(), ".pdf");
            TestRenderer.Run("qpdf", "--check", path);
            var made = (TestRenderer.Run("pdfinfo", path), TestRenderer.Run("qpdf", "--json", path));
            File.Delete(path);
            return made;
        }
    }

    [FactNeeds("chromium", "qpdf")]
    public async Task The_file_is_valid_with_an_outline_and_a_language()
    {
        var path = TestRenderer.Temporary(await TestRenderer.BytesAsync("pdf", SampleReport.Whole()), ".pdf");
        var json = TestRenderer.Run("qpdf", "--json", path);
        Assert.All(SampleReport.Whole().Sections, section => Assert.Contains($"\"title\": \"{section.Title}\"", json, StringComparison.Ordinal));
        Assert.Contains("\"/Lang\": \"u:en\"", json, StringComparison.Ordinal);
        TestRenderer.Run("qpdf", "--check", path);
        File.Delete(path);
    }

    [FactNeeds("chromium", "pdfinfo", "pdftotext")]
    public async Task A_wide_matrix_is_on_a_landscape_page_and_all_content_fits()
    {
        var path = TestRenderer.Temporary(await TestRenderer.BytesAsync("pdf", WideReport.Of(24, 30, charts: 12)), ".pdf");
        var text = TestRenderer.Run("pdftotext", "-layout", path, "-");
        Assert.All(SampleFigures.Of(WideReport.Of(24, 30, charts: 12)), figure => Assert.Contains(figure, text, StringComparison.Ordinal));
        var sizes = TestRenderer.Run("pdfinfo", "-l", "99", path).Split('\n').Where(line => line.Contains(" size:", StringComparison.Ordinal)).ToList();
        Assert.Contains(sizes, line => line.Contains("841.92 x 594.96", StringComparison.Ordinal) || line.Contains("841.92 x 595", StringComparison.Ordinal));
        var boxes = System.Xml.Linq.XDocument.Parse(Regex.Replace(TestRenderer.Run("pdftotext", "-bbox", path, "-"), "<!DOCTYPE[^>]*>", string.Empty, RegexOptions.None, TimeSpan.FromSeconds(1)));
        foreach (var page in boxes.Descendants().Where(element => element.Name.LocalName == "page"))
        {
            var (width, height) = ((double)page.Attribute("width")!, (double)page.Attribute("height")!);
            Assert.NotEmpty(page.Elements());
            Assert.All(page.Elements(), word =>
            {
                Assert.InRange((double)word.Attribute("xMin")!, 20, width - 20);
                Assert.InRange((double)word.Attribute("xMax")!, 20, width - 20);
                Assert.InRange((double)word.Attribute("yMax")!, 0, height);
            });
        }

        if (Environment.GetEnvironmentVariable("RENDER_SAMPLES") is { } folder)
        {
            File.Copy(path, Path.Combine(folder, "wide.pdf"), overwrite: true);
        }

        File.Delete(path);
    }

    [FactNeeds("chromium", "qpdf", "pdfinfo")]
    public async Task Five_pages_of_tables_are_a_small_file()
    {
        var path = TestRenderer.Temporary(await TestRenderer.BytesAsync("pdf", WideReport.Of(10, 45, charts: 0)), ".pdf");
        Assert.InRange(int.Parse(Regex.Match(TestRenderer.Run("pdfinfo", path), "Pages: *(?<pages>[0-9]+)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["pages"].Value, System.Globalization.CultureInfo.InvariantCulture), 4, 8);
        Assert.InRange(new FileInfo(path).Length, 10_000, 300_000);
        Assert.Matches(@"Tagged:\s+yes", TestRenderer.Run("pdfinfo", path));
        TestRenderer.Run("qpdf", "--check", path);
        File.Delete(path);
    }

    [FactNeeds("chromium", "pdfinfo")]
    public async Task A_setting_selects_Letter_paper()
    {
        await using var services = TestRenderer.Services(("Pdf:Paper", "Letter"), ("Pdf:Pack", "false"));
        Assert.True((await services.GetRequiredService<ReportRenderers>().RenderAsync("pdf", WideReport.Of(24, 3, charts: 1), CancellationToken.None)).IsValue(out var file, out var problem), problem?.Message);
        var path = TestRenderer.Temporary(file.Content.ToArray(), ".pdf");
        var info = TestRenderer.Run("pdfinfo", "-l", "9", path);
        Assert.Contains("792 x 612", info, StringComparison.Ordinal);
        Assert.Contains("612 x 792", info, StringComparison.Ordinal);
        File.Delete(path);
    }

    [FactNeeds("chromium")]
    public async Task Killing_Chromium_during_prints_costs_each_request_at_most_one_retry()
    {
        await using var services = TestRenderer.WithOwnBrowser(("Pdf:MaxConcurrent", "2"));
        var renderers = services.GetRequiredService<ReportRenderers>();
        Assert.Null((await renderers.RenderAsync("pdf", SampleReport.Whole(), CancellationToken.None)).Problem);
        var chromium = services.GetRequiredService<ChromiumBrowser>();
        var asked = Enumerable.Range(0, 8).Select(_ => renderers.RenderAsync("pdf", WideReport.Of(9, 12, charts: 1), CancellationToken.None)).ToList();
        while (chromium.Pages == 0)
        {
            await Task.Yield();
        }

        KillBrowser();
        Assert.All(await Task.WhenAll(asked), outcome => Assert.Null(outcome.Problem));

        // However many requests come at once, open pages do not exceed the limit.
        Assert.InRange(chromium.MaxPages, 1, 2);
        Assert.InRange(chromium.Retries, 1, 2);
    }

    [FactNeeds("chromium")]
    public async Task Long_reports_take_half_of_the_places_and_brief_ones_the_others()
    {
        await using var services = TestRenderer.WithOwnBrowser(("Pdf:MaxConcurrent", "2"));
        var (renderers, chromium) = (services.GetRequiredService<ReportRenderers>(), services.GetRequiredService<ChromiumBrowser>());
        var tall = WideReport.Of(2, 260, charts: 0).Counted();
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => renderers.RenderAsync("pdf", tall, CancellationToken.None))), outcome => Assert.Null(outcome.Problem));
        Assert.Equal(1, chromium.MaxPages);

        var waiting = Enumerable.Range(0, 2).Select(_ => renderers.RenderAsync("pdf", tall, CancellationToken.None)).ToList();
        while (chromium.Pages == 0)
        {
            await Task.Yield();
        }

        Assert.Null((await renderers.RenderAsync("pdf", SampleReport.Whole() with { Sections = [SampleReport.Kpis()] }, CancellationToken.None)).Problem);
        Assert.All(await Task.WhenAll(waiting), outcome => Assert.Null(outcome.Problem));
        Assert.Equal(2, chromium.MaxPages);
    }

    [Fact]
    public async Task A_reader_of_a_long_report_waits_once_for_both_of_its_places()
    {
        using var places = new PdfPlaces(new PdfOptions { MaxConcurrent = 2, WaitSeconds = 3 });
        var (tall, brief) = (WideReport.Of(2, 260, charts: 0).Counted(), SampleReport.Whole() with { Sections = [SampleReport.Kpis()] });
        var (firstEnds, end) = (new TaskCompletionSource<Outcome<RenderedFile>>(), new TaskCompletionSource<Outcome<RenderedFile>>());
        var first = RunAsync(tall, firstEnds);
        var others = new List<Task<Outcome<RenderedFile>>> { RunAsync(brief, end), RunAsync(brief, end) };
        var second = RunAsync(tall, end);

        // The brief report that waits gets the place of the first one. The second long one has two seconds less to wait than a brief one that comes now.
        await Task.Delay(2_000);
        others.Add(RunAsync(brief, end));
        firstEnds.SetResult(PdfProblems.Busy);
        await first;
        Assert.Equal(second, await Task.WhenAny([second, .. others]));
        Assert.Equal("pdf-busy", (await second).Problem?.Code);
        end.SetResult(PdfProblems.Busy);
        await Task.WhenAll(others);

        Task<Outcome<RenderedFile>> RunAsync(ReportDocument document, TaskCompletionSource<Outcome<RenderedFile>> made) =>
            places.RunAsync(document, RenderContext.Usual, () => made.Task, CancellationToken.None);
    }

    [FactNeeds("chromium")]
    public async Task A_print_in_the_background_has_more_time_and_reports_its_steps()
    {
        await using var services = TestRenderer.WithOwnBrowser(("Pdf:TimeoutSeconds", "1"), ("Pdf:SecondsPerPage", "0"), ("Pdf:BackgroundSeconds", "120"));
        var (chromium, pdf) = (services.GetRequiredService<ChromiumBrowser>(), services.GetServices<IReportRenderer>().OfType<PdfRenderer>().Single());
        await chromium.GiveBackAsync(await chromium.RentAsync(ChromiumLocator.Find(null)!, new PdfOptions { TimeoutSeconds = 120 }, CancellationToken.None), isBroken: false);
        chromium.Reached = step => Thread.Sleep(step == PrintStep.Printing ? 2_000 : 0);
        var waited = await pdf.RenderAsync(SampleReport.Whole(), CancellationToken.None);
        Assert.Equal("pdf-timeout", waited.Problem?.Code);
        Assert.Contains("in the background", waited.Problem!.Hint, StringComparison.Ordinal);

        var steps = new Steps();
        Assert.Null((await pdf.RenderAsync(SampleReport.Whole(), new RenderContext(IsInBackground: true, steps), CancellationToken.None)).Problem);
        Assert.Equal([30, 85], steps.Reported);
    }

    private sealed class Steps : IProgress<int>
    {
        public List<int> Reported { get; } = [];

        public void Report(int value) => Reported.Add(value);
    }

    [Fact]
    public async Task A_missing_Chromium_is_a_problem_that_says_what_to_install()
    {
        await using var services = TestRenderer.WithOwnBrowser(("Pdf:ChromiumPath", "/nowhere/chromium"));
        var outcome = await services.GetRequiredService<ReportRenderers>().RenderAsync("pdf", SampleReport.Whole(), CancellationToken.None);
        Assert.Equal(ProblemKind.Unavailable, outcome.Problem?.Kind);
        Assert.Equal("pdf-engine-missing", outcome.Problem?.Code);
        Assert.Contains("apt-get install chromium", outcome.Problem!.Hint, StringComparison.Ordinal);
    }

    [FactNeeds("chromium")]
    public async Task A_dead_browser_is_replaced_and_leaves_no_process()
    {
        // Those of the shared browser.
        var others = Children();
        await using (var services = TestRenderer.WithOwnBrowser(("Pdf:MaxConcurrent", "2")))
        {
            var renderers = services.GetRequiredService<ReportRenderers>();
            Assert.True((await renderers.RenderAsync("pdf", SampleReport.Whole(), CancellationToken.None)).IsValue(out _, out _));
            var chromium = services.GetRequiredService<ChromiumBrowser>();
            var rented = await chromium.RentAsync(ChromiumLocator.Find(null)!, new PdfOptions { TimeoutSeconds = 120 }, CancellationToken.None);
            await rented.Browser.CloseAsync();
            await chromium.GiveBackAsync(rented, isBroken: false);

            var several = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => renderers.RenderAsync("pdf", SampleReport.Whole(), CancellationToken.None)));
            Assert.All(several, outcome => Assert.Null(outcome.Problem));

            Assert.True(!Directory.Exists("/proc") || Children() > others);
        }

        Assert.Equal(others, Children());
    }

    // Kills the browser process alone, as the kernel does when memory runs out. The driver survives.
    private static void KillBrowser()
    {
        var parents = Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, out _)).Select(name => int.Parse(name!, System.Globalization.CultureInfo.InvariantCulture))
            .Select(id => (Id: id, Stat: Stat(id))).ToDictionary(p => p.Id, p => p.Stat);
        var browsers = parents.Where(p => p.Value.Name.StartsWith("chrom", StringComparison.Ordinal) && Ancestors(p.Key).Contains(Environment.ProcessId) && !parents.GetValueOrDefault(p.Value.Parent).Name.StartsWith("chrom", StringComparison.Ordinal)).Select(p => p.Key).ToList();
        Assert.NotEmpty(browsers);
        browsers.ForEach(id => Process.GetProcessById(id).Kill());

        IEnumerable<int> Ancestors(int id)
        {
            while (parents.TryGetValue(id, out var stat))
            {
                id = stat.Parent;
                yield return id;
            }
        }

        static (string Name, int Parent) Stat(int id)
        {
            try
            {
                var match = Regex.Match(File.ReadAllText($"/proc/{id}/stat"), @"\((?<name>.*)\) \S (?<parent>\d+) ", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
                return (match.Groups["name"].Value, int.Parse(match.Groups["parent"].Value, System.Globalization.CultureInfo.InvariantCulture));
            }
            catch (IOException)
            {
                return (string.Empty, 0);
            }
        }
    }

    /// <summary>Drivers (Node names itself MainThread) and browsers started by this process, including zombies.</summary>
    private static int Children() => !Directory.Exists("/proc") ? 0 : Directory.EnumerateDirectories("/proc")
        .Where(folder => int.TryParse(Path.GetFileName(folder), System.Globalization.CultureInfo.InvariantCulture, out _))
        .Select(folder =>
        {
            try
            {
                return File.ReadAllText(Path.Combine(folder, "stat"));
            }
            catch (IOException)
            {
                return string.Empty;
            }
        })
        .Count(stat => Regex.IsMatch(stat, $@"\((node|MainThread|chrom[a-z-]*)\) \S {Environment.ProcessId} ", RegexOptions.None, TimeSpan.FromSeconds(1)));
}
