using System.Text.Json;
using Reporting.Delivery.SavedReports;
using Reporting.Engine.Access;
using Reporting.Engine.Model;
using Reporting.Engine.Reports;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Alerts.Pages;

/// <summary>The pickers of an alert: those of its report, or a period and the usual dimensions for a query.</summary>
internal sealed class AlertFields(ReportFinder reports, CurrentModel models)
{
    private static readonly string[] Usual = ["domain", "participant_country", "participant", "organisation", "engagement_type", "place_country"];

    /// <param name="report">Null for a query.</param>
    public async Task<Outcome<ReportDefinition>> OfAsync(string? report, Caller caller, CancellationToken cancellationToken) =>
        string.IsNullOrEmpty(report) ? reports.Unsaved("alert", OfQuery(models.Value.VisibleTo(caller.Visible)), caller) : await reports.FindAsync(report, caller, cancellationToken);

    // A report that is never made: its parameters make the form. JSON is YAML.
    private static string OfQuery(SemanticModel model)
    {
        var year = model.Dimensions.FirstOrDefault(d => d.Time == TimeLevel.Year)?.Caption;
        var parameters = new List<object>();
        if (year is not null)
        {
            parameters.Add(new { id = "year", kind = "period", captions = year.Texts });
        }

        parameters.AddRange(Usual.Select(id => model.Dimension(id).Value).OfType<ModelDimension>().Select(d => new { id = d.Id, kind = "members", dimension = d.Id, captions = d.Caption.Texts }));
        var title = new Dictionary<string, string> { ["en"] = "Alert", ["hi"] = "चेतावनी", ["he"] = "התראה" };
        return JsonSerializer.Serialize(new
        {
            titles = title, descriptions = title, parameters, sections = new[] { new { id = "figures", kind = "kpis", titles = title, measures = new[] { model.Measures[0].Id } } },
        });
    }
}
