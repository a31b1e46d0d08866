using Reporting.Api.Access.Identity;
using Reporting.Api.Editions;
using Reporting.Api.OpenApi.Contracts;
using Reporting.Api.Pipeline;
using Reporting.Api.Problems;
using Reporting.Api.Requests;
using Reporting.Api.Responses;
using Reporting.Engine.Access;
using Reporting.Engine.Execution;
using Reporting.Engine.Queries;

namespace Reporting.Api.Aggregates;

/// <summary>Endpoints of aggregate queries: measures by dimensions.</summary>
internal static class AggregatesEndpoints
{
    private static readonly string[] PresetParameters = ["measures", "search", "find", "order", "limit", "totals", "fill", "lang", QueryParameters.Compare, QueryParameters.AsOfDay];

    public static void MapAggregates(this WebApplication app)
    {
        var group = app.MapGroup("/api/v1").WithTags("Aggregates").Needs(Permission.Read).ReadsEditions();
        group.MapGet("/aggregates", Ask)
            .WithSummary("Measures by dimensions. Totals count each engagement once.")
            .WithQueryParameters("measures=engagements,allocated_engagements&by=year,domain&totals=true", ["measures", "by", .. PresetParameters[1..], ColumnRequests.Parameter])
            .Produces<AggregateResponse>()
            .WithColumns()
            .WithETag();
        group.MapPost("/query", Post)
            .WithSummary("The same query as JSON, for long queries. The keys are the parameters of /aggregates; lists are arrays.")
            .WithQueryBody()
            .Produces<AggregateResponse>()
            .WithColumns();
        MapPreset(group, "by-year", ["year"], ["engagements", "agreements", "people"], "Engagements, agreements and people by year.");
        MapPreset(group, "by-domain", ["domain"], ["engagements", "allocated_engagements"], "Engagements by domain, counted and allocated.");
        MapPreset(group, "by-year-and-domain", ["year", "domain"], ["engagements", "allocated_engagements"], "Engagements by year and domain, counted and allocated.");
        MapPreset(group, "by-participant", ["participant"], ["engagements", "first_date", "last_date"], "Engagements by participant, with the first and last date.");
        MapPreset(group, "by-type", ["engagement_type"], ["engagements"], "Engagements by type.");
    }

    private static void MapPreset(RouteGroupBuilder group, string name, string[] by, string[] measures, string summary) =>
        group.MapGet("/aggregates/" + name, (HttpRequest request, QueryParameters parameters, AggregateResponses responses) =>
                responses.AnswerAsync(request, r => parameters.Read(r.PairsBesideFormat(), r.Caller(), PresetParameters).Then<ReportQuery>(q => q with
                {
                    By = by,
                    Measures = q.Measures.Count == 0 ? measures : q.Measures,
                })))
            .WithSummary(summary)
            .WithQueryParameters("totals=true", [.. PresetParameters, ColumnRequests.Parameter])
            .Produces<AggregateResponse>()
            .WithColumns()
            .WithETag();

    private static ValueTask<IResult> Ask(HttpRequest request, QueryParameters parameters, AggregateResponses responses) =>
        responses.AnswerAsync(request, r => parameters.Read(r.PairsBesideFormat(), r.Caller()));

    private static async Task<IResult> Post(HttpRequest request, QueryParameters parameters, AggregateResponses responses, CancellationToken cancellationToken)
    {
        if (!(await QueryBody.ReadAsync(request, cancellationToken)).IsValue(out var pairs, out var problem))
        {
            return ProblemResponses.Answer(problem);
        }

        // Two of them are refused as an unknown name would be.
        var named = pairs.Where(p => p.Key is EditionRequest.Parameter or EditionRequest.AsOf).ToList();
        if (named is not [var (name, value)])
        {
            return await AnswerAsync(request, pairs, parameters, responses);
        }

        return await EditionMiddleware.AnswerAsync(
            request.HttpContext, name == EditionRequest.Parameter ? value : null, () => AnswerAsync(request, pairs.Where(p => p.Key != name), parameters, responses), ProblemResponses.Answer, name == EditionRequest.AsOf ? value : null);
    }

    private static async Task<IResult> AnswerAsync(HttpRequest request, IEnumerable<KeyValuePair<string, string>> pairs, QueryParameters parameters, AggregateResponses responses)
    {
        var caller = request.Caller();
        if (!parameters.Read(pairs, caller).IsValue(out var query, out var problem))
        {
            return ProblemResponses.Answer(problem);
        }

        var cached = CachedQuery.Of(query);
        AuditDraft.Of(request.HttpContext)?.SetQuery(cached.Words);
        return request.TryReadFormat(out var format, out problem) ? await responses.AnswerAsync(request, cached, format, caller) : ProblemResponses.Answer(problem);
    }
}
