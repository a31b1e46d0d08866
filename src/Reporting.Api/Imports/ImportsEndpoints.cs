using Microsoft.Extensions.Options;
using Reporting.Api.Access;
using Reporting.Api.Audit;
using Reporting.Api.OpenApi;
using Reporting.Api.Problems;
using Reporting.Api.Responses;
using Reporting.Engine.Access;
using Reporting.Engine.Caching;
using Reporting.Engine.Execution;
using Reporting.Rendering.Templates;
using Reporting.Warehouse.Imports;
using Reporting.Warehouse.Imports.Queue;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Imports;

/// <summary>Imports: files come in, their history, what was refused, and undoing. Who may not see all engagements sees their own imports only.</summary>
internal static class ImportsEndpoints
{
    public const string Route = "/api/v1/imports";

    private static readonly DescribedParameter Id = new("id", "The data version that the import made, or the id of one that made none.", "12", InPath: true);

    public static void AddImports(this IServiceCollection services) => services.AddSingleton<ImportTemplates>().AddSingleton<ImporterVisibility>();

    public static void MapImports(this WebApplication app)
    {
        var group = app.MapGroup(Route).WithTags("Imports").Needs(Permission.Import);
        group.MapPost("/", Add)
            .WithSummary("Imports an activity file (CSV, TSV or xlsx), whole or not at all; with preview=true only says what it would do.")
            .WithDescription("The body is the file, or a form with the part 'file' and, if need be, the part 'mapping' with a mapping in YAML. Imports wait for each other; a client that goes away "
                + "leaves nothing. A file of which more is refused than maxRejected is 400 with all that is wrong in 'import', and its refused rows can be had as rejected.csv.")
            .WithParameters(
                new DescribedParameter("mapping", "How the file is read: native, or one of meta.mappings of the history.", "native"),
                new DescribedParameter("preview", "true: nothing is written.", "true"),
                new DescribedParameter("mode", "merge, or, for those who see all engagements, replace: the file is all there is of this mapping, and what it does not have is retired.", "merge"),
                new DescribedParameter("maxRejected", "Engagements that may be refused; with more, nothing is taken.", "0"),
                new DescribedParameter("file", "What the file is called, where the body is the file.", "activities.csv"))
            .WithImportBody()
            .Produces<ImportResponse>(StatusCodes.Status201Created)
            .Produces<ImportResponse>()
            .DisableRequestTimeout();
        group.MapGet("/", List)
            .WithSummary("The imports, the newest first: running, taken, refused, undone.")
            .WithParameters(
                new DescribedParameter("limit", "At most this many, 1,000 unless said; up to 50,000.", "100"),
                new DescribedParameter("after", "Id of the last import of the page before (meta.next).", "12"))
            .Produces<ImportsResponse>();
        group.MapGet("/template.xlsx", Template)
            .WithSummary("A workbook to add engagements in, or to correct those of a question: the native layout, with lists of the members that you see.")
            .WithDescription($"Without parameters it is empty. The filters of /api/v1/engagements write those engagements into it, at most {ImportTemplates.MaxEngagements:N0}; sent back as it is, it changes nothing.")
            .WithQuestion("domain=cyber-security&year=2025", "search")
            .WithMetadata(new AnyType())
            .Produces<Stream>(StatusCodes.Status200OK, ImportTemplate.ContentType);
        group.MapGet("/{id}", Find)
            .WithSummary("An import: how far it is, or what it did, with its refusals and warnings.")
            .WithParameters(Id)
            .Produces<ImportResponse>();
        group.MapGet("/{id}/rejected.csv", Rejected)
            .WithSummary("The refused rows as they stand in the file, with what is wrong: correct them and send this file with the same mapping.")
            .WithParameters(Id)
            .Produces<string>(StatusCodes.Status200OK, "text/csv");
        group.MapDelete("/{id}", Undo)
            .WithSummary("Undoes an import: makes a new data version without it.")
            .WithParameters(Id)
            .Produces<UndoResponse>()
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .DisableRequestTimeout();
    }

    private static async Task<IResult> Add(HttpRequest request, ImportQueue runs, ImportRunner runner, ImporterVisibility sight, IOptions<ImportOptions> options, CancellationToken cancellationToken)
    {
        ImportUpload.Expect(request);
        // What can be refused is refused before the file comes.
        if (!ImportParameters.Read(request.Pairs()).IsValue(out var asked, out var problem)
            || (problem = Withheld(request, asked)) is not null
            || (asked.Mapping is { } named && (problem = runner.Unknown(named)) is not null)
            || !runs.Enter().IsValue(out var place, out problem))
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
        if (!Asked(asked, upload, runner).IsValue(out var import, out problem)
            || !(await sight.OfAsync(request.Caller(), SeesAll(request), cancellationToken)).IsValue(out var seen, out problem))
        {
            return Refuse(problem);
        }

        import = import with { Seen = seen };

        AuditDraft.Of(request.HttpContext)?.SetQuery($"{request.QueryString.Value}&file={import.FileName}&mapping={import.MappingFile?.Id ?? import.Mapping}");
        return asked.Preview
            ? Preview(request, await runs.PreviewAsync(import, cancellationToken))
            : await Ended(request, await runs.RunAsync(import with { Rejected = rejected }, request.Caller().Name, cancellationToken));
    }

    private static async Task<IResult> List(HttpRequest request, QueryParameters parameters, ImportQueue runs, ImportRunner runner, CancellationToken cancellationToken)
    {
        if (!parameters.Read(request.Pairs(), request.Caller(), ["limit", "after"], filters: false).IsValue(out var query, out var problem))
        {
            return ProblemResponses.Answer(problem);
        }

        var all = await runs.ListAsync(request.Caller().Name, SeesAll(request), cancellationToken);
        var start = query.After is null ? 0 : all.Select((entry, i) => (entry, i)).Where(e => e.entry.Id == query.After).Select(e => e.i + 1).FirstOrDefault(-1);
        if (start < 0)
        {
            return ProblemResponses.Answer(new Problem(ErrorCodes.MalformedAfter, $"'{SafeText.Of(query.After!)}' is not the end of a page.", "Use meta.next of the page before."));
        }

        var page = all.Skip(start).Take(query.Limit).Select(ImportSummary.Of).ToList();
        var next = start + page.Count < all.Count ? page[^1].Id : null;
        AuditDraft.Of(request.HttpContext)?.SetResult(null, page.Count);
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
            FileName = ImportTemplate.FileName, DataVersion = template.Page?.Version ?? new DataVersion(0, null), Rows = template.Page?.Engagements.Count ?? 0, Handling = template.Page?.Handling,
        }).Fresh();
    }

    private static async Task<IResult> Find(string id, HttpRequest request, ImportQueue runs, CancellationToken cancellationToken) =>
        (await runs.FindAsync(id, request.Caller().Name, SeesAll(request), cancellationToken)).IsValue(out var entry, out var problem)
            ? Results.Ok(ImportResponse.Of(entry)).Fresh()
            : ProblemResponses.Answer(problem).Fresh();

    private static async Task<IResult> Rejected(string id, HttpRequest request, ImportQueue runs, CancellationToken cancellationToken) =>
        (await runs.RejectedAsync(id, request.Caller().Name, SeesAll(request), cancellationToken)).IsValue(out var found, out var problem)
            ? new CachedResponseResult(new CachedResponse(found.Content, "text/csv") { FileName = Path.ChangeExtension(found.Run.FileName, ".rejected.csv"), Rows = found.Run.Rejected }).Fresh()
            : ProblemResponses.Answer(problem).Fresh();

    private static async Task<IResult> Undo(string id, HttpRequest request, ImportQueue runs, CancellationToken cancellationToken)
    {
        if (!(await runs.UndoAsync(id, request.Caller().Name, SeesAll(request), cancellationToken)).IsValue(out var undone, out var problem))
        {
            return Refuse(problem);
        }

        await RecordAsync(request, StatusCodes.Status200OK, undone.DataVersion, undone.Removed + undone.Restored);
        return Results.Ok(new UndoResponse($"{undone.DataVersion}", undone.DataVersion, undone.ImportKey, undone.Removed, undone.Restored));
    }

    private static Outcome<ImportRequest> Asked(ImportParameters asked, ImportUpload upload, ImportRunner runner)
    {
        if (asked.Mapping is not null && (upload.Mapping ?? upload.MappingFile?.Id) is not null)
        {
            return new Problem(ErrorCodes.NamedTwice, "The mapping stands in the address and in the form.", "Name it once.");
        }

        // Else a replacement by the one would retire what came by the other.
        if (upload.MappingFile is { } own && runner.Mappings.Contains(own.Id))
        {
            return new Problem(ErrorCodes.MappingTaken, $"There is a mapping '{own.Id}' already.", $"Write mapping={own.Id} into the address to use it, or give your file another name.");
        }

        var name = upload.Mapping ?? asked.Mapping ?? ImportRunner.NativeMapping;
        return runner.Unknown(name) is { } unknown && upload.MappingFile is null ? unknown : new ImportRequest(
            upload.Content, upload.FileName ?? asked.FileName ?? "upload", name, asked.Preview, asked.MaxRejected)
        {
            MappingFile = upload.MappingFile, Replace = asked.Replace,
        };
    }

    // The count of what is retired would tell how many there are that the caller does not see.
    private static Problem? Withheld(HttpRequest request, ImportParameters asked) => !asked.Replace || SeesAll(request) ? null : new Problem(
        ErrorCodes.ReplaceWithheld, "Your roles do not show all engagements, and mode=replace retires whatever the file does not have.",
        "Leave mode out, and what the file does not have stays; or ask somebody who sees everything.");

    private static IResult Preview(HttpRequest request, Outcome<ImportResult> outcome)
    {
        if (!outcome.IsValue(out var result, out var problem))
        {
            return Refuse(problem);
        }

        AuditDraft.Of(request.HttpContext)?.SetResult(result.DataVersion, 0);
        return Results.Ok(ImportResponse.OfPreview(result));
    }

    private static async Task<IResult> Ended(HttpRequest request, Outcome<ImportJob> outcome)
    {
        if (!outcome.IsValue(out var run, out var problem))
        {
            return Refuse(problem);
        }

        var answer = ImportResponse.Of(run);
        if (run.Refusal is { } refused)
        {
            return ProblemResponses.Answer(refused, "import", answer);
        }

        var status = run.State == ImportState.Taken ? StatusCodes.Status201Created : StatusCodes.Status200OK;
        await RecordAsync(request, status, run.Result!.DataVersion, run.Result.Added + run.Result.Changed + run.Result.Retired);
        return status == StatusCodes.Status201Created ? Results.Created($"{Route}/{answer.Id}", answer) : Results.Ok(answer);
    }

    // It counts already, whether or not somebody still waits for the answer.
    private static Task RecordAsync(HttpRequest request, int status, long version, long engagements)
    {
        request.HttpContext.Response.StatusCode = status;
        var draft = AuditDraft.Of(request.HttpContext)!;
        draft.SetResult(version, engagements);
        return draft.RecordDoneAsync();
    }

    private static IResult Refuse(Problem problem) =>
        ProblemResponses.Answer(problem.Kind == ProblemKind.Unavailable ? problem with { RetryAfter = TimeSpan.FromMinutes(1) } : problem);

    private static bool SeesAll(HttpRequest request) => request.IsAdministrator() || request.Caller().Scope.IsEverything;
}
