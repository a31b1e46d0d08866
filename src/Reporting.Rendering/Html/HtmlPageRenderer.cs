using System.Text;
using Microsoft.Extensions.Configuration;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Renderers;
using Reporting.Warehouse.Problems;

namespace Reporting.Rendering.Html;

/// <summary>The report as one self-contained page: no scripts, no requests, embedded styles.</summary>
public sealed class HtmlPageRenderer(IConfiguration configuration) : IReportRenderer
{
    public string Format => "html";

    public string ContentType => "text/html; charset=utf-8";

    public string Extension => ".html";

    public async Task<Outcome<RenderedFile>> RenderAsync(ReportDocument document, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var page = await ReportMarkup.OfAsync(document, ReportLinks.OfPages(configuration[ReportLinks.Setting]));
        return new RenderedFile(document.FileName + Extension, ContentType, Encoding.UTF8.GetBytes(page));
    }
}
