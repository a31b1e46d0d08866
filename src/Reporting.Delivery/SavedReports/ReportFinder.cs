using System.Collections.Concurrent;
using Reporting.Engine.Access;
using Reporting.Engine.Model;
using Reporting.Engine.Reports;
using Reporting.Warehouse.Definitions;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;

namespace Reporting.Delivery.SavedReports;

/// <summary>
/// Finds the definition of a report by its id, for every endpoint, page, job and command: shipped reports, and the saved ones that the caller may see.
/// A saved definition is checked against the current model each time the model is new, so one that no longer fits never stops the start.
/// </summary>
public sealed class ReportFinder(Reloadable<ReportCatalog> catalog, SavedReportService saved, SavedReportStore store, CurrentModel models)
{
    private const int MaxParsed = 1_000;

    private readonly Reloadable<ConcurrentDictionary<string, Outcome<ReportDefinition>>> _parsed = new(models, _ => new ConcurrentDictionary<string, Outcome<ReportDefinition>>(StringComparer.Ordinal));

    /// <summary>Problems: <c>unknown-report</c>, also for a saved report that the caller may not see; <c>report-outdated</c>.</summary>
    public async Task<Outcome<ReportDefinition>> FindAsync(string id, Caller caller, CancellationToken cancellationToken)
    {
        if (catalog.Value.Find(id).IsValue(out var shipped, out var problem))
        {
            return shipped;
        }

        return SavedReport.IsId(id) && (await saved.FindAsync(id, caller, cancellationToken)).IsValue(out var found, out problem) ? DefinitionOf(found) : problem;
    }

    /// <summary>The shipped reports, then the saved ones that the caller may see and that fit the model.</summary>
    public async Task<IReadOnlyList<ReportDefinition>> ListAsync(Caller caller, CancellationToken cancellationToken) =>
        [.. catalog.Value.Definitions, .. (await saved.ListAsync(caller, cancellationToken)).Select(r => DefinitionOf(r).Value).OfType<ReportDefinition>()];

    /// <summary>Problems: <c>report-outdated</c>.</summary>
    public Outcome<ReportDefinition> DefinitionOf(SavedReport report)
    {
        var parsed = _parsed.Value;
        if (parsed.Count > MaxParsed)
        {
            parsed.Clear();
        }

        return parsed.GetOrAdd(report.Id + Sha256.Of(report.Text), _ => Read(models.Value, report.Id, report.Text));
    }

    /// <summary>Reads a definition that is not saved, with the dimensions and measures that the caller may see. Problems: <c>report-outdated</c>.</summary>
    public Outcome<ReportDefinition> Unsaved(string id, string text, Caller caller) => Read(models.Value.VisibleTo(caller.Visible), id, text);

    /// <summary>The title of a saved report; its id if the definition has none that is readable.</summary>
    public string TitleOf(SavedReport report, string language) => (DefinitionOf(report).Value?.Title ?? ReportDefinitionJson.TitleOf(report.Text))?.In(language) ?? report.Id;

    /// <summary>The title of a shipped report; null for another id.</summary>
    public string? ShippedTitle(string id, string language) => catalog.Value.Find(id).Value?.Title.In(language);

    /// <summary>The hash of a report's definition, also if a caller may not see it; null for an unknown report.</summary>
    public async Task<string?> HashAsync(string id, CancellationToken cancellationToken)
    {
        if (catalog.Value.Find(id).IsValue(out var shipped, out _))
        {
            return shipped.Hash;
        }

        return SavedReport.IsId(id) && await store.FindAsync(id, cancellationToken) is { } found ? Sha256.Of(found.Text) : null;
    }

    private static Outcome<ReportDefinition> Read(SemanticModel model, string id, string text)
    {
        try
        {
            return new ReportDefinitionReader(model).ParseSaved(id, text);
        }
        catch (DefinitionException wrong)
        {
            return SavedReportProblems.Outdated(wrong);
        }
    }
}
