using Reporting.Api.Access;
using Reporting.Api.OpenApi;
using Reporting.Api.Problems;
using Reporting.Engine.Engagements;
using Reporting.Engine.Queries;
using Reporting.Engine.Reports.Documents;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Engagements;

/// <summary>Drill-through: the engagements behind a figure.</summary>
internal static class EngagementsEndpoints
{
    private static readonly string[] Own = ["search", "limit", "after", "lang"];

    public static void MapEngagements(this WebApplication app)
    {
        var group = app.MapGroup("/api/v1/engagements").WithTags("Engagements");
        group.MapGet("/", List)
            .WithSummary("The engagements behind a question, newest first, with their links and sources.")
            .WithQuestion("domain=cyber-security&year=2025", Own)
            .Produces<EngagementsAnswer>();
        group.MapGet("/{code}", Find)
            .WithSummary("One engagement with its links and sources.")
            .WithParameters(new DescribedParameter("code", "Code of the engagement.", "2022-06-02-vision-statement", InPath: true))
            .Produces<ListedEngagement>();
    }

    private static async Task<IResult> List(HttpRequest request, QueryParameters parameters, QueryRunner runner, CancellationToken cancellationToken) =>
        parameters.Read(request.Pairs(), Own).IsValue(out var query, out var problem)
        && (await runner.ListAsync(new EngagementQuery(query, query.After), request.Caller(), cancellationToken)).IsValue(out var page, out problem)
            ? Results.Ok(new EngagementsAnswer(
                page.Engagements,
                new EngagementsMeta(page.Version.Version, page.Version.AsOf, page.Engagements.Count, page.Count, page.Next is not null, page.Limit, page.Filters, page.Next)))
            : ProblemAnswers.Answer(problem);

    private static async Task<IResult> Find(string code, HttpRequest request, QueryParameters parameters, QueryRunner runner, CancellationToken cancellationToken) =>
        parameters.Read(request.Pairs(), ["lang"], filters: false).IsValue(out _, out var problem)
        && (await runner.FindAsync(code, request.Caller(), cancellationToken)).IsValue(out var engagement, out problem)
            ? Results.Ok(engagement)
            : ProblemAnswers.Answer(problem);
}
