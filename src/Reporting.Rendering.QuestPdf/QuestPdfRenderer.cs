using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using QuestPDF;
using QuestPDF.Fluent;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Html;
using Reporting.Rendering.Pdf;
using Reporting.Rendering.Renderers;
using Reporting.Rendering.Values;
using Reporting.Warehouse.Problems;

namespace Reporting.Rendering.QuestPdf;

/// <summary>
/// Lays a report out with QuestPDF, in this process and without a browser. Problems: <c>pdf-busy</c>, <c>pdf-timeout</c> and <c>pdf-engine-failed</c>.
/// </summary>
public sealed class QuestPdfRenderer : IReportRenderer, IDisposable
{
    private readonly PdfOptions _pdf;
    private readonly ReportLinks _links;
    private readonly PdfPlaces _places;

    public QuestPdfRenderer(IOptions<PdfOptions> pdf, IConfiguration configuration)
    {
        (_pdf, _links, _places) = (pdf.Value, ReportLinks.OfFiles(configuration[ReportLinks.Setting]), new PdfPlaces(pdf.Value));
        Settings.License = QuestPdfRegistration.LicenseOf(_pdf);
    }

    public string Format => "pdf";

    public string ContentType => "application/pdf";

    public string Extension => ".pdf";

    public Task<Outcome<RenderedFile>> RenderAsync(ReportDocument document, CancellationToken cancel) => RenderAsync(document, RenderContext.Usual, cancel);

    public Task<Outcome<RenderedFile>> RenderAsync(ReportDocument document, RenderContext context, CancellationToken cancel) =>
        _places.RunAsync(document, context, () => MakeAsync(document, context, cancel), cancel);

    public void Dispose() => _places.Dispose();

    private async Task<Outcome<RenderedFile>> MakeAsync(ReportDocument document, RenderContext context, CancellationToken cancel)
    {
        var limit = PdfLimit.Of(_pdf, context.IsInBackground);
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        late.CancelAfter(limit);
        try
        {
            var pages = new ReportPages(document, _links, _pdf.Paper, await DrawingsAsync(document), late.Token);
            var file = await Task.Run(() => pages.GeneratePdf(), CancellationToken.None);
            return new RenderedFile(document.FileName + Extension, ContentType, file);
        }
        catch (Exception) when (cancel.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancel);
        }
        catch (Exception) when (late.IsCancellationRequested)
        {
            return PdfProblems.Timeout(limit, context.IsInBackground);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The library throws exceptions of its own and of the framework.
            return new Problem(ErrorCodes.PdfEngineFailed, $"QuestPDF failed to make the PDF: {e.Message.Split('\n')[0]}", "Use html or xlsx, or set Pdf:Engine to Chromium.");
        }
    }

    // A heat map is a table.
    private static async Task<IReadOnlyDictionary<ReportSection, IReadOnlyList<SectionDrawing>>> DrawingsAsync(ReportDocument document)
    {
        var text = ValueText.In(document);
        var drawn = new Dictionary<ReportSection, IReadOnlyList<SectionDrawing>>(ReferenceEqualityComparer.Instance);
        foreach (var section in document.Sections.Where(s => s is ChartSection { Kind: not ChartKind.HeatMap } or EngagementListSection { IsTimeline: true } or HeadlineSection { Trend: not null }))
        {
            drawn.Add(section, await SectionDrawings.OfAsync(section, text));
        }

        return drawn;
    }
}
