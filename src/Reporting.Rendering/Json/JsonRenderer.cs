using System.Text.Json;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Renderers;
using Reporting.Warehouse.Problems;

namespace Reporting.Rendering.Json;

/// <summary>
/// The whole document as JSON. Every section has a <c>kind</c> (headline, kpis, matrix, table, chart, engagements, text, pageBreak). A date is
/// <c>{"date": "2022-06-02", "label": "2 June 2022"}</c>; without a stated day its date is null.
/// </summary>
public sealed class JsonRenderer : IReportRenderer
{
    public string Format => "json";

    public string ContentType => "application/json";

    public string Extension => ".json";

    public Task<Outcome<RenderedFile>> RenderAsync(ReportDocument document, CancellationToken cancel)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(document, DocumentJson.In(document.Language));
        return Task.FromResult<Outcome<RenderedFile>>(new RenderedFile(document.FileName + Extension, ContentType, content));
    }
}
