using Microsoft.Extensions.Options;
using Reporting.Api.Access.Identity;
using Reporting.Api.Idempotency;
using Reporting.Api.OpenApi.Contracts;
using Reporting.Api.Pipeline;
using Reporting.Api.Problems;
using Reporting.Api.Responses;
using Reporting.Engine.Access;
using Reporting.Engine.Caching;
using Reporting.Engine.Execution;
using Reporting.Rendering.Templates;
using Reporting.Warehouse.Imports;
using Reporting.Warehouse.Imports.History;
using Reporting.Warehouse.Imports.Mappings;
using Reporting.Warehouse.Imports.Queue;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Imports;

/// <summary>Endpoints of imports, their history, refused rows and undo. Callers who may not see all engagements see only their own imports.</summary>
internal static class ImportsEndpoints
{
    public const string Route = "/api/v1/imports";

    private static readonly DescribedParameter Id = new("id", "The data version that the import created, or the id of an import without one.", "12", InPath: true);

    public static void AddImports(this IServiceCollection services) => services.AddSingleton<ImportTemplates>().AddSingleton<ImporterVisibility>();

    public static void MapImports(this WebApplication app)
    {
        var group = app.MapGroup(Route).WithTags("Imports").Needs(Permission.Import);
        group.MapPost("/", Add)
            .WithSummary("Imports an activity file (CSV, TSV or xlsx) in one transaction. preview=true only reports what it would do.")
            .WithDescription("The body is the file, or a form with the part 'file' and optionally the part 'mapping' with a mapping in YAML. Imports run one at a time. If the client disconnects, "
                + "nothing is imported. If more engagements are refused than maxRejected, the status is 400, 'import' lists the reasons, and rejected.csv contains the refused rows.")
            .WithParameters(
                new DescribedParameter("mapping", "The mapping that reads the file: native, or one of meta.mappings of GET /api/v1/imports.", "native"),
                new DescribedParameter("preview", "true: nothing is written.", "true"),
                new DescribedParameter("mode", "merge or replace. replace retires engagements of this mapping that the file lacks, and requires access to all engagements.", "merge"),
                new DescribedParameter("maxRejected", "Maximum number of refused engagements; with more, nothing is imported.", "0"),
                new DescribedParameter("file", "Name of the file, if the body is the file.", "activities.csv"))
            .WithImportBody()
            .Idempotent()
            .Produces<ImportResponse>(StatusCodes.Status201Created)
            .Produces<ImportResponse>()
            .DisableRequestTimeout();
        group.MapGet("/", List)
            .WithSummary("Lists imports in all states, newest first.")
            .WithParameters(
                new DescribedParameter("limit", "Maximum number of imports; default 1,000, at most 50,000.", "100"),
                new DescribedParameter("after", "Id of the last import of the previous page (meta.next).", "12"))
            .Produces<ImportsResponse>();
        group.MapGet("/template.xlsx", Template)
            .WithSummary("A workbook in the native layout, to add engagements or to correct existing ones. Its lists contain the members that you may see.")
            .WithDescription($"Without parameters it is empty. With the filters of /api/v1/engagements it contains these engagements, at most {ImportTemplates.MaxEngagements:N0}. Importing it unchanged changes nothing.")
            .WithQueryParameters("domain=cyber-security&year=2025", "search")
            .WithMetadata(new AnyType())
            .Produces<Stream>(StatusCodes.Status200OK, ImportTemplate.ContentType);
        group.MapGet("/{id}", Find)
            .WithSummary("Returns an import with its progress or results, refusals and warnings.")
            .WithParameters(Id)
            .Produces<ImportResponse>();
        group.MapGet("/{id}/rejected.csv", Rejected)
            .WithSummary("The refused rows of the file with the reasons. Correct them, and import this file with the same mapping.")
            .WithParameters(Id)
            .Produces<string>(StatusCodes.Status200OK, "text/csv");
        group.MapDelete("/{id}", Undo)
            .WithSummary("Undoes an import by creating a new data version without it.")
            .WithParameters(Id)
            .Produces<UndoResponse>()
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .DisableRequestTimeout();
    }

    private static async Task<IResult> Add(HttpRequest request, ImportQueue queue, ImportRunner runner, ImporterVisibility visibility, IOptions<ImportOptions> options, CancellationToken cancellationToken)
    {
        ImportUpload.DisableServerLimit(request);
        // Refuse as much as possible before the file is received.
        if (!ImportParameters.Read(request.Pairs()).IsValue(out var parameters, out var problem)
            || (problem = Withheld(request, parameters)) is not null
            || (parameters.Mapping is { } named && (problem = runner.Unknown(named)) is not null)
            || !queue.Enter().IsValue(out var place, out problem))
        {
            return Refuse(problem);
        }

        using var inside = place;
        if (!(await ImportUpload.ReceiveAsync(request, options.Value.MaxBytes, cancellationToken)).IsValue(out var upload, out problem))
        {
            return Refuse(problem);
        }

        await using var file = upload;
        await using var rejected = Warehouse.Imports.Files.TemporaryFile.Create();
        if (!RequestOf(parameters, upload, runner).IsValue(out var import, out problem)
            || !(await visibility.OfAsync(request.Caller(), SeesAll(request), cancellationToken)).IsValue(out var visible, out problem))
        {
            return Refuse(problem);
        }

        import = import with { Visible = visible };

        AuditDraft.Of(request.HttpContext)?.SetQuery($"{request.QueryString.Value}&file={import.FileName}&mapping={import.MappingFile?.Id ?? import.Mapping}");
        return parameters.Preview
            ? Preview(request, await queue.PreviewAsync(import, cancellationToken))
            : await Completed(request, await queue.RunAsync(import with { Rejected = rejected }, request.Caller().Name, cancellationToken));
    }

    private static async Task<IResult> List(HttpRequest request, QueryParameters parameters, ImportQueue queue, ImportRunner runner, CancellationToken cancellationToken)
    {
        if (!parameters.Read(request.Pairs(), request.Caller(), ["limit", "after"], filters: false).IsValue(out var query, out var problem))
        {
            return ProblemResponses.Answer(problem);
        }

        var all = await queue.ListAsync(request.Caller().Name, SeesAll(request), cancellationToken);
        var start = query.After is null ? 0 : all.Select((entry, i) => (entry, i)).Where(e => e.entry.Id == query.After).Select(e => e.i + 1).FirstOrDefault(-1);
        if (start < 0)
        {
            return ProblemResponses.Answer(new Problem(ErrorCodes.MalformedAfter, $"'{SafeText.Of(query.After!)}' is not a valid position.", "Use meta.next of the previous page."));
        }

        var page = all.Skip(start).Take(query.Limit).Select(ImportSummary.Of).ToList();
        var next = start + page.Count < all.Count ? page[^1].Id : null;
        AuditDraft.Of(request.HttpContext)?.SetResult(null, page.Count);
        PageLinks.Set(request.HttpContext, next);
        return Results.Ok(new ImportsResponse(page, new ImportsPageResponse(page.Count, all.Count, next is not null, query.Limit, next, runner.Mappings))).Fresh();
    }

    private static async Task<IResult> Template(HttpRequest request, QueryParameters parameters, ImportTemplates templates, CancellationToken cancellationToken)
    {
        if (!parameters.Read(request.Pairs(), request.Caller(), ["search"]).IsValue(out var query, out var problem)
            || !(await templates.WriteAsync(request.Query.Count == 0 ? null : query, request.Caller(), cancellationToken)).IsValue(out var template, out problem))
        {
            return ProblemResponses.Answer(problem);
        }

        return new CachedResponseResult(new CachedResponse(template.Content, ImportTemplate.ContentType)
        {
            FileName = ImportTemplate.FileName, DataVersion = template.Page?.Version ?? new DataVersion(0, null) { IsInvented = template.IsInvented }, Rows = template.Page?.Engagements.Count ?? 0, Handling = template.Page?.Handling,
        }).Fresh();
    }

    private static async Task<IResult> Find(string id, HttpRequest request, ImportQueue queue, CancellationToken cancellationToken) =>
        (await queue.FindAsync(id, request.Caller().Name, SeesAll(request), cancellationToken)).IsValue(out var entry, out var problem)
            ? Results.Ok(ImportResponse.Of(entry)).Fresh()
            : ProblemResponses.Answer(problem).Fresh();

    private static async Task<IResult> Rejected(string id, HttpRequest request, ImportQueue queue, CancellationToken cancellationToken) =>
        (await queue.RejectedAsync(id, request.Caller().Name, SeesAll(request), cancellationToken)).IsValue(out var found, out var problem)
            ? new CachedResponseResult(new CachedResponse(found.Content, "text/csv") { FileName = Path.ChangeExtension(found.Run.FileName, ".rejected.csv"), Rows = found.Run.Rejected }).Fresh()
            : ProblemResponses.Answer(problem).Fresh();

    private static async Task<IResult> Undo(string id, HttpRequest request, ImportQueue queue, CancellationToken cancellationToken)
    {
        if (!(await queue.UndoAsync(id, request.Caller().Name, SeesAll(request), cancellationToken)).IsValue(out var undone, out var problem))
        {
            return Refuse(problem);
        }

        await RecordAsync(request, StatusCodes.Status200OK, undone.DataVersion, undone.Removed + undone.Restored);
        return Results.Ok(new UndoResponse($"{undone.DataVersion}", undone.DataVersion, undone.ImportKey, undone.Removed, undone.Restored));
    }

    private static Outcome<ImportRequest> RequestOf(ImportParameters parameters, ImportUpload upload, ImportRunner runner)
    {
        if (parameters.Mapping is not null && (upload.Mapping ?? upload.MappingFile?.Id) is not null)
        {
            return new Problem(ErrorCodes.NamedTwice, "Both the address and the form name a mapping.", "Name it once.");
        }

        // Otherwise replacing the engagements of one mapping would retire those of the other.
        if (upload.MappingFile is { } own && runner.Mappings.Contains(own.Id))
        {
            return new Problem(ErrorCodes.MappingTaken, $"A mapping '{own.Id}' already exists.", $"Add mapping={own.Id} to the address to use it, or rename your mapping file.");
        }

        var name = upload.Mapping ?? parameters.Mapping ?? MappingCatalog.Native;
        return runner.Unknown(name) is { } unknown && upload.MappingFile is null ? unknown : new ImportRequest(
            upload.Content, upload.FileName ?? parameters.FileName ?? "upload", name, parameters.Preview, parameters.MaxRejected)
        {
            MappingFile = upload.MappingFile, Replace = parameters.Replace,
        };
    }

    // The number of retired engagements would reveal engagements that the caller may not see.
    private static Problem? Withheld(HttpRequest request, ImportParameters parameters) => !parameters.Replace || SeesAll(request) ? null : new Problem(
        ErrorCodes.ReplaceWithheld, "mode=replace retires engagements that the file lacks, but your roles do not show all engagements.",
        "Omit mode to keep engagements that the file lacks. Or ask a person who may see all data.");

    private static IResult Preview(HttpRequest request, Outcome<ImportResult> outcome)
    {
        if (!outcome.IsValue(out var result, out var problem))
        {
            return Refuse(problem);
        }

        AuditDraft.Of(request.HttpContext)?.SetResult(result.DataVersion, 0);
        return Results.Ok(ImportResponse.OfPreview(result));
    }

    private static async Task<IResult> Completed(HttpRequest request, Outcome<ImportJob> outcome)
    {
        if (!outcome.IsValue(out var run, out var problem))
        {
            return Refuse(problem);
        }

        var response = ImportResponse.Of(run);
        if (run.Refusal is { } refusal)
        {
            return ProblemResponses.Answer(refusal, "import", response);
        }

        var status = run.State == ImportState.Taken ? StatusCodes.Status201Created : StatusCodes.Status200OK;
        await RecordAsync(request, status, run.Result!.DataVersion, run.Result.Added + run.Result.Changed + run.Result.Retired);
        return status == StatusCodes.Status201Created ? Results.Created($"{Route}/{response.Id}", response) : Results.Ok(response);
    }

    /// <summary>Records an import or an undo that is done, even if the client has disconnected.</summary>
    public static Task RecordAsync(HttpRequest request, int status, long version, long engagements)
    {
        request.HttpContext.Response.StatusCode = status;
        var draft = AuditDraft.Of(request.HttpContext)!;
        draft.SetResult(version, engagements);
        return draft.RecordDoneAsync();
    }

    private static IResult Refuse(Problem problem) =>
        ProblemResponses.Answer(problem.Kind == ProblemKind.Unavailable ? problem with { RetryAfter = TimeSpan.FromMinutes(1) } : problem);

    /// <summary>True for callers who may see all imports, not only their own.</summary>
    public static bool SeesAll(HttpRequest request) => request.IsAdministrator() || request.Caller().Scope.IsEverything;
}
