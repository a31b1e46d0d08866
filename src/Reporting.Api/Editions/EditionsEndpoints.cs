using System.ComponentModel.DataAnnotations;
using Reporting.Api.Access.Identity;
using Reporting.Api.OpenApi.Contracts;
using Reporting.Api.Pipeline;
using Reporting.Api.Problems;
using Reporting.Api.Requests;
using Reporting.Api.Responses;
using Reporting.Delivery.Editions;
using Reporting.Engine.Access;
using Reporting.Engine.Definitions;
using Reporting.Warehouse.Definitions;
using Reporting.Warehouse.Editions;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Editions;

/// <summary>Endpoints that list editions, and with which administrators publish, withdraw and delete them.</summary>
internal static class EditionsEndpoints
{
    public const string Route = "/api/v1/editions";

    private const int MaxDepth = 2;
    private const string Example = """Send JSON such as {"id": "2025-final", "state": "final", "note": "As cited in the yearbook."}.""";
    private const string NoteExample = """Send JSON such as {"note": "Replaced by 2025-final."}.""";

    private static readonly DescribedParameter Id = new("id", "Id of the edition.", "2025-final", InPath: true);

    public static void MapEditions(this WebApplication app)
    {
        var group = app.MapGroup(Route).WithTags("Editions");
        group.MapGet("/", List).Needs(Permission.Read)
            .WithSummary("Lists the editions, the newest first: data and definitions that were frozen under a name. The parameter edition reads one.")
            .Produces<IReadOnlyList<EditionResponse>>()
            .WithBodyETag();
        group.MapGet("/{id}", Find).Needs(Permission.Read)
            .WithSummary("Returns an edition.")
            .WithParameters(Id)
            .Produces<EditionResponse>();
        group.MapPost("/", Publish).Needs(Permission.Administer)
            .WithSummary("Publishes today's data and definitions as an edition. It is compared with today, value by value and report by report.")
            .Accepts<PublishRequest>("application/json")
            .Produces<EditionResponse>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .DisableRequestTimeout();
        group.MapPost("/{id}/withdraw", Withdraw).Needs(Permission.Administer)
            .WithSummary("Withdraws an edition. From then on only administrators may read it; others see the note.")
            .WithParameters(Id)
            .Accepts<EditionNoteRequest>("application/json")
            .Produces<EditionResponse>()
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);
        group.MapDelete("/{id}", Delete).Needs(Permission.Administer)
            .WithSummary("Deletes the data of an edition. Its id is never used again.")
            .WithParameters(Id)
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> List(HttpRequest request, EditionStore store, CancellationToken cancellationToken) =>
        Results.Ok((await store.ListAsync(cancellationToken)).Select(e => EditionResponse.Of(e, request.Caller()))).Fresh();

    private static async Task<IResult> Find(string id, HttpRequest request, EditionStore store, CancellationToken cancellationToken) =>
        await store.FindAsync(id, cancellationToken) is { Deleted: null } edition
            ? Results.Ok(EditionResponse.Of(edition, request.Caller())).Fresh()
            : ProblemResponses.Answer(EditionReader.Unknown(id));

    private static async Task<IResult> Publish(HttpRequest request, EditionPublisher publisher, CancellationToken cancellationToken)
    {
        if (!(await ReadAsync<PublishRequest>(request, Example, cancellationToken)).IsValue(out var body, out var problem))
        {
            return ProblemResponses.Answer(problem);
        }

        AuditDraft.Of(request.HttpContext)?.SetQuery($"publish={body.Id}&state={body.State}");
        var published = await publisher.PublishAsync(new NewEdition(body.Id ?? string.Empty, body.State ?? string.Empty, body.Note ?? string.Empty, request.Caller().Name), cancellationToken);
        if (!published.IsValue(out var edition, out problem))
        {
            return ProblemResponses.Answer(problem);
        }

        AuditDraft.Of(request.HttpContext)?.SetResult(edition.DataVersion, edition.Engagements);
        return Results.Created($"{Route}/{edition.Id}", EditionResponse.Of(edition, request.Caller())).Fresh();
    }

    private static async Task<IResult> Withdraw(string id, HttpRequest request, EditionPublisher publisher, CancellationToken cancellationToken) =>
        (await ReadAsync<EditionNoteRequest>(request, NoteExample, cancellationToken)).IsValue(out var body, out var problem)
        && (await publisher.WithdrawAsync(id, request.Caller().Name, body.Note ?? string.Empty, cancellationToken)).IsValue(out var edition, out problem)
            ? Results.Ok(EditionResponse.Of(edition, request.Caller())).Fresh()
            : ProblemResponses.Answer(problem!);

    private static async Task<IResult> Delete(string id, HttpRequest request, EditionPublisher publisher, CancellationToken cancellationToken) =>
        (await publisher.DeleteAsync(id, request.Caller().Name, string.Empty, cancellationToken)).Problem is { } problem ? ProblemResponses.Answer(problem) : Results.NoContent();

    private static Task<Outcome<T>> ReadAsync<T>(HttpRequest request, string example, CancellationToken cancellationToken)
        where T : class => JsonBody.ReadAsync<T>(request, MaxDepth, ErrorCodes.MalformedEdition, "The body is not valid.", example, cancellationToken, empty: "The body is empty.");
}

/// <summary>An edition to publish: preliminary, or final.</summary>
public sealed record PublishRequest([property: Required] string? Id, [property: Required, AllowedValues("preliminary", "final")] string? State, string? Note);

/// <summary>Why an edition is withdrawn.</summary>
public sealed record EditionNoteRequest(string? Note);

/// <summary>
/// An edition. <c>Engagements</c>, <c>Bytes</c>, <c>Tables</c> and <c>Reports</c> are of all data, so they are null for callers who see a part of it.
/// </summary>
public sealed record EditionResponse(
    string Id, [property: AllowedValues("preliminary", "final", "withdrawn")] string State, string Note, string Maker, DateTimeOffset MadeAt, long DataVersion, DateTimeOffset? DataAsOf,
    DateTimeOffset? WithdrawnAt, string? WithdrawnNote, long? Engagements, long? Bytes, IReadOnlyList<EditionTableResponse>? Tables, IReadOnlyList<EditionReportResponse>? Reports)
{
    internal static EditionResponse Of(Edition edition, Caller caller)
    {
        var seesAll = caller.Scope.IsEverything && caller.Visible.IsEverything;
        return new EditionResponse(
            edition.Id, EnumNames.Of(edition.State), edition.Note, edition.Maker, edition.MadeAt, edition.DataVersion, edition.DataAsOf, edition.Withdrawn?.At, edition.Withdrawn?.Note,
            seesAll ? edition.Engagements : null, seesAll ? edition.Bytes : null, seesAll ? [.. edition.Tables.Select(t => new EditionTableResponse(t.Name, t.Rows, t.Checksum))] : null, seesAll ? [.. edition.Reports.Select(r => new EditionReportResponse(r.Key, r.Value))] : null);
    }
}

/// <summary>A table of an edition with the number of its rows and a checksum over their values.</summary>
public sealed record EditionTableResponse(string Name, long Rows, string Checksum);

/// <summary>A shipped report of an edition with the SHA-256 of its figures.</summary>
public sealed record EditionReportResponse(string Id, string Hash);
