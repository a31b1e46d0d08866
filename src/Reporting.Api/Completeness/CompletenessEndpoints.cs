using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Reporting.Api.Access.Identity;
using Reporting.Api.OpenApi.Contracts;
using Reporting.Api.Problems;
using Reporting.Api.Requests;
using Reporting.Api.Responses;
using Reporting.Engine.Access;
using Reporting.Engine.Caching;
using Reporting.Engine.Execution;

namespace Reporting.Api.Completeness;

/// <summary>How complete the records behind a query are.</summary>
internal static class CompletenessEndpoints
{
    private static readonly string[] Own = ["search", "find", "since", "lang"];

    public static void MapCompleteness(this WebApplication app) =>
        app.MapGroup("/api/v1").WithTags("Engagements").Needs(Permission.Read).ReadsEditions().MapGet("/completeness", Show)
            .WithSummary("How many engagements of a query lack an exact date, a place, a domain or a second source, and how late they were recorded.")
            .WithDescription("Each engagement counts once in each number. What the caller does not see is null; docs/counting.md has the rule.")
            .WithQueryParameters("year=2025", Own)
            .Produces<CompletenessResponse>()
            .WithETag();

    private static async Task<IResult> Show(
        HttpRequest request, QueryParameters parameters, CompletenessRunner runner, ResultCache cache, IOptions<JsonOptions> json, CancellationToken cancellationToken)
    {
        var caller = request.Caller();
        if (!parameters.Read(request.Pairs(), caller, Own).IsValue(out var query, out var problem))
        {
            return ProblemResponses.Answer(problem);
        }

        var key = await cache.KeyAsync("completeness" + JsonSerializer.Serialize(query), caller, cancellationToken);
        return await CachedResponseResult.SendAsync(cache, key, request, async cancel => (await runner.RunAsync(query, caller, key.Version, cancel)).Then<CachedResponse>(found =>
            CachedResponseResult.Json(CompletenessResponse.Of(found), json.Value.SerializerOptions, found.Version, 1, null)));
    }
}
