using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Csv;
using Reporting.Rendering.Renderers;
using Reporting.Rendering.Values;
using Reporting.Warehouse.Problems;

namespace Reporting.Rendering.Columns;

/// <summary>The table of <see cref="CsvRenderer"/> as typed columns. What CSV says in columns of every row stands in the metadata of the schema.</summary>
public sealed class ColumnRenderer(ColumnFormat format) : IReportRenderer
{
    public string Format => format.Id;

    public string ContentType => format.ContentType;

    public string Extension => format.Extension;

    public async Task<Outcome<RenderedFile>> RenderAsync(ReportDocument document, CancellationToken cancel)
    {
        using var content = new MemoryStream();
        var from = document.Provenance;
        var meta = ColumnMeta.Of(new TableMeta(document.Title, from.Version, from.Rows, from.Question, from.Filters, from.Counting, from.Truncated, from.Hash, from.Handling).Write);
        var table = CsvRenderer.Table(document, ValueText.In(document)) is { } grid ? GridTable.Of(grid, meta) : ColumnTable.OfRows([new ColumnField("note", ColumnType.Text, "Note")], meta, AsyncEnumerable.Empty<object?[]>());
        await format.WriteAsync(table, content, cancel);
        return new RenderedFile(document.FileName + Extension, ContentType, content.ToArray());
    }
}
