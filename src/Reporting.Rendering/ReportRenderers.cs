using Reporting.Engine.Reports.Documents;
using Reporting.Warehouse.Problems;

namespace Reporting.Rendering;

/// <summary>The formats a report can leave in.</summary>
public sealed class ReportRenderers(IEnumerable<IReportRenderer> renderers)
{
    private readonly IReadOnlyList<IReportRenderer> _all = [.. renderers];

    public IReadOnlyList<string> Formats => [.. _all.Select(renderer => renderer.Format)];

    /// <summary>The renderer of a format by its name, in any case; null where there is none.</summary>
    public IReportRenderer? Find(string format) =>
        _all.FirstOrDefault(renderer => string.Equals(renderer.Format, format, StringComparison.OrdinalIgnoreCase));

    /// <summary>Renders in a format by name; a name that is not known is the problem <c>format-unknown</c>.</summary>
    public async Task<Outcome<RenderedFile>> RenderAsync(string format, ReportDocument document, CancellationToken cancel) =>
        Find(format) is { } renderer
            ? await renderer.RenderAsync(document, cancel)
            : new Problem(
                ProblemKind.Invalid,
                "format-unknown",
                $"There is no report format '{format}'.",
                $"Ask for one of: {string.Join(", ", Formats)}.");
}
