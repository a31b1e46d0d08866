using Microsoft.Extensions.DependencyInjection;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Renderers;
using Reporting.TestWarehouses;

namespace Reporting.Rendering.Tests.Html;

/// <summary>Where pages end: no page under a third full before another, no header without rows, no title and no row alone. REPORTING_DEEP=1 prints many reports.</summary>
[Collection("chromium")]
public sealed class PageBreakTests
{
    // Each fault that is looked for appeared in one of the five when the layout was broken on purpose.
    private static readonly IReadOnlyList<int> Seeds = TestRun.IsDeep ? [.. Enumerable.Range(1, 60)] : [1, 2, 3, 7, 8];

    [FactNeeds("chromium", "pdftotext")]
    public async Task Pages_have_no_holes_and_nothing_stands_alone_at_their_ends()
    {
        await using var services = TestRenderer.Services(("Pdf:Pack", "false"));
        var found = new List<string>();
        foreach (var seed in Seeds)
        {
            var document = PagedReport.Of(seed);
            Assert.True((await services.GetRequiredService<ReportRenderers>().RenderAsync("pdf", document, CancellationToken.None)).IsValue(out var file, out var problem), problem?.Message);
            if (Environment.GetEnvironmentVariable("RENDER_SAMPLES") is { } folder)
            {
                await File.WriteAllBytesAsync(Path.Combine(folder, $"paged-{seed}.pdf"), file.Content.ToArray());
            }

            var pages = PaperPages.Of(file.Content.ToArray());
            var asked = document.Sections.Zip(document.Sections.Skip(1)).Where(pair => pair is { First: PageBreakSection, Second: not PageBreakSection }).Select(pair => pair.Second.Title.Split(' ')[0]).ToHashSet();
            found.AddRange(pages.Holes(asked.Contains).Concat(pages.Alone()).Select(one => $"seed {seed}, {document.Language}, {document.Detail}: {one}"));
        }

        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    /// <summary>Reports that end with a list, a long chart, a chart with its table, or text, of lengths at which the end of a page is near.</summary>
    [FactNeeds("chromium", "pdftotext")]
    public async Task About_this_report_never_has_a_page_to_itself()
    {
        await using var services = TestRenderer.Services(("Pdf:Pack", "false"));
        var found = new List<string>();
        foreach (var (kind, length) in Endings())
        {
            var document = SampleReport.Whole() with { Sections = [SampleReport.Kpis(), End(kind, length)] };
            Assert.True((await services.GetRequiredService<ReportRenderers>().RenderAsync("pdf", document, CancellationToken.None)).IsValue(out var file, out var problem), problem?.Message);
            var pages = PaperPages.Of(file.Content.ToArray());
            if (pages.EndsAlone("About this report"))
            {
                found.Add($"{kind} of {length}: {pages.Pages.Count} pages");
            }
        }

        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    private static IEnumerable<(string Kind, int Length)> Endings() => TestRun.IsDeep
        ? from kind in (string[])["list", "bars", "table", "text"] from length in Enumerable.Range(1, 40) select (kind, length)
        : [("list", 10), ("bars", 23), ("table", 26), ("text", 8)];

    private static ReportSection End(string kind, int length)
    {
        var listed = SampleReport.Engagements();
        var categories = new Axis("domain", "Domain", [.. Enumerable.Range(1, length).Select(i => new AxisMember($"{i}", $"Domain {i}"))]);
        return kind switch
        {
            "list" => listed with { Engagements = [.. Enumerable.Range(0, length).Select(i => listed.Engagements[i % 20])] },
            "bars" => SampleReport.Bars() with { Categories = categories, Series = [new ChartSeries(null, "Engagements", [.. Enumerable.Range(1, length).Select(i => (object?)(long)i)])] },
            "table" => SampleReport.Lines() with { Categories = categories, Series = [.. Enumerable.Range(1, 3).Select(j => new ChartSeries($"{j}", $"Series {j}", [.. Enumerable.Range(1, length).Select(i => (object?)(decimal)(i * j))]))] },
            _ => new TextSection("text", "Text", null, [.. Enumerable.Range(1, length * 2).Select(i => $"Paragraph {i}")]),
        };
    }
}
