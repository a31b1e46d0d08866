using Reporting.Engine.Reports.Documents;
using Reporting.Warehouse.Problems;

namespace Reporting.Rendering.Renderers;

/// <summary>The available report formats.</summary>
public sealed class ReportRenderers(IEnumerable<IReportRenderer> renderers)
{
    private readonly Dictionary<string, IReportRenderer> _byFormat = renderers.ToDictionary(r => r.Format);

    public IReadOnlyCollection<string> Formats => _byFormat.Keys;

    /// <summary>The renderer of a format, or the problem <c>unknown-format</c> with the nearest name.</summary>
    public bool TryFind(string format, out IReportRenderer renderer, out Problem problem)
    {
        problem = new Problem(
            ErrorCodes.UnknownFormat,
            $"There is no report format '{SafeText.Of(format)}'.",
            NearestName.Hint(format, Formats, $"Available formats: {string.Join(", ", Formats)}."));
        return _byFormat.TryGetValue(format, out renderer!);
    }

    public async Task<Outcome<RenderedFile>> RenderAsync(string format, ReportDocument document, CancellationToken cancel) =>
        TryFind(format, out var renderer, out var problem) ? await renderer.RenderAsync(document, cancel) : problem;
}
