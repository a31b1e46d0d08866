using Reporting.Engine.Access;
using Reporting.Engine.Reports;
using Reporting.Rendering;
using Reporting.Warehouse.Problems;

namespace Reporting.Delivery.Files;

/// <summary>
/// Makes a report's file: parameters → question → document → rendered. Whoever sends one (a download, the command
/// line, a mail) makes it here, so that the same question is the same file everywhere.
/// </summary>
public sealed class ReportFiles(ReportCatalog catalog, ReportParameters parameters, ReportRunner runner, ReportRenderers renderers)
{
    private const int MostRowsOfASheet = 20_000;
    private const int MostRowsOfAPage = 5_000;
    private const int MostRowsOfData = 50_000;

    /// <param name="section">Only this section; null for the whole report.</param>
    public async Task<Outcome<RenderedFile>> MakeAsync(
        string reportId, string format, IEnumerable<KeyValuePair<string, string>> pairs, string? section, Caller caller, CancellationToken cancellationToken)
    {
        if (!catalog.Find(reportId).IsValue(out var definition, out var problem)
            || !renderers.TryFind(format, out var renderer, out problem)
            || !parameters.Read(definition, pairs, MostRows(format)).IsValue(out var question, out problem)
            || !(await runner.RunAsync(question, caller, cancellationToken)).IsValue(out var document, out problem))
        {
            return problem;
        }

        if (section is not null && !document.Only(section).IsValue(out document, out problem))
        {
            return problem;
        }

        return await renderer.RenderAsync(document, cancellationToken);
    }

    private static int MostRows(string format) => format switch
    {
        "xlsx" => MostRowsOfASheet,
        "html" or "pdf" => MostRowsOfAPage,
        _ => MostRowsOfData,
    };
}
