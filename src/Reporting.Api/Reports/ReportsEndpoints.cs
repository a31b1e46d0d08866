using Microsoft.AspNetCore.Http.Timeouts;
using Reporting.Api.Access;
using Reporting.Api.OpenApi;
using Reporting.Api.OpenApi.Contracts;
using Reporting.Api.Problems;
using Reporting.Api.Responses;
using Reporting.Delivery.Exports;
using Reporting.Delivery.Files;
using Reporting.Engine.Access;
using Reporting.Engine.Execution;
using Reporting.Engine.Reports;
using Reporting.Rendering.Renderers;
using Reporting.Warehouse.Definitions;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Reports;

/// <summary>Reports and their files.</summary>
internal static class ReportsEndpoints
{
    public static void MapReports(this WebApplication app)
    {
        var group = app.MapGroup("/api/v1/reports").WithTags("Reports").Needs(Permission.Read);
        group.MapGet("/", List)
            .WithSummary("The reports that are installed.")
            .WithParameters(new DescribedParameter("lang", "Language of the titles.", "en"))
            .Produces<IReadOnlyList<ReportResponse>>();
        group.MapGet("/{id}", Describe)
            .WithSummary("A report: what it shows, its parameters and its formats.")
            .WithParameters(
                new DescribedParameter("id", "Id of the report.", "cooperation-by-year-and-domain", InPath: true),
                new DescribedParameter("lang", "Language of the titles.", "en"))
            .Produces<ReportResponse>();
        group.MapGet("/{id}/{format}", Download)
            .WithSummary("A report as a file: xlsx, pdf, html, csv or json.")
            .WithDescription("The report's own parameters stand in the query string; GET /api/v1/reports/{id} lists them. csv is the first matrix, one row per cell. "
                + "section=data gives the rows behind the figures, one per engagement and domain, however many, as xlsx, csv or json: they are sent as they are read.")
            .WithReportFile()
            .Needs(Permission.Export)
            .Revalidating();
    }

    private static IResult List(HttpRequest request, ReportCatalog catalog, ReportRenderers renderers, QueryParameters parameters) =>
        parameters.Read(request.PairsInLanguage(), request.Caller(), ["lang"], filters: false).IsValue(out var query, out var problem)
            ? Results.Ok(catalog.Definitions.Select(d => Answer(d, request.Caller(), renderers, query.Language)))
            : ProblemResponses.Answer(problem);

    private static IResult Describe(string id, HttpRequest request, ReportCatalog catalog, ReportRenderers renderers, QueryParameters parameters) =>
        parameters.Read(request.PairsInLanguage(), request.Caller(), ["lang"], filters: false).IsValue(out var query, out var problem)
        && catalog.Find(id).IsValue(out var definition, out problem)
            ? Results.Ok(Answer(definition, request.Caller(), renderers, query.Language))
            : ProblemResponses.Answer(problem);

    private static async Task<IResult> Download(string id, string format, HttpRequest request, ReportFiles files, DownloadLimiter turns, CancellationToken cancellationToken)
    {
        return (await files.OpenAsync(ReportRequests.Of(id, format, request.PairsInLanguage()), request.Caller(), TakeTurnAsync, null, cancellationToken)).IsValue(out var file, out var problem)
            ? new OpenedFileResult(file)
            : ProblemResponses.Answer(problem);

        // A large file takes as long as it takes, and so does the wait for it.
        Task<Outcome<IDisposable>> TakeTurnAsync(CancellationToken cancel)
        {
            request.HttpContext.Features.Get<IHttpRequestTimeoutFeature>()?.DisableTimeout();
            return turns.TakeAsync(cancel);
        }
    }

    private static ReportResponse Answer(ReportDefinition definition, Caller caller, ReportRenderers renderers, string language) => new(
        definition.Id,
        definition.Title.In(language),
        definition.Description.In(language),
        [.. definition.ParametersFor(caller).Select(p => new ReportParameterResponse(p.Id, p.Caption.In(language), EnumNames.Of(p.Kind), p.Dimension.Id, EnumNames.Of(p.Match), p.Most, p.Default))],
        [.. definition.Sections.Where(s => s is not PageBreakDefinition).Select(s => new ReportSectionResponse(s.Id, s.Title.In(language)))],
        renderers.Formats.ToDictionary(f => f, f => $"/api/v1/reports/{definition.Id}/{f}"));
}

/// <summary>A report: <c>Formats</c> says where each file is.</summary>
public sealed record ReportResponse(
    string Id,
    string Title,
    string Description,
    IReadOnlyList<ReportParameterResponse> Parameters,
    IReadOnlyList<ReportSectionResponse> Sections,
    [property: DescribedBy(typeof(ReportFormatAddresses))] IReadOnlyDictionary<string, string> Formats);

/// <summary>A parameter: <c>Kind</c> is first_year, last_year, period (years) or members (codes of <c>Dimension</c>, several allowed).</summary>
/// <param name="Match">What members keep: links, any or all.</param>
/// <param name="Most">At most so many members; null for no bound.</param>
/// <param name="Default">What holds when it is not given; empty for everything.</param>
public sealed record ReportParameterResponse(
    string Id, string Caption, string Kind, string Dimension, string Match, int? Most, IReadOnlyList<string> Default);

/// <summary>A section; its id is a value of <c>section</c>.</summary>
public sealed record ReportSectionResponse(string Id, string Title);
