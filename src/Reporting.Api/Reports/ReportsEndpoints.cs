using Reporting.Api.Access.Identity;
using Reporting.Api.OpenApi.Contracts;
using Reporting.Api.Problems;
using Reporting.Api.Requests;
using Reporting.Api.Responses;
using Reporting.Delivery.Exports;
using Reporting.Delivery.Files;
using Reporting.Delivery.SavedReports;
using Reporting.Engine.Access;
using Reporting.Engine.Execution;
using Reporting.Engine.Reports;
using Reporting.Rendering.Renderers;
using Reporting.Warehouse.Definitions;

namespace Reporting.Api.Reports;

/// <summary>Endpoints of reports and their files.</summary>
internal static class ReportsEndpoints
{
    public static void MapReports(this WebApplication app)
    {
        var group = app.MapGroup("/api/v1/reports").WithTags("Reports").Needs(Permission.Read).ReadsEditions();
        group.MapGet("/", List)
            .WithSummary("Lists the reports: those that ship, then the saved ones that you may see.")
            .WithParameters(new DescribedParameter("lang", "Language of the titles.", "en"))
            .Produces<IReadOnlyList<ReportResponse>>()
            .WithBodyETag();
        group.MapGet("/{id}", Describe)
            .WithSummary("Describes a report with its parameters, sections and formats.")
            .WithParameters(
                new DescribedParameter("id", "Id of the report.", "cooperation-by-year-and-domain", InPath: true),
                new DescribedParameter("lang", "Language of the titles.", "en"))
            .Produces<ReportResponse>()
            .WithBodyETag();
        group.MapGet("/{id}/{format}", Download)
            .WithSummary("Downloads a report as xlsx, pdf, html, csv, json, arrow or parquet.")
            .WithDescription("The query string contains the report's parameters, which GET /api/v1/reports/{id} lists. csv, arrow and parquet contain the first matrix, one row per cell. "
                + "filter.<dimension> filters on any dimension of the model. level.<section>, order.<section> and show.<section>=all change sections, as on the report's page. "
                + "section=data streams the rows behind the figures, one for each engagement and domain, in every format but pdf and html.")
            .WithReportFile()
            .Needs(Permission.Export)
            .WithETag();
    }

    private static async Task<IResult> List(HttpRequest request, ReportFinder finder, ReportRenderers renderers, QueryParameters parameters, CancellationToken cancellationToken) =>
        parameters.Read(request.PairsInLanguage(), request.Caller(), ["lang"], filters: false).IsValue(out var query, out var problem)
            ? Results.Ok((await finder.ListAsync(request.Caller(), cancellationToken)).Select(d => Answer(d, request.Caller(), renderers, query.Language)))
            : ProblemResponses.Answer(problem);

    private static async Task<IResult> Describe(string id, HttpRequest request, ReportFinder finder, ReportRenderers renderers, QueryParameters parameters, CancellationToken cancellationToken) =>
        parameters.Read(request.PairsInLanguage(), request.Caller(), ["lang"], filters: false).IsValue(out var query, out var problem)
        && (await finder.FindAsync(id, request.Caller(), cancellationToken)).IsValue(out var definition, out problem)
            ? Results.Ok(Answer(definition, request.Caller(), renderers, query.Language))
            : ProblemResponses.Answer(problem);

    private static async Task<IResult> Download(string id, string format, HttpRequest request, ReportFiles files, DownloadLimiter limiter, CancellationToken cancellationToken) =>
        (await files.OpenAsync(ReportRequests.Of(id, format, request.PairsInLanguage()), request.Caller(), limiter.For(request.HttpContext), null, cancellationToken)).IsValue(out var file, out var problem)
            ? new OpenedFileResult(file)
            : ProblemResponses.Answer(problem);

    /// <summary>A report as a caller may ask for it.</summary>
    public static ReportResponse Answer(ReportDefinition definition, Caller caller, ReportRenderers renderers, string language) => new(
        definition.Id,
        definition.Title.In(language),
        definition.Description.In(language),
        definition.IsSaved,
        [.. definition.ParametersFor(caller).Select(p => new ReportParameterResponse(p.Id, p.Caption.In(language), EnumNames.Of(p.Kind), p.Dimension.Id, EnumNames.Of(p.Match), p.Most, p.Default, p.IsRequired, p.DistinctFrom))],
        [.. definition.Sections.Where(s => s is not PageBreakDefinition).Select(s => new ReportSectionResponse(s.Id, s.Title.In(language)))],
        renderers.Formats.ToDictionary(f => f, f => $"/api/v1/reports/{definition.Id}/{f}"));
}

/// <summary>A report. <c>Formats</c> contains the address of each file.</summary>
/// <param name="Saved">True for a report that a caller saved; /api/v1/saved-reports/{id} has its definition.</param>
public sealed record ReportResponse(
    string Id,
    string Title,
    string Description,
    bool Saved,
    IReadOnlyList<ReportParameterResponse> Parameters,
    IReadOnlyList<ReportSectionResponse> Sections,
    [property: DescribedBy(typeof(ReportFormatAddresses))] IReadOnlyDictionary<string, string> Formats);

/// <summary>A parameter. <c>Kind</c> is first_year, last_year, period (years) or members (one or several codes of <c>Dimension</c>).</summary>
/// <param name="Match">How members filter: links, any or all.</param>
/// <param name="Most">Maximum number of members; null for no limit.</param>
/// <param name="Default">The default value; empty for no filter.</param>
/// <param name="Required">True if the report is refused without a value.</param>
/// <param name="DistinctFrom">The parameter that must have other members; null for none.</param>
public sealed record ReportParameterResponse(
    string Id, string Caption, string Kind, string Dimension, string Match, int? Most, IReadOnlyList<string> Default, bool Required, string? DistinctFrom);

/// <summary>A section. The parameter <c>section</c> accepts its id.</summary>
public sealed record ReportSectionResponse(string Id, string Title);
