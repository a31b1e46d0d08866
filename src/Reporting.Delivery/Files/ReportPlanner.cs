using System.Text.Json;
using Reporting.Delivery.IssuedReports;
using Reporting.Delivery.SavedReports;
using Reporting.Engine.Access;
using Reporting.Engine.Definitions;
using Reporting.Engine.Reports;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Renderers;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Problems;

namespace Reporting.Delivery.Files;

/// <summary>Validates a request for a report's file and converts it into a plan, without querying the data.</summary>
public sealed class ReportPlanner(ReportFinder finder, ReportParameters parameters, ReportRenderers renderers, ReportRunner runner, EditionReader editions, WarehouseConnections connections)
{
    private static readonly FormatLimits Sheets = new(MaxRows: 20_000, MaxListed: 2_000);
    private static readonly FormatLimits Pages = new(MaxRows: 5_000, MaxListed: 500) { MaxCompared = 200 };
    private static readonly FormatLimits Data = new(MaxRows: 50_000, MaxListed: 50_000);

    public async Task<Outcome<ReportPlan>> PlanAsync(ReportRequest request, Caller caller, CancellationToken cancellationToken)
    {
        Outcome<ReportDefinition> found = request.Definition is { } given ? given : await finder.FindAsync(request.Report, caller, cancellationToken);
        var planned = found.Then(definition => Plan(definition, request, caller));
        return planned.IsValue(out var plan, out _) && plan.Run.Compare is { } id
            ? (await editions.OpenAsync(id, caller, cancellationToken)).Then<ReportPlan>(open => plan with { Run = plan.Run with { Compared = open } })
            : planned;
    }

    private Outcome<ReportPlan> Plan(ReportDefinition definition, ReportRequest request, Caller caller)
    {
        if (!renderers.TryFind(request.Format, out var renderer, out var problem))
        {
            return problem;
        }

        if (request.Section == ReportPlan.DataSection && request.Format is "pdf" or "html")
        {
            return new Problem(ErrorCodes.UnknownSection, $"The rows behind the figures are not available as {request.Format}.", "Use xlsx, csv, json, arrow or parquet.");
        }

        var hasData = runner.ShowsData(caller);
        if (request.Section is { } section
            && (section != ReportPlan.DataSection || !hasData)
            && definition.Sections.All(s => !string.Equals(s.Id, section, StringComparison.OrdinalIgnoreCase))
            && ComparedDefinition.Among(definition.Sections).All(s => ReportParameters.ComparedWith(definition, request.Parameters.LastOrDefault(p => p.Key == ReportParameters.Compare).Value) is null || s.Id != section))
        {
            var sections = definition.Sections.Select(s => s.Id);
            return new Problem(
                ErrorCodes.UnknownSection,
                $"The report '{definition.Id}' has no section '{SafeText.Of(section)}'.",
                $"Its sections are: {string.Join(", ", hasData ? sections.Append(ReportPlan.DataSection) : sections)}.");
        }

        var day = connections.Edition?.Day ?? request.Day;
        return parameters.Read(definition, request.Parameters, LimitsOf(request.Format), caller, request.UsualDetail, day).Then<ReportPlan>(run =>
            new ReportPlan(run, renderer, request.Section, hasData && request.Section is null && request.Format == "xlsx") { IsInBackground = request.IsInBackground, Parameters = request.Parameters, Day = day });
    }

    private static FormatLimits LimitsOf(string format) => format switch
    {
        "xlsx" => Sheets,
        "html" or "pdf" => Pages,
        _ => Data,
    };
}

/// <summary>A request for a report's file, not yet validated.</summary>
/// <param name="Section">Only this section; null for the whole report.</param>
public sealed record ReportRequest(string Report, string Format, string? Section, IReadOnlyList<KeyValuePair<string, string>> Parameters)
{
    /// <summary>The day as of which relative periods are resolved; null for today.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>The report's definition, if it was found already or is not kept under an id; null to find it by <c>Report</c>.</summary>
    public ReportDefinition? Definition { get; init; }

    /// <summary>True if no reader waits for the file. It is the same file, with more time to be made.</summary>
    public bool IsInBackground { get; init; }

    /// <summary>The detail of a request that names none. A section that is asked for is made in any case.</summary>
    public ReportDetail UsualDetail => Section is null ? UsualDetailOf(Format) : ReportDetail.Full;

    /// <summary>People read pages; programs and analysts read the rest.</summary>
    public static ReportDetail UsualDetailOf(string format) => format is "html" or "pdf" ? ReportDetail.Brief : ReportDetail.Full;
}

/// <summary>The plan of a report's file. It contains everything that is needed to make the file.</summary>
/// <param name="Section">Only this section; null for the whole report.</param>
/// <param name="IsWholeWorkbook">True for a workbook with the report's sections and the rows behind its figures.</param>
public sealed record ReportPlan(ReportRun Run, IReportRenderer Renderer, string? Section, bool IsWholeWorkbook)
{
    /// <summary>A section that every report has: the rows behind its figures, one for each engagement and domain.</summary>
    public const string DataSection = "data";

    /// <inheritdoc cref="ReportRequest.IsInBackground"/>
    public bool IsInBackground { get; init; }

    /// <summary>True for a file with only the rows behind the figures.</summary>
    public bool HasOnlyRows => Section == DataSection;

    public string Format => Renderer.Format;

    /// <summary>The parameters as they were given.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Parameters { get; init; } = [];

    /// <inheritdoc cref="ReportRequest.Day"/>
    public DateOnly? Day { get; init; }

    /// <summary>The request for the record of issued reports.</summary>
    public IssuedRequest Issued(int maxListed) => new(Format, Section, Parameters, Day, maxListed, Run.Definition.Id == ReportDefinition.UnsavedId ? Run.Definition.Text : null);

    /// <summary>Identifies the file in the cache, whose keys also contain the hash of the files of definitions.</summary>
    public string CacheText => "report." + Format + JsonSerializer.Serialize(
        new { Run.Definition.Id, Run.Definition.Hash, Run.Years, Run.Members, Run.Filters, Run.Language, Run.Limits, Run.Detail, Section, Run.Compare, Views = Run.Views.Select(v => $"{v.Key} {v.Value.Text}") });
}
