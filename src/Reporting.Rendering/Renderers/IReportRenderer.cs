using Reporting.Engine.Reports.Documents;
using Reporting.Warehouse.Problems;

namespace Reporting.Rendering.Renderers;

/// <summary>
/// Renders a document in one format. The same document gives the same bytes. A missing program on this machine is a problem
/// (<c>pdf-engine-missing</c>), never a broken file.
/// </summary>
public interface IReportRenderer
{
    /// <summary>The name in requests: <c>xlsx</c>, <c>pdf</c>, <c>html</c>, <c>csv</c>, <c>json</c>, <c>arrow</c> or <c>parquet</c>.</summary>
    string Format { get; }

    string ContentType { get; }

    /// <summary>The extension with its dot: <c>.xlsx</c>.</summary>
    string Extension { get; }

    Task<Outcome<RenderedFile>> RenderAsync(ReportDocument document, CancellationToken cancel);

    /// <summary>Renders with a context, which only slow formats use.</summary>
    Task<Outcome<RenderedFile>> RenderAsync(ReportDocument document, RenderContext context, CancellationToken cancel) => RenderAsync(document, cancel);
}

/// <summary>How a file is made.</summary>
/// <param name="IsInBackground">True if no reader waits for it. Such a file has a time limit of its own.</param>
/// <param name="Progress">Told of each step, in percent; null if it is not shown.</param>
public sealed record RenderContext(bool IsInBackground, IProgress<int>? Progress)
{
    public static readonly RenderContext Usual = new(false, null);
}

/// <summary>A finished file, ready to be sent, saved or attached.</summary>
/// <param name="FileName">The file name with its extension.</param>
public sealed record RenderedFile(string FileName, string ContentType, ReadOnlyMemory<byte> Content);
