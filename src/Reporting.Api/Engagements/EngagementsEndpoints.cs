using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Reporting.Api.Access.Identity;
using Reporting.Api.OpenApi.Contracts;
using Reporting.Api.Problems;
using Reporting.Api.Requests;
using Reporting.Api.Responses;
using Reporting.Engine.Access;
using Reporting.Engine.Caching;
using Reporting.Engine.Engagements;
using Reporting.Engine.Execution;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Rendering.Columns;

namespace Reporting.Api.Engagements;

/// <summary>Endpoints of drill-through: the engagements behind a figure.</summary>
internal static class EngagementsEndpoints
{
    /// <summary>The parameters beside filters.</summary>
    public static readonly string[] Own = ["search", "find", "since", "order", "limit", "after", "lang"];

    public static void MapEngagements(this WebApplication app)
    {
        var group = app.MapGroup("/api/v1/engagements").WithTags("Engagements").Needs(Permission.Read).ReadsEditions();
        group.MapGet("/", List)
            .WithSummary("The engagements that match the filters, with their links and sources. The newest are first, unless order names date, title or code.")
            .WithQueryParameters("domain=cyber-security&year=2025", [.. Own, ColumnRequests.Parameter])
            .Produces<EngagementsResponse>()
            .WithColumns()
            .WithETag();
        group.MapGet("/{**code}", Find)
            .WithSummary("One engagement with its links and sources.")
            .WithParameters(new DescribedParameter("code", "Code of the engagement.", "2022-06-02-vision-statement", InPath: true))
            .Produces<ListedEngagement>()
            .WithETag();
    }

    private static async Task<IResult> List(
        HttpRequest request, QueryParameters parameters, EngagementResponses responses, EngagementRunner runner, ResultCache cache, WorkLanes lanes, IOptions<JsonOptions> json, CancellationToken cancellationToken)
    {
        var caller = request.Caller();
        if (!request.TryReadFormat(out var format, out var problem) || !parameters.Read(request.PairsBesideFormat(), caller, Own).IsValue(out var query, out problem) || !EngagementQuery.Of(query).IsValue(out var listed, out problem))
        {
            return ProblemResponses.Answer(problem);
        }

        var key = await responses.KeyAsync(query, caller, cancellationToken, format);
        if (query.Limit > QueryOptions.LargeFrom || format is not null)
        {
            return CachedResponseResult.NotModified(key, request) ?? await StreamAsync(listed, format, key, caller, runner, lanes, json.Value.SerializerOptions, cancellationToken);
        }

        return await CachedResponseResult.SendAsync(cache, key, request, cancel => responses.ComputeAsync(listed, key, caller, cancel));
    }

    // A long page, and one of columns, is not cached, because it is streamed.
    private static async Task<IResult> StreamAsync(
        EngagementQuery query, ColumnFormat? format, CacheKey key, Caller caller, EngagementRunner runner, WorkLanes lanes, JsonSerializerOptions json, CancellationToken cancellationToken)
    {
        if (!(await lanes.Streams.EnterAsync(cancellationToken)).IsValue(out var place, out var problem))
        {
            return ProblemResponses.Answer(problem);
        }

        EngagementStream? stream = null;
        try
        {
            if (!(await runner.OpenListAsync(query, caller, key.Version, cancellationToken)).IsValue(out stream, out problem))
            {
                return ProblemResponses.Answer(problem);
            }

            return new EngagementStreamResult(stream, place, key.Version == stream.Page.Version ? key.WeakTag() : null, json) { Format = format, Language = query.Query.Language };
        }
        finally
        {
            if (stream is null)
            {
                place.Dispose();
            }
        }
    }

    private static async Task<IResult> Find(
        CodeInPath engagement, HttpRequest request, QueryParameters parameters, EngagementRunner runner, ResultCache cache, IOptions<JsonOptions> json, CancellationToken cancellationToken)
    {
        var caller = request.Caller();
        if (!parameters.Read(request.Pairs(), caller, ["lang"], filters: false).IsValue(out var query, out var problem))
        {
            return ProblemResponses.Answer(problem);
        }

        var key = await cache.KeyAsync("engagement" + JsonSerializer.Serialize(new[] { engagement.Value, query.Language }), caller, cancellationToken);
        return await CachedResponseResult.SendAsync(cache, key, request, async cancel =>
            (await runner.FindAsync(engagement.Value, query.Language, caller, key.Version, cancel)).Then<CachedResponse>(found => CachedResponseResult.Json(found.Engagement, json.Value.SerializerOptions, found.Version, 1)));
    }
}

/// <summary>The data version and size of a page. <c>RowsInAll</c> counts all pages; <c>Next</c> is the value of <c>after</c> for the next page.</summary>
/// <param name="Invented">Present, and true, if some of the data are invented (demo data).</param>
/// <param name="Edition">Present if the data are of an edition.</param>
public sealed record EngagementsPageResponse(
    long DataVersion, DateTimeOffset? DataAsOf, int Rows, long RowsInAll, bool Truncated, int Limit, string Filters, string? Next, Classification Handling,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Invented,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Edition = null);

/// <summary>A page of engagements.</summary>
public sealed record EngagementsResponse(IReadOnlyList<ListedEngagement> Data, EngagementsPageResponse Meta)
{
    internal static EngagementsResponse Of(EngagementPage page) => new(page.Engagements, PageOf(page, page.Engagements.Count));

    internal static EngagementsPageResponse PageOf(EngagementPage page, int rows) => new(
        page.Version.Version, page.Version.AsOf, rows, page.Count, page.Next is not null, page.Limit, page.Filters, page.Next, page.Handling, page.Version.IsInvented, page.Version.Edition);
}
