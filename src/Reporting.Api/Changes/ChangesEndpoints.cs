using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Reporting.Api.Access.Identity;
using Reporting.Api.OpenApi.Contracts;
using Reporting.Api.Pages;
using Reporting.Api.Pipeline;
using Reporting.Api.Problems;
using Reporting.Api.Responses;
using Reporting.Engine.Access;
using Reporting.Engine.Caching;
using Reporting.Engine.Changes;
using Reporting.Engine.Execution;
using Reporting.Engine.Model;
using Reporting.Warehouse.Imports.History;

namespace Reporting.Api.Changes;

/// <summary>Changes since a data version, a day or an edition: for programs that keep a copy, and as a page.</summary>
internal static class ChangesEndpoints
{
    private const string Path = "/changes";
    private const int PerPage = 100;

    public static void MapChanges(this WebApplication app)
    {
        app.MapGroup("/api/v1").WithTags("Engagements").Needs(Permission.Read).MapGet(Path, List)
            .WithSummary("The engagements that are new, corrected, recoded or withdrawn since a data version, a day or an edition, with which a program keeps a copy up to date.")
            .WithDescription("Net changes in the order of codes: what was changed and changed back is left out. docs/changes.md says how to keep a copy.")
            .WithParameters(
                new DescribedParameter("since", "A data version, a day (yyyy-MM-dd, UTC), or the id of an edition. 0 gives everything as new.", "1", RequiredInQuery: true),
                new DescribedParameter("rights", "meta.rights of the last reading, to be told when access rights changed.", "0123456789abcdef"),
                new DescribedParameter("after", "Position after the previous page (meta.next).", "1.2022-06-02-vision-statement"),
                new DescribedParameter("limit", $"Maximum number of changes; default {ChangesQuery.DefaultLimit}, at most {ChangesQuery.LargestLimit}.", "200"),
                new DescribedParameter("lang", "Language of names and texts.", "en"))
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .Produces<ChangesResponse>()
            .WithETag();
        app.MapGroup(string.Empty).Needs(Permission.Read).Pages().MapGet(Path, Show);
    }

    private static async Task<IResult> List(
        HttpRequest request, QueryParameters parameters, SinceReader since, ChangesRunner runner, ResultCache cache, IOptions<JsonOptions> json, CancellationToken cancellationToken)
    {
        var caller = request.Caller();
        if (!ChangesParameters.Read(await since.ResolveAsync(request.Pairs(), cancellationToken), parameters, caller).IsValue(out var query, out var problem))
        {
            return ProblemResponses.Answer(problem);
        }

        var key = await cache.KeyAsync("changes" + JsonSerializer.Serialize(query), caller, cancellationToken);
        return await CachedResponseResult.SendAsync(cache, key, request, async cancel =>
            (await runner.RunAsync(query, caller, cancel)).Then<CachedResponse>(page => CachedResponseResult.Json(ChangesResponse.Of(page), json.Value.SerializerOptions, page.Version, page.Changes.Count, page.Next)));
    }

    private static async Task<IResult> Show(
        HttpContext context, QueryParameters parameters, SinceReader editions, ChangesRunner runner, DataVersionStore versions, SemanticModel model, CancellationToken cancellationToken)
    {
        var (request, caller) = (context.Request, context.Request.Caller());

        // The form sends an empty field too. Without a version the page shows what the last import changed.
        var version = (int)(await versions.ReadAsync(cancellationToken)).Version;
        var pairs = await editions.ResolveAsync(request.PairsInPageLanguage().Where(p => p is not { Key: SinceReader.Parameter, Value: "" }), cancellationToken);
        if (!ChangesParameters.Read(pairs, parameters, caller, Math.Max(version - 1, 0)).IsValue(out var query, out var problem)
            || !(await runner.RunAsync(query with { Limit = request.Query.ContainsKey("limit") ? query.Limit : PerPage }, caller, cancellationToken)).IsValue(out var page, out problem))
        {
            return NoticePage.Of(context, problem);
        }

        AuditDraft.Of(context)?.SetResult(page.Version.Version, page.Changes.Count);
        var since = (string?)request.Query["since"] is { Length: > 0 } own ? own : $"{page.Since}";
        var first = new QueryAddress(request.PathBase + Path, []).WithOwn("since", since).WithOwn("limit", request.Query.ContainsKey("limit") ? $"{query.Limit}" : null);
        return LookupPage.Of<ChangesListPage>(context, query.Language, model.VisibleTo(caller.Visible), new()
        {
            [nameof(ChangesListPage.Model)] = model,
            [nameof(ChangesListPage.Found)] = page,
            [nameof(ChangesListPage.Since)] = since,
            [nameof(ChangesListPage.Next)] = page.Next is null ? null : first.WithOwn("after", page.Next).ToString(),
            [nameof(ChangesListPage.First)] = query.After is null ? null : first.ToString(),
        });
    }
}
