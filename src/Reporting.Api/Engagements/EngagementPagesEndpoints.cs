using Reporting.Api.Access.Identity;
using Reporting.Api.Pages;
using Reporting.Api.Pipeline;
using Reporting.Api.Problems;
using Reporting.Api.Responses;
using Reporting.Engine.Access;
using Reporting.Engine.Engagements;
using Reporting.Engine.Execution;
using Reporting.Rendering.Renderers;
using Reporting.Rendering.Values;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Engagements;

/// <summary>Pages with the engagements behind a figure. Figures in reports link to these pages. The pages use the same queries and row rules as the API.</summary>
internal static class EngagementPagesEndpoints
{
    private const int PerPage = 50;
    private const int MaxPerPage = 1_000;

    private static readonly string[] Own = ["search", "limit", "after", "lang"];

    public static void MapEngagementPages(this WebApplication app)
    {
        var group = app.MapGroup("/engagements").Needs(Permission.Read).Pages();
        group.MapGet("/", List);
        group.MapGet("/{**code}", Show);
    }

    private static async Task<IResult> List(HttpContext context, QueryParameters parameters, EngagementRunner runner, CancellationToken cancellationToken)
    {
        var (request, caller) = (context.Request, context.Request.Caller());
        if (!parameters.Read(request.PairsInPageLanguage(), caller, Own).IsValue(out var query, out var problem))
        {
            return ProblemPage(context, problem);
        }

        // Limit the page to a readable size. Its last line links to the next page.
        query = query with { Limit = request.Query.ContainsKey("limit") ? Math.Min(query.Limit, MaxPerPage) : PerPage };
        if (!(await runner.ListAsync(new EngagementQuery(query, query.After), caller, null, cancellationToken)).IsValue(out var page, out problem))
        {
            return ProblemPage(context, problem);
        }

        AuditDraft.Of(context)?.SetResult(page.Version.Version, page.Engagements.Count);
        return Page<FoundEngagements>(context, query.Language, new() { [nameof(FoundEngagements.Found)] = page, [nameof(FoundEngagements.Next)] = Next(request, page) });
    }

    private static async Task<IResult> Show(CodeInPath engagement, HttpContext context, QueryParameters parameters, EngagementRunner runner, CancellationToken cancellationToken)
    {
        var (request, caller) = (context.Request, context.Request.Caller());
        if (!parameters.Read(request.PairsInPageLanguage(), caller, ["lang"], filters: false).IsValue(out var query, out var problem)
            || !(await runner.FindAsync(engagement.Value, query.Language, caller, null, cancellationToken)).IsValue(out var found, out problem))
        {
            return ProblemPage(context, problem);
        }

        AuditDraft.Of(context)?.SetResult(found.Version.Version, 1);
        return Page<ShownEngagement>(context, query.Language, new() { [nameof(ShownEngagement.Engagement)] = found.Engagement });
    }

    private static string? Next(HttpRequest request, EngagementPage page) => page.Next is null
        ? null
        : QueryString.Create(request.Pairs().Where(p => p.Key != "after").Append(new("after", page.Next)).Select(p => KeyValuePair.Create(p.Key, (string?)p.Value))).ToUriComponent();

    private static PageResult Page<T>(HttpContext context, string language, Dictionary<string, object?> parameters)
        where T : Microsoft.AspNetCore.Components.IComponent
    {
        parameters[nameof(ShownEngagement.Text)] = ValueText.In(language);
        parameters[nameof(ShownEngagement.Links)] = new ReportLinks(context.Request.PathBase);
        return PageResult.Of<T>(context, StatusCodes.Status200OK, parameters);
    }

    private static PageResult ProblemPage(HttpContext context, Problem problem) => NoticePage.Of(context, problem, ProblemResponses.StatusOf(problem.Kind));
}
