using Reporting.Api.Access;
using Reporting.Api.Audit;
using Reporting.Api.OpenApi;
using Reporting.Api.OpenApi.Contracts;
using Reporting.Api.Problems;
using Reporting.Engine.Access;
using Reporting.Engine.Execution;
using Reporting.Engine.Queries;

namespace Reporting.Api.Aggregates;

/// <summary>Questions: measures by dimensions.</summary>
internal static class AggregatesEndpoints
{
    private static readonly string[] OfReadyMade = ["measures", "search", "order", "limit", "totals", "fill", "lang"];

    public static void MapAggregates(this WebApplication app)
    {
        var group = app.MapGroup("/api/v1").WithTags("Aggregates").Needs(Permission.Read);
        group.MapGet("/aggregates", Ask)
            .WithSummary("Measures by dimensions, totals at their own grain.")
            .WithQuestion("measures=engagements,allocated_engagements&by=year,domain&totals=true", ["measures", "by", .. OfReadyMade[1..]])
            .Produces<AggregateResponse>()
            .Revalidating();
        group.MapPost("/query", Post)
            .WithSummary("The same question as JSON, for long ones: the parameters of /aggregates are the keys, lists are arrays.")
            .WithQuestionBody()
            .Produces<AggregateResponse>();
        MapReadyMade(group, "by-year", ["year"], ["engagements", "agreements", "people"], "Engagements, agreements and people of each year.");
        MapReadyMade(group, "by-domain", ["domain"], ["engagements", "allocated_engagements"], "Engagements of each domain, counted and allocated.");
        MapReadyMade(group, "by-year-and-domain", ["year", "domain"], ["engagements", "allocated_engagements"], "Engagements of each year and domain, counted and allocated.");
        MapReadyMade(group, "by-participant", ["participant"], ["engagements", "first_date", "last_date"], "Engagements of each participant, with the first and the last date.");
        MapReadyMade(group, "by-type", ["engagement_type"], ["engagements"], "Engagements of each type.");
    }

    private static void MapReadyMade(RouteGroupBuilder group, string name, string[] by, string[] measures, string summary) =>
        group.MapGet("/aggregates/" + name, (HttpRequest request, QueryParameters parameters, AggregateResponses answers) =>
                answers.AnswerAsync(request, r => parameters.Read(r.Pairs(), r.Caller(), OfReadyMade).Then<ReportQuery>(q => q with
                {
                    By = by,
                    Measures = q.Measures.Count == 0 ? measures : q.Measures,
                })))
            .WithSummary(summary)
            .WithQuestion("totals=true", OfReadyMade)
            .Produces<AggregateResponse>()
            .Revalidating();

    private static ValueTask<IResult> Ask(HttpRequest request, QueryParameters parameters, AggregateResponses answers) =>
        answers.AnswerAsync(request, r => parameters.Read(r.Pairs(), r.Caller()));

    private static async Task<IResult> Post(HttpRequest request, QueryParameters parameters, AggregateResponses answers, CancellationToken cancellationToken)
    {
        var caller = request.Caller();
        if (!(await QueryBody.ReadAsync(request, cancellationToken)).Then(pairs => parameters.Read(pairs, caller)).IsValue(out var query, out var problem))
        {
            return ProblemResponses.Answer(problem);
        }

        var asked = CachedQuery.Of(query);
        AuditDraft.Of(request.HttpContext)?.SetQuery(asked.Words);
        return await answers.AnswerAsync(request, asked, caller);
    }
}
