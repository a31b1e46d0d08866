using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Reporting.Api.Responses;
using Reporting.Engine.Access;
using Reporting.Engine.Caching;
using Reporting.Engine.Engagements;
using Reporting.Engine.Execution;
using Reporting.Engine.Queries;
using Reporting.Rendering.Columns;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Engagements;

/// <summary>Pages of engagements as JSON, kept for the data version: the same for the API and for assistants.</summary>
internal sealed class EngagementResponses(EngagementRunner engagements, ResultCache cache, IOptions<JsonOptions> json)
{
    public ValueTask<CacheKey> KeyAsync(ReportQuery query, Caller caller, CancellationToken cancellationToken, ColumnFormat? format = null) =>
        cache.KeyAsync(format?.Id + "engagements" + JsonSerializer.Serialize(query), caller, cancellationToken);

    public async Task<Outcome<CachedResponse>> ComputeAsync(EngagementQuery listed, CacheKey key, Caller caller, CancellationToken cancellationToken) =>
        (await engagements.ListAsync(listed, caller, key.Version, cancellationToken)).Then<CachedResponse>(page => CachedResponseResult.Json(
            EngagementsResponse.Of(page), json.Value.SerializerOptions, page.Version, page.Engagements.Count, page.Next));

    public async Task<Outcome<CachedResponse>> AnswerAsync(ReportQuery query, Caller caller, CancellationToken cancellationToken)
    {
        if (!EngagementQuery.Of(query).IsValue(out var listed, out var problem))
        {
            return problem;
        }

        var key = await KeyAsync(query, caller, cancellationToken);
        return await cache.AnswerAsync(key, cancel => ComputeAsync(listed, key, caller, cancel), cancellationToken);
    }
}
