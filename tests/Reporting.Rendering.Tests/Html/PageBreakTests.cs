using Microsoft.Extensions.DependencyInjection;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Renderers;

namespace Reporting.Rendering.Tests.Html;

/// <summary>Where pages end: no page under a third full before another, no header without rows, no title and no row alone. REPORTING_DEEP=1 prints many reports.</summary>
[Collection("chromium")]
public sealed class PageBreakTests
{
    private static readonly int Reports = Environment.GetEnvironmentVariable("REPORTING_DEEP") == "1" ? 60 : 3;

    [FactNeeds("chromium", "pdftotext")]
    public async Task Pages_have_no_holes_and_nothing_stands_alone_at_their_ends()
    {
        await using var services = TestRenderer.Services(("Pdf:Pack", "false"));
        var found = new List<string>();
        foreach (var seed in Enumerable.Range(1, Reports))
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
}
