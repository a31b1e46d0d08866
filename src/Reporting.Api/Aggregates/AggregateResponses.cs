using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Reporting.Api.Access.Identity;
using Reporting.Api.Problems;
using Reporting.Api.Responses;
using Reporting.Engine.Access;
using Reporting.Engine.Caching;
using Reporting.Engine.Comparisons;
using Reporting.Engine.Definitions;
using Reporting.Engine.Execution;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Rendering.Columns;
using Reporting.Warehouse.Imports.History;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Aggregates;

/// <summary>Answers aggregate queries as JSON. A URL that was parsed before is found in the cache by its text.</summary>
internal sealed class AggregateResponses(AggregateRunner runner, ComparisonRunner comparisons, EditionReader editions, ResultCache cache, WorkLanes lanes, TimeProvider time)
{
    public ValueTask<IResult> AnswerAsync(HttpRequest request, Func<HttpRequest, Outcome<ReportQuery>> read)
    {
        if (!request.TryReadFormat(out var format, out var problem))
        {
            return new(ProblemResponses.Answer(problem));
        }

        // The raw path and query determine the endpoint and the query. The key also contains what the caller may see, because hidden dimensions are not parameters.
        var caller = request.Caller();
        var rawTarget = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var cacheKey = rawTarget.Length == 0 || caller.Visible.IsEverything ? rawTarget : $"{rawTarget} {caller.Visible.Key}";
        if (cache.Recall<CachedQuery>(cacheKey) is { } cached)
        {
            return AnswerAsync(request, cached, format, caller);
        }

        if (!read(request).IsValue(out var query, out problem))
        {
            return new(ProblemResponses.Answer(problem));
        }

        var parsed = CachedQuery.Of(query);
        if (cacheKey.Length > 0)
        {
            cache.Remember(cacheKey, parsed);
        }

        return AnswerAsync(request, parsed, format, caller);
    }

    /// <param name="format">A format of columns; null for JSON.</param>
    public async ValueTask<IResult> AnswerAsync(HttpRequest request, CachedQuery cached, ColumnFormat? format, Caller caller)
    {
        var (edition, problem) = await EditionAsync(cached.Query, caller, request.HttpContext.RequestAborted);
        if (problem is not null)
        {
            return ProblemResponses.Answer(problem);
        }

        var key = await cache.KeyAsync(format?.Id + cached.Words, caller, request.HttpContext.RequestAborted);
        return await CachedResponseResult.SendAsync(cache, key, request, cancellationToken => ComputeAsync(cached.Query, edition, format, caller, key.Version, cancellationToken));
    }

    /// <summary>The same response outside an endpoint.</summary>
    public async Task<Outcome<CachedResponse>> AnswerAsync(ReportQuery query, Caller caller, CancellationToken cancellationToken)
    {
        var cached = CachedQuery.Of(query);
        var (edition, problem) = await EditionAsync(cached.Query, caller, cancellationToken);
        if (problem is not null)
        {
            return problem;
        }

        var key = await cache.KeyAsync(cached.Words, caller, cancellationToken);
        return await cache.AnswerAsync(key, cancel => ComputeAsync(cached.Query, edition, null, caller, key.Version, cancel), cancellationToken);
    }

    // Opened for each request: an edition may have been withdrawn since the answer was kept.
    private async Task<(OpenEdition? Edition, Problem? Problem)> EditionAsync(ReportQuery query, Caller caller, CancellationToken cancellationToken)
    {
        if (query.Compare is not { } id)
        {
            return default;
        }

        var opened = await editions.OpenAsync(id, caller, cancellationToken);
        return (opened.Value, opened.Problem);
    }

    private Task<Outcome<CachedResponse>> ComputeAsync(ReportQuery query, OpenEdition? edition, ColumnFormat? format, Caller caller, DataVersion? version, CancellationToken cancellationToken) => query.Limit > QueryOptions.LargeFrom
        ? lanes.Large.RunAsync(() => MakeAsync(query, edition, format, caller, version, cancellationToken), cancellationToken)
        : MakeAsync(query, edition, format, caller, version, cancellationToken);

    private async Task<Outcome<CachedResponse>> MakeAsync(ReportQuery query, OpenEdition? edition, ColumnFormat? format, Caller caller, DataVersion? version, CancellationToken cancellationToken)
    {
        var answer = edition is null ? await runner.RunAsync(query, caller, version, cancellationToken) : await comparisons.RunAsync(query, edition, caller, cancellationToken);
        if (!answer.IsValue(out var table, out var problem))
        {
            return problem;
        }

        using var content = new MemoryStream();
        await (format?.WriteAsync(AggregateTable.Of(table), content, cancellationToken) ?? AggregateJson.WriteAsync(content, table, time.GetUtcNow(), cancellationToken));
        return new CachedResponse(content.ToArray(), format?.ContentType ?? "application/json; charset=utf-8")
        {
            FileName = format is null ? null : string.Create(CultureInfo.InvariantCulture, $"aggregates_v{table.Version.Version}{format.Extension}"),
            IsStable = format is not null,
            Handling = format is null ? null : table.Handling,
            DataVersion = table.Version,
            Rows = table.Rows.Count,
            Truncated = table.Truncated ? $"rows={table.Rows.Count}; of={table.RowCount}; limit={table.Limit}" : null,
        };
    }
}

/// <summary>A query with its cache text, which contains all properties of the query.</summary>
internal sealed record CachedQuery(ReportQuery Query, string Words)
{
    /// <summary>The measure of a query that names none.</summary>
    public const string DefaultMeasure = "engagements";

    public static CachedQuery Of(ReportQuery query)
    {
        var complete = query.Measures.Count == 0 ? query with { Measures = [DefaultMeasure] } : query;
        return new CachedQuery(complete, "aggregate.json" + JsonSerializer.Serialize(complete));
    }
}
