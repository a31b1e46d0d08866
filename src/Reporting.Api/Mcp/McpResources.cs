using System.ComponentModel;
using ModelContextProtocol.Server;
using Reporting.Api.Models;
using Reporting.Api.Reports;
using Reporting.Delivery.SavedReports;
using Reporting.Engine.Languages;
using Reporting.Engine.Model;
using Reporting.Rendering.Renderers;

namespace Reporting.Api.Mcp;

/// <summary>Texts that an assistant reads once: the model, how figures are counted, and the reports.</summary>
[McpServerResourceType]
internal sealed class McpResources(IMcpCaller caller, CurrentModel models, ReportFinder reports, ReportRenderers renderers)
{
    private const string Json = "application/json";

    [McpServerResource(UriTemplate = "reporting://model", Name = "model", Title = "Measures and dimensions", MimeType = Json)]
    [Description("Measures, dimensions and hierarchies.")]
    public string Model() => ToolAnswer.Write(ModelEndpoints.Answer(models.Value, caller.Caller, Language.English.Code));

    [McpServerResource(UriTemplate = "reporting://counting", Name = "counting", Title = "How figures are counted", MimeType = "text/plain")]
    [Description("The rule of each measure, and the dimensions over which its rows do not add up.")]
    public string Counting()
    {
        var model = models.Value.VisibleTo(caller.Caller.Visible);
        return string.Join('\n', model.Measures.Select(m => $"{m.Id}: {m.Description.In(Language.English.Code)}{Barred(m)}").Prepend("A total counts each engagement once. Use totals; do not add rows."));

        string Barred(ModelMeasure measure) => model.Dimensions.Where(d => !measure.AddsUpOver(d)).Select(d => d.Id).ToList() is { Count: > 0 } over
            ? $" Rows do not add up over {(over.Count == model.Dimensions.Count ? "any dimension" : string.Join(", ", over))}."
            : string.Empty;
    }

    [McpServerResource(UriTemplate = "reporting://reports", Name = "reports", Title = "Reports", MimeType = Json)]
    [Description("The installed and saved reports with their parameters and sections.")]
    public async Task<string> Reports(CancellationToken cancellationToken) => ToolAnswer.Write((await reports.ListAsync(caller.Caller, cancellationToken)).Select(d => ReportsEndpoints.Answer(d, caller.Caller, renderers, Language.English.Code)));
}

/// <summary>Prompts for the usual tasks.</summary>
[McpServerPromptType]
internal sealed class McpPrompts
{
    [McpServerPrompt(Name = "year_in_review", Title = "A year of cooperation")]
    [Description("Two countries in one year: what happened, and how it compares with the year before.")]
    public static string YearInReview([Description("Country code, such as IN.")] string country, [Description("Country code, such as IL.")] string partner, [Description("Year, such as 2025.")] string year) =>
        $"Use query with filters participant_country_all [{country}, {partner}] for the year {year} and for the year before, by domain and by engagement_type. "
        + "Give the number of engagements from totals, the change, and the three domains with the most engagements. Then name the three most important engagements with list_engagements. Quote filters and data version.";

    [McpServerPrompt(Name = "first_and_last_contact", Title = "First and last contact")]
    [Description("When a participant or organisation was first and last seen, and with whom.")]
    public static string FirstAndLastContact([Description("Name or part of it.")] string name) =>
        $"Find '{name}' with find_members in participant, then in organisation. Ask query for engagements, first_date and last_date with that filter, then list the first and the last engagement.";

    [McpServerPrompt(Name = "check_figure", Title = "Check a figure")]
    [Description("Checks a figure that somebody quotes.")]
    public static string CheckFigure([Description("The sentence with the figure.")] string claim) =>
        $"Check this statement against query and list_engagements: \"{claim}\". Say which filters and which measure it means, what the total is today, and why it differs, if it does.";
}
