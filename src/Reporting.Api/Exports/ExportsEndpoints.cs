using Reporting.Api.Access.Identity;
using Reporting.Api.Editions;
using Reporting.Api.Idempotency;
using Reporting.Api.OpenApi.Contracts;
using Reporting.Api.Pipeline;
using Reporting.Api.Problems;
using Reporting.Api.Requests;
using Reporting.Api.Responses;
using Reporting.Delivery.Exports;
using Reporting.Delivery.Files;
using Reporting.Engine.Access;

namespace Reporting.Api.Exports;

/// <summary>Endpoints of background exports. A caller sees their own exports; an administrator sees all.</summary>
internal static class ExportsEndpoints
{
    public const string Route = "/api/v1/exports";

    private static readonly DescribedParameter Id = new("id", "Id of the export.", "0f8fad5bd9cb469fa16570867728950e", InPath: true);

    public static void MapExports(this WebApplication app)
    {
        var group = app.MapGroup(Route).WithTags("Exports").Needs(Permission.Export);
        group.MapPost("/", Start)
            .ReadsEditions()
            .WithSummary("Starts a background export of a report. The response is the job; Location is its address.")
            .WithDescription("The parameters are those of GET /api/v1/reports/{id}/{format}, including section. The export continues after the connection closes.")
            .WithExportBody()
            .Idempotent()
            .Produces<ExportResponse>(StatusCodes.Status202Accepted);
        group.MapGet("/", List)
            .WithSummary("Lists your export jobs, newest first.")
            .Produces<IReadOnlyList<ExportResponse>>()
            .WithBodyETag();
        group.MapGet("/{id}", Find)
            .WithSummary("Returns an export job with its state, progress and file address.")
            .WithParameters(Id)
            .Produces<ExportResponse>()
            .WithBodyETag();
        group.MapDelete("/{id}", Delete)
            .WithSummary("Stops an unfinished export job, and deletes the job and its file.")
            .WithParameters(Id)
            .Produces(StatusCodes.Status204NoContent);
        group.MapGet("/{id}/file", Download)
            .WithSummary("Downloads the finished file. Range requests are supported.")
            .WithParameters(Id)
            .WithMetadata(new AnyType())
            .Produces<Stream>(StatusCodes.Status200OK, "application/octet-stream")
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> Start(HttpRequest request, ExportJobs jobs, PublicAddress address, CancellationToken cancellationToken)
    {
        if (!(await ExportBody.ReadAsync(request, cancellationToken)).IsValue(out var export, out var problem))
        {
            return ProblemResponses.Answer(problem);
        }

        return await EditionMiddleware.AnswerAsync(request.HttpContext, export.Edition, () => AddAsync(export.Report, request, jobs, address, cancellationToken), ProblemResponses.Answer);
    }

    private static async Task<IResult> AddAsync(ReportRequest export, HttpRequest request, ExportJobs jobs, PublicAddress address, CancellationToken cancellationToken)
    {
        AuditDraft.Of(request.HttpContext)?.SetQuery(ExportFormatter.Of(export));
        if (!(await jobs.AddAsync(export, request.Caller(), cancellationToken)).IsValue(out var job, out var problem))
        {
            return ProblemResponses.Answer(problem);
        }

        return Results.Accepted($"{Route}/{job.Id}", ExportResponse.Of(job, address.Of(request)));
    }

    private static async Task<IResult> List(HttpRequest request, ExportJobs jobs, PublicAddress address, CancellationToken cancellationToken) =>
        Results.Ok((await jobs.ListAsync(request.Caller(), request.IsAdministrator(), cancellationToken)).Select(job => ExportResponse.Of(job, address.Of(request)))).Fresh();

    private static async Task<IResult> Find(string id, HttpRequest request, ExportJobs jobs, PublicAddress address, CancellationToken cancellationToken) =>
        (await jobs.FindAsync(id, request.Caller(), request.IsAdministrator(), cancellationToken)).IsValue(out var job, out var problem)
            ? Results.Ok(ExportResponse.Of(job, address.Of(request))).Fresh()
            : ProblemResponses.Answer(problem);

    private static async Task<IResult> Delete(string id, HttpRequest request, ExportJobs jobs, CancellationToken cancellationToken) =>
        await jobs.DeleteAsync(id, request.Caller(), request.IsAdministrator(), cancellationToken) is { } problem ? ProblemResponses.Answer(problem) : Results.NoContent();

    private static async Task<IResult> Download(string id, HttpRequest request, ExportJobs jobs, CancellationToken cancellationToken) =>
        (await jobs.FileAsync(id, request.Caller(), request.IsAdministrator(), cancellationToken)).IsValue(out var found, out var problem)
            ? new StoredFileResult(id, found.File, found.Place)
            : ProblemResponses.Answer(problem);
}
