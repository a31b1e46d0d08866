using Reporting.Engine.Reports.Documents;
using Reporting.Warehouse.Problems;

namespace Reporting.Rendering.Renderers;

/// <summary>
/// Shows a filled report in one format. The same document gives the same bytes; a part that is missing on this
/// machine is a problem (<c>pdf-engine-missing</c>), never a broken file.
/// </summary>
public interface IReportRenderer
{
    /// <summary>The name a caller asks for: <c>xlsx</c>, <c>pdf</c>, <c>html</c>, <c>csv</c> or <c>json</c>.</summary>
    string Format { get; }

    string ContentType { get; }

    /// <summary>With its dot: <c>.xlsx</c>.</summary>
    string Extension { get; }

    Task<Outcome<RenderedFile>> RenderAsync(ReportDocument document, CancellationToken cancel);
}
