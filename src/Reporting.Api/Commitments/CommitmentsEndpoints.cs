using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Reporting.Api.Access.Identity;
using Reporting.Api.OpenApi.Contracts;
using Reporting.Api.Pages;
using Reporting.Api.Pipeline;
using Reporting.Api.Problems;
using Reporting.Api.Requests;
using Reporting.Api.Responses;
using Reporting.Delivery.Alerts;
using Reporting.Engine.Access;
using Reporting.Engine.Caching;
using Reporting.Engine.Engagements;
using Reporting.Engine.Execution;
using Reporting.Engine.Model;
using Reporting.Warehouse.Members;
using Reporting.Warehouse.Text;

namespace Reporting.Api.Commitments;

/// <summary>Commitments of agreements with their states: as JSON and as a page.</summary>
internal static class CommitmentsEndpoints
{
    private const string Path = "/commitments";
    private const int PerPage = 50;

    public static IServiceCollection AddCommitments(this IServiceCollection services) => services.AddSingleton<CommitmentFiles>();

    public static void MapCommitments(this WebApplication app)
    {
        app.MapGroup("/api/v1").WithTags("Engagements").Needs(Permission.Read).ReadsEditions().MapGet(Path, List)
            .WithSummary("Commitments of agreements with their states, what is overdue first. Filters of the model select the agreements.")
            .WithDescription("The state is derived from due date, evidence and assessments up to the day; docs/counting.md has the rule.")
            .WithParameters(
                new DescribedParameter("state", "States, separated by commas: late, in-progress, open, delivered, dropped.", "late,open"),
                new DescribedParameter("due_from", "Commitments whose due date ends on this day or later.", "2026-01-01"),
                new DescribedParameter("due_to", "Commitments whose due date ends on this day or before.", "2026-12-31"),
                new DescribedParameter("engagement", "Code of the agreement.", "2025-11-04-memorandum-of-understanding"),
                new DescribedParameter("party", "Code of a responsible participant or organisation.", "in-ministry-of-defence"),
                new DescribedParameter("domain", "Code of the commitment's domain; unknown for none.", "cyber-security"),
                new DescribedParameter("as_of_day", "A past day on which the states are derived; default the day of the data.", "2025-12-31"))
            .WithQueryParameters("state=late", CommitmentParameters.OfEngagements)
            .Produces<CommitmentsResponse>()
            .WithETag();
        var pages = app.MapGroup(string.Empty).Needs(Permission.Read).Pages().ReadsEditions();
        pages.MapGet(Path, Show);
        foreach (var format in CommitmentFiles.Formats)
        {
            pages.MapGet(Path + "." + format, (HttpContext context, QueryParameters parameters, SemanticModel model, CommitmentFiles files, CancellationToken cancellationToken) =>
                DownloadAsync(format, context, parameters, model, files, cancellationToken)).Needs(Permission.Export);
        }
    }

    private static async Task<IResult> List(
        HttpRequest request, QueryParameters parameters, SemanticModel model, CommitmentRunner runner, ResultCache cache, IOptions<JsonOptions> json, CancellationToken cancellationToken)
    {
        var caller = request.Caller();
        if (!CommitmentParameters.Read(request.Pairs(), parameters, model.VisibleTo(caller.Visible), caller).IsValue(out var query, out var problem))
        {
            return ProblemResponses.Answer(problem);
        }

        var key = await cache.KeyAsync("commitments" + JsonSerializer.Serialize(query), caller, cancellationToken);
        return await CachedResponseResult.SendAsync(cache, key, request, async cancel => (await runner.ListAsync(query, caller, key.Version, cancel)).Then<CachedResponse>(page =>
            CachedResponseResult.Json(CommitmentsResponse.Of(page), json.Value.SerializerOptions, page.Version, page.Commitments.Count, page.Next)));
    }

    private static async Task<IResult> Show(HttpContext context, QueryParameters parameters, CommitmentRunner runner, SemanticModel model, CancellationToken cancellationToken)
    {
        var (request, caller) = (context.Request, context.Request.Caller());

        // The form sends its empty fields too.
        if (!CommitmentParameters.Read(request.PairsInPageLanguage().Where(p => p.Value.Length > 0), parameters, model.VisibleTo(caller.Visible), caller).IsValue(out var query, out var problem)
            || !(await runner.ListAsync(query with { Query = query.Query with { Limit = request.Query.ContainsKey("limit") ? query.Query.Limit : PerPage } }, caller, null, cancellationToken)).IsValue(out var page, out problem))
        {
            return NoticePage.Of(context, problem);
        }

        AuditDraft.Of(context)?.SetResult(page.Version.Version, page.Commitments.Count);
        var address = CommitmentParameters.AddressOf(request.PathBase + Path, query);
        return LookupPage.Of<CommitmentListPage>(context, query.Query.Language, model.VisibleTo(caller.Visible), new()
        {
            [nameof(CommitmentListPage.Found)] = page,
            [nameof(CommitmentListPage.Query)] = query,
            [nameof(CommitmentListPage.Address)] = address,
            [nameof(CommitmentListPage.Files)] = Files(request, address, query.Query.Language),
            [nameof(CommitmentListPage.Alert)] = request.RequestIdentity().May(Permission.Schedule) ? Alert(request, query) : null,
            [nameof(CommitmentListPage.Next)] = page.Next is null ? null : address.WithOwn("after", page.Next).ToString(),
        });
    }

    // Null for a list that no alert can watch: alerts have the filters of the model only, and none of them finds commitments without a domain.
    private static string? Alert(HttpRequest request, CommitmentQuery query) =>
        query is not { Engagement: null, Party: null, DueFrom: null, DueTo: null, AsOfDay: null } || query.Domain?.Split(',').Contains(UnknownMembers.Code, StringComparer.Ordinal) == true
            ? null
            : QueryAddress.Of(request.PathBase + "/alerts/new", query.Query).WithOwn("kind", EnumWord.Of(AlertKind.OverdueCommitments)).WithOwn("domain", query.Domain).ToString();

    private static async Task<IResult> DownloadAsync(string format, HttpContext context, QueryParameters parameters, SemanticModel model, CommitmentFiles files, CancellationToken cancellationToken)
    {
        var (request, caller) = (context.Request, context.Request.Caller());
        if (!CommitmentParameters.Read(request.PairsInPageLanguage().Where(p => p.Value.Length > 0), parameters, model.VisibleTo(caller.Visible), caller).IsValue(out var query, out var problem)
            || !(await files.MakeAsync(query, format, caller, cancellationToken)).IsValue(out var file, out problem))
        {
            return NoticePage.Of(context, problem);
        }

        SecurityHeaders.SendsFile(context.Response);
        return new CachedResponseResult(file) { IsKept = true };
    }

    private static IReadOnlyList<(string Name, string Address)> Files(HttpRequest request, QueryAddress address, string language) => !request.RequestIdentity().May(Permission.Export)
        ? []
        : [
            ("Excel", address.At(address.Path + ".xlsx").WithOwn("lang", language).ToString()),
            ("CSV", address.At(address.Path + ".csv").WithOwn("lang", language).ToString()),
            ("JSON", address.At(request.PathBase + "/api/v1/commitments").WithOwn("lang", language).ToString()),
        ];
}
