using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Pdf;
using Reporting.Rendering.Renderers;
using Reporting.Rendering.Tests.Html;

namespace Reporting.Rendering.Tests.Pdf;

/// <summary>The engine QuestPDF shows the same document.</summary>
public sealed class QuestPdfTests
{
    private static readonly (string Key, string Value)[] Chosen = [("Pdf:Engine", "QuestPdf"), ("Pdf:QuestPdfLicense", "Community")];

    [Fact]
    public async Task A_program_without_QuestPDF_refuses_the_engine_and_says_how_to_mend_it()
    {
        await using var services = TestRenderer.Services(("Pdf:Engine", "QuestPdf"));
        var refused = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<PdfOptions>>().Value);
        Assert.Contains(refused.Failures, failure => failure.StartsWith("Pdf:", StringComparison.Ordinal) && failure.Contains("docs/operations.md", StringComparison.Ordinal));
    }

    [QuestPdfTheory("pdftotext")]
    [InlineData("en")]
    [InlineData("hi")]
    [InlineData("he")]
    public async Task Every_figure_is_in_the_file_and_every_text_on_the_paper(string language)
    {
        foreach (var document in new[] { SampleReport.Answered(), WideReport.Of(24, 30, charts: 12), RandomReport.Of(7) }.Select(report => report with { Language = language }))
        {
            var file = await TestRenderer.BytesAsync("pdf", document, Chosen);
            var path = TestRenderer.Temporary(file, ".pdf");
            var text = TestRenderer.Run("pdftotext", "-layout", path, "-");
            Assert.All(SampleFigures.Of(document).SelectMany(Numbers), number => Assert.Contains(number, text, StringComparison.Ordinal));
            PdfWords.AssertInside(file);
            Keep(path, document);
        }
    }

    [QuestPdfFact("pdftotext")]
    public async Task Marks_and_the_version_of_the_data_are_on_every_page()
    {
        var report = WideReport.Of(24, 30, charts: 12);
        var marked = report with { Provenance = report.Provenance with { Handling = new("restricted", "For official use"), Edition = "2025-final" } };
        var path = TestRenderer.Temporary(await TestRenderer.BytesAsync("pdf", marked, Chosen), ".pdf");
        // Compatibility forms: the font joins the letters of "fi".
        var pages = TestRenderer.Run("pdftotext", "-layout", path, "-").Normalize(NormalizationForm.FormKC).Split('\f', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(pages, page => Assert.All(new[] { "For official use", "2025-final", "Data version 3", $"of {pages.Length}" }, text => Assert.Contains(text, page, StringComparison.Ordinal)));
        Assert.True(pages.Length > 3);
        File.Delete(path);
    }

    [QuestPdfFact("pdftotext")]
    public async Task The_total_of_a_table_without_rows_stands_in_its_own_row()
    {
        var table = new TableSection("t", "T", null, [new("domain", "Domain", ValueFormat.Text), new("engagements", "Engagements", ValueFormat.Count)], [], [null, 0L], Truncated: false);
        Assert.Matches("(?m)^ *Total +0 *$", await TextAsync(table));
    }

    [QuestPdfFact("pdftotext")]
    public async Task The_figures_below_a_chart_name_periods_as_its_axis_does()
    {
        var axis = new Axis("quarter", "Quarter", [.. Enumerable.Range(1, 4).Select(i => new AxisMember($"2025-Q{i}", $"2025-Q{i}") { Short = $"Part {i}" })]) { IsTime = true };
        var chart = new ChartSection("c", "C", null, ChartKind.StackedColumn, "E", ValueFormat.Count, axis, [.. Enumerable.Range(1, 5).Select(s => new ChartSeries($"{s}", $"S{s}", [.. Enumerable.Range(1, 4).Select(i => (object?)(long)(i * s))]))]);
        var text = await TextAsync(chart);
        Assert.Contains("Part 3", text, StringComparison.Ordinal);
        Assert.DoesNotContain("2025-Q3", text, StringComparison.Ordinal);
    }

    [QuestPdfFact]
    public async Task Equal_reports_are_equal_files() => Assert.Equal(
        await TestRenderer.BytesAsync("pdf", SampleReport.Answered(), Chosen), await TestRenderer.BytesAsync("pdf", SampleReport.Answered(), Chosen));

    [QuestPdfFact]
    public async Task A_late_file_is_a_problem_and_a_cancelled_one_ends()
    {
        await using var services = TestRenderer.Services([.. Chosen, ("Pdf:TimeoutSeconds", "1")]);
        var pdf = services.GetRequiredService<ReportRenderers>();
        var tall = WideReport.Of(24, 30, charts: 12) with { Sections = [.. Enumerable.Range(0, 60).SelectMany(_ => WideReport.Of(24, 60, charts: 2).Sections)] };
        Assert.Equal("pdf-timeout", (await pdf.RenderAsync("pdf", tall, CancellationToken.None)).Problem?.Code);
        using var left = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pdf.RenderAsync("pdf", tall, left.Token));
    }

    // A date may be on two lines, and names of months are letters, which not every version writes in an order that programs can read.
    private static IEnumerable<string> Numbers(string figure) => figure.Split(' ').Where(word => word.Any(char.IsDigit)).Select(word => word.Trim('\u200E', '\u200F'));

    private static async Task<string> TextAsync(ReportSection section)
    {
        var path = TestRenderer.Temporary(await TestRenderer.BytesAsync("pdf", SampleReport.Whole() with { Sections = [section] }, Chosen), ".pdf");
        var text = TestRenderer.Run("pdftotext", "-layout", path, "-");
        File.Delete(path);
        return text;
    }

    private static void Keep(string path, ReportDocument document)
    {
        if (Environment.GetEnvironmentVariable("RENDER_SAMPLES") is { } folder)
        {
            File.Copy(path, Path.Combine(folder, $"questpdf-{document.FileName}-{document.Sections.Count}-{document.Language}.pdf"), overwrite: true);
        }

        File.Delete(path);
    }
}
