using System.Globalization;
using Reporting.Api.Access.Identity;
using Reporting.Api.Idempotency;
using Reporting.Api.OpenApi.Contracts;
using Reporting.Api.Pipeline;
using Reporting.Api.Problems;
using Reporting.Api.Responses;
using Reporting.Delivery.SavedReports;
using Reporting.Engine.Access;
using Reporting.Engine.Execution;
using Reporting.Engine.Languages;
using Reporting.Warehouse.Operations;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.SavedReports;

/// <summary>Endpoints of saved reports. A caller sees their own and those shared with their roles; an administrator sees all.</summary>
internal static class SavedReportsEndpoints
{
    public const string Route = "/api/v1/saved-reports";

    private const string Reports = "/api/v1/reports";

    private const string Yaml = "application/yaml";

    private static readonly DescribedParameter Id = new("id", "Id of the saved report.", "saved_h4kq7mzt2w", InPath: true);
    private static readonly DescribedParameter Roles = new("roles", "Roles with which to share it, separated by commas.", "reader");
    private static readonly DescribedParameter Lang = new("lang", "Language of the titles.", "en");

    public static void MapSavedReports(this WebApplication app)
    {
        MapReports(app);
        var group = app.MapGroup(Route).WithTags("Saved reports").Needs(Permission.Read);
        group.MapGet("/", List)
            .WithSummary("Lists your saved reports, then those shared with you.")
            .WithParameters(Lang)
            .Produces<IReadOnlyList<SavedReportResponse>>()
            .WithBodyETag();
        group.MapPost("/", Add)
            .WithSummary("Saves a report. It works at every endpoint of reports by its id.")
            .WithDescription("The body is JSON with the definition and the roles, or the definition alone as application/yaml with ?roles=. The keys are those of reports/*.yml. "
                + "Without roles only you see it; sharing needs the permission schedule. Each reader sees their own data in it.")
            .WithReportBody<SavedReportRequest>(SavedReportBody.YamlTypes)
            .Idempotent()
            .WithMetadata(new AuditedAs(AuditAction.Change))
            .ProducesProblem(StatusCodes.Status409Conflict)
            .Produces<SavedReportResponse>(StatusCodes.Status201Created);
        group.MapGet("/{id}", Find)
            .WithSummary("Returns a saved report with its definition. The ETag names its version.")
            .WithParameters(Id, Lang)
            .Produces<SavedReportResponse>();
        group.MapGet("/{id}/definition", Definition)
            .WithSummary("Returns the definition as a file for the folder reports.")
            .WithParameters(Id)
            .WithMetadata(new AnyType())
            .Produces<string>(StatusCodes.Status200OK, Yaml);
        group.MapPut("/{id}", Replace)
            .WithSummary("Replaces the definition of a saved report, and its roles if they are given. If-Match refuses to overwrite a later change.")
            .WithParameters(Id)
            .WithReportBody<SavedReportRequest>(SavedReportBody.YamlTypes)
            .WithMetadata(new AuditedAs(AuditAction.Change))
            .ProducesProblem(StatusCodes.Status412PreconditionFailed)
            .Produces<SavedReportResponse>();
        MapDelete(group);
    }

    /// <summary>The same by the addresses of reports, with the keys of reports/*.yml as the whole body.</summary>
    private static void MapReports(WebApplication app)
    {
        var group = app.MapGroup(Reports).WithTags("Reports").Needs(Permission.Read);
        group.MapPost("/", AddBare)
            .WithSummary("Saves a report. It works at every endpoint of reports by its id.")
            .WithDescription("The body has the keys of reports/*.yml, as JSON or as application/yaml. Without roles only you see it; sharing needs the permission schedule. "
                + "Each reader sees their own data in it. GET /api/v1/saved-reports lists yours.")
            .WithReportBody<ReportDefinitionRequest>(SavedReportBody.YamlTypes)
            .WithParameters(Roles)
            .WithMetadata(new AuditedAs(AuditAction.Change))
            .ProducesProblem(StatusCodes.Status409Conflict)
            .Produces<SavedReportResponse>(StatusCodes.Status201Created);
        group.MapGet("/{id}/definition", AnyDefinition)
            .WithSummary("Returns the definition of any report as a file for the folder reports. The ETag of a saved one names its version.")
            .WithParameters(new DescribedParameter("id", "Id of the report.", "cooperation-by-year-and-domain", InPath: true))
            .WithMetadata(new AnyType())
            .Produces<string>(StatusCodes.Status200OK, Yaml);
        group.MapPut("/{id}", ReplaceBare)
            .WithSummary("Replaces the definition of a saved report, and its roles if they are given. If-Match refuses to overwrite a later change.")
            .WithReportBody<ReportDefinitionRequest>(SavedReportBody.YamlTypes)
            .WithParameters(Id, Roles)
            .WithMetadata(new AuditedAs(AuditAction.Change))
            .ProducesProblem(StatusCodes.Status412PreconditionFailed)
            .Produces<SavedReportResponse>();
        MapDelete(group);
    }

    private static void MapDelete(RouteGroupBuilder group) => group.MapDelete("/{id}", Delete)
        .WithSummary("Deletes a saved report. Subscriptions to it stay, and fail until they name another report.")
        .WithParameters(Id)
        .WithMetadata(new AuditedAs(AuditAction.Change))
        .ProducesProblem(StatusCodes.Status412PreconditionFailed)
        .Produces(StatusCodes.Status204NoContent);

    private static async Task<IResult> List(HttpRequest request, SavedReportService saved, ReportFinder finder, QueryParameters parameters, CancellationToken cancellationToken) =>
        parameters.Read(request.PairsInLanguage(), request.Caller(), ["lang"], filters: false).IsValue(out var query, out var problem)
            ? Results.Ok((await saved.ListAsync(request.Caller(), cancellationToken)).Select(r => SavedReportResponse.Of(r, finder, request.Caller(), query.Language, withDefinition: false))).Fresh()
            : ProblemResponses.Answer(problem);

    private static Task<IResult> Add(HttpRequest request, SavedReportService saved, ReportFinder finder, IHostEnvironment environment, CancellationToken cancellationToken) =>
        AddAsync(request, isBare: false, saved, finder, environment, cancellationToken);

    private static Task<IResult> AddBare(HttpRequest request, SavedReportService saved, ReportFinder finder, IHostEnvironment environment, CancellationToken cancellationToken) =>
        AddAsync(request, isBare: true, saved, finder, environment, cancellationToken);

    private static async Task<IResult> AddAsync(HttpRequest request, bool isBare, SavedReportService saved, ReportFinder finder, IHostEnvironment environment, CancellationToken cancellationToken)
    {
        if (OwnerRequirement.Refusal(request, environment) is { } refused)
        {
            return ProblemResponses.Answer(refused);
        }

        if (!(await SavedReportBody.ReadAsync(request, isBare, cancellationToken)).IsValue(out var body, out var problem)
            || !(await saved.AddAsync(body.Text, body.Roles ?? [], request.Caller(), cancellationToken)).IsValue(out var added, out problem))
        {
            return ProblemResponses.Answer(problem);
        }

        Audit(request, added);
        return Results.Created($"{(isBare ? Reports : Route)}/{added.Id}", Response(added, request, saved, finder));
    }

    private static async Task<IResult> Find(string id, HttpRequest request, SavedReportService saved, ReportFinder finder, QueryParameters parameters, CancellationToken cancellationToken) =>
        parameters.Read(request.PairsInLanguage(), request.Caller(), ["lang"], filters: false).IsValue(out _, out var problem)
        && (await saved.FindAsync(id, request.Caller(), cancellationToken)).IsValue(out var found, out problem)
            ? Results.Ok(Response(found, request, saved, finder)).Fresh()
            : ProblemResponses.Answer(problem);

    private static async Task<IResult> Definition(string id, HttpRequest request, SavedReportService saved, CancellationToken cancellationToken)
    {
        if (!(await saved.FindAsync(id, request.Caller(), cancellationToken)).IsValue(out var found, out var problem))
        {
            return ProblemResponses.Answer(problem);
        }

        SetTag(request, found);
        return saved.ShowsDefinition(found, request.Caller())
            ? Results.Text(found.Text, Yaml + "; charset=utf-8").Fresh()
            : ProblemResponses.Answer(SavedReportProblems.Withheld);
    }

    private static async Task<IResult> AnyDefinition(string id, HttpRequest request, SavedReportService saved, ReportFinder finder, CancellationToken cancellationToken)
    {
        if (SavedReport.IsId(id))
        {
            return await Definition(id, request, saved, cancellationToken);
        }

        return !(await finder.FindAsync(id, request.Caller(), cancellationToken)).IsValue(out var shipped, out var problem) ? ProblemResponses.Answer(problem)
            : saved.ShowsDefinition(shipped, request.Caller()) ? Results.Text(shipped.Text, Yaml + "; charset=utf-8").Fresh()
            : ProblemResponses.Answer(SavedReportProblems.Withheld);
    }

    private static Task<IResult> Replace(string id, HttpRequest request, SavedReportService saved, ReportFinder finder, CancellationToken cancellationToken) =>
        ReplaceAsync(id, request, isBare: false, saved, finder, cancellationToken);

    private static Task<IResult> ReplaceBare(string id, HttpRequest request, SavedReportService saved, ReportFinder finder, CancellationToken cancellationToken) =>
        ReplaceAsync(id, request, isBare: true, saved, finder, cancellationToken);

    private static async Task<IResult> ReplaceAsync(string id, HttpRequest request, bool isBare, SavedReportService saved, ReportFinder finder, CancellationToken cancellationToken)
    {
        if (!(await FindAsync(id, request, saved, cancellationToken)).IsValue(out var found, out var problem)
            || !(await SavedReportBody.ReadAsync(request, isBare, cancellationToken)).IsValue(out var body, out problem)
            || !(await saved.ChangeAsync(found, body.Text, body.Roles, request.Caller(), cancellationToken)).IsValue(out var changed, out problem))
        {
            return ProblemResponses.Answer(problem);
        }

        Audit(request, changed);
        return Results.Ok(Response(changed, request, saved, finder)).Fresh();
    }

    private static async Task<IResult> Delete(string id, HttpRequest request, SavedReportService saved, CancellationToken cancellationToken)
    {
        if (!(await FindAsync(id, request, saved, cancellationToken)).IsValue(out var found, out var problem))
        {
            return ProblemResponses.Answer(problem);
        }

        Audit(request, found);
        return await saved.DeleteAsync(found, request.Caller(), cancellationToken) is { } refused ? ProblemResponses.Answer(refused) : Results.NoContent();
    }

    /// <summary>The report, if it is still the one of If-Match.</summary>
    private static async Task<Outcome<SavedReport>> FindAsync(string id, HttpRequest request, SavedReportService saved, CancellationToken cancellationToken) =>
        (await saved.FindAsync(id, request.Caller(), cancellationToken)).Then(found =>
            request.Headers.IfMatch.Count == 0 || ETagMatcher.MatchesTagOrAny(request.Headers.IfMatch, TagOf(found)) ? (Outcome<SavedReport>)found : SavedReportProblems.Changed);

    private static SavedReportResponse Response(SavedReport report, HttpRequest request, SavedReportService saved, ReportFinder finder)
    {
        SetTag(request, report);
        return SavedReportResponse.Of(report, finder, request.Caller(), LanguageOf(request), saved.ShowsDefinition(report, request.Caller()));
    }

    private static string LanguageOf(HttpRequest request) => Language.Of(request.PairsInLanguage().LastOrDefault(p => p.Key == RequestLanguage.Parameter).Value ?? Language.English.Code).Code;

    private static void SetTag(HttpRequest request, SavedReport report) => request.HttpContext.Response.Headers.ETag = TagOf(report);

    private static string TagOf(SavedReport report) => string.Create(CultureInfo.InvariantCulture, $"\"{report.Changes}\"");

    public static void Audit(HttpRequest request, SavedReport report) =>
        AuditDraft.Of(request.HttpContext)?.SetQuery($"id={report.Id}&owner={report.Owner}&roles={string.Join(',', report.Roles)}");
}
