using System.Globalization;
using Reporting.Api.Access.Identity;
using Reporting.Api.Pages;
using Reporting.Api.Pipeline;
using Reporting.Api.Requests;
using Reporting.Api.Responses;
using Reporting.Engine.Access;
using Reporting.Engine.Engagements;
using Reporting.Engine.Execution;
using Reporting.Engine.Model;

namespace Reporting.Api.Engagements;

/// <summary>Pages of engagements: a list with search and facets, and one page for each. Figures in reports link to them. They use the same queries and row rules as the API.</summary>
internal static class EngagementPagesEndpoints
{
    /// <summary>On the page of an engagement: the import that just set its review.</summary>
    public const string ReviewImport = "review_import";

    private const string Path = "/engagements";
    private const int PerPage = 50;
    private const int MaxPerPage = 1_000;

    public static IServiceCollection AddEngagementPages(this IServiceCollection services) =>
        services.AddSingleton<EngagementFacets>().AddSingleton<EngagementFiles>().AddSingleton<RelatedEngagements>().AddSingleton<RelationSteps>();

    public static void MapEngagementPages(this WebApplication app)
    {
        var group = app.MapGroup(string.Empty).Needs(Permission.Read).Pages().ReadsEditions();
        group.MapGet(Path, List);

        // One address for each format: a pattern within a segment would match every unknown address of one segment, and refuse its method.
        foreach (var format in EngagementFiles.Formats)
        {
            group.MapGet(Path + "." + format, (HttpContext context, QueryParameters parameters, EngagementFiles files, CancellationToken cancellationToken) =>
                DownloadAsync(format, context, parameters, files, cancellationToken)).Needs(Permission.Export);
        }

        group.MapGet(Path + "/{**code}", Show);
    }

    private static async Task<IResult> List(
        HttpContext context, QueryParameters parameters, EngagementRunner runner, EngagementFacets facets, SemanticModel model, CancellationToken cancellationToken)
    {
        var (request, caller) = (context.Request, context.Request.Caller());
        if (Period(request, model, caller) is { } canonical)
        {
            RequestLanguage.Remember(context);
            return Results.Redirect(canonical);
        }

        var view = (string?)request.Query[EngagementListPage.ViewName] is (EngagementListPage.ShortView or EngagementListPage.FullView) and var chosen ? chosen : null;

        // A search form sends its empty field too.
        if (!parameters.Read(request.PairsInPageLanguage().Where(p => p is not { Key: "find", Value: "" } && !(p.Key == EngagementListPage.ViewName && p.Value == view)), caller, EngagementsEndpoints.Own).IsValue(out var query, out var problem) || !EngagementQuery.Of(query).IsValue(out var list, out problem))
        {
            return NoticePage.Of(context, problem);
        }

        // Limit the page to a readable size. Its last line links to the next page.
        list = list with { Query = list.Query with { Limit = request.Query.ContainsKey("limit") ? Math.Min(query.Limit, MaxPerPage) : PerPage } };
        var visible = model.VisibleTo(caller.Visible);
        var address = QueryAddress.Of(request.PathBase + Path, query, list.Order);
        var viewed = address.WithOwn(EngagementListPage.ViewName, view);
        var reading = facets.ReadAsync(viewed, query.Language, visible, caller, cancellationToken);
        var listed = await runner.ListAsync(list, caller, null, cancellationToken);
        var read = await reading;
        if (!listed.IsValue(out var page, out problem))
        {
            return NoticePage.Of(context, problem);
        }

        AuditDraft.Of(context)?.SetResult(page.Version.Version, page.Engagements.Count);
        var paged = request.Query.ContainsKey("limit") ? address.WithOwn("limit", $"{list.Query.Limit}").WithOwn(EngagementListPage.ViewName, view) : viewed;
        return LookupPage.Of<EngagementListPage>(context, query.Language, visible, new()
        {
            [nameof(EngagementListPage.Found)] = page,
            [nameof(EngagementListPage.Address)] = paged,
            [nameof(EngagementListPage.View)] = view,
            [nameof(EngagementListPage.Order)] = $"{list.Order}",
            [nameof(EngagementListPage.Facets)] = read,
            [nameof(EngagementListPage.Chips)] = EngagementChips.Of(viewed, page.FilterTexts, request.PageLanguage()),
            [nameof(EngagementListPage.Files)] = Files(request, address, query.Language),
            [nameof(EngagementListPage.Alert)] = request.RequestIdentity().May(Permission.Schedule) ? (address with { Since = null }).At(request.PathBase + "/alerts/new").WithOwn("order", null).WithOwn("kind", "matches").ToString() : null,
            [nameof(EngagementListPage.Calendar)] = (address with { Since = null }).At(request.PathBase + "/calendar").WithOwn("order", null).ToString(),
            [nameof(EngagementListPage.Others)] = visible.Dimensions.Where(d => d.Time is null && read.All(f => f.Dimension != d)).ToList(),
            [nameof(EngagementListPage.Dates)] = visible.Dimensions.FirstOrDefault(d => d.Time == TimeLevel.Date),
            [nameof(EngagementListPage.Next)] = page.Next is null ? null : paged.WithOwn("after", page.Next).ToString(),
            [nameof(EngagementListPage.IsFirst)] = query.After is null,
        });
    }

    private static async Task<IResult> Show(
        CodeInPath engagement, HttpContext context, QueryParameters parameters, EngagementRunner runner, RelatedEngagements related, RelationSteps steps, SemanticModel model, CancellationToken cancellationToken)
    {
        var (request, caller) = (context.Request, context.Request.Caller());
        var mayReview = caller.Visible.IsEverything && request.RequestIdentity().May(Permission.Import) && EditionRequest.Of(context) is null;
        var import = mayReview && request.Query[ReviewImport] is [{ } key] && int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? key : null;
        if (!parameters.Read(request.PairsInPageLanguage().Where(p => import is null || p.Key != ReviewImport), caller, ["lang"], filters: false).IsValue(out var query, out var problem)
            || !(await runner.FindAsync(engagement.Value, query.Language, caller, null, cancellationToken)).IsValue(out var found, out problem))
        {
            return NoticePage.Of(context, problem);
        }

        AuditDraft.Of(context)?.SetResult(found.Version.Version, 1);
        var visible = model.VisibleTo(caller.Visible);
        return LookupPage.Of<EngagementDetailPage>(context, query.Language, visible, new()
        {
            [nameof(EngagementDetailPage.Engagement)] = found.Engagement,
            [nameof(EngagementDetailPage.MayReview)] = mayReview,
            [nameof(EngagementDetailPage.ReviewImport)] = import,
            [nameof(EngagementDetailPage.Steps)] = await steps.ReadAsync(found.Engagement, query.Language, caller, found.Version, cancellationToken),
            [nameof(EngagementDetailPage.Related)] = await related.ReadAsync(found.Engagement, new QueryAddress(request.PathBase + Path, []), query.Language, visible, caller, cancellationToken),
        });
    }

    private static async Task<IResult> DownloadAsync(
        string format, HttpContext context, QueryParameters parameters, EngagementFiles files, CancellationToken cancellationToken)
    {
        var (request, caller) = (context.Request, context.Request.Caller());
        if (!parameters.Read(request.PairsInPageLanguage(), caller, ["search", "find", "since", "order", "lang"]).IsValue(out var query, out var problem)
            || !EngagementQuery.Of(query).IsValue(out var list, out problem)
            || !(await files.MakeAsync(list, format, caller, cancellationToken)).IsValue(out var file, out problem))
        {
            return NoticePage.Of(context, problem);
        }

        SecurityHeaders.SendsFile(context.Response);
        return new CachedResponseResult(file) { IsKept = true };
    }

    // The form of a period has two fields, and the filter is one range.
    private static string? Period(HttpRequest request, SemanticModel model, Caller caller)
    {
        if (!request.Query.ContainsKey("from") && !request.Query.ContainsKey("to"))
        {
            return null;
        }

        var (from, to) = ((string?)request.Query["from"], (string?)request.Query["to"]);
        var others = request.Pairs().Where(p => p.Key is not ("from" or "to")).Select(p => KeyValuePair.Create(p.Key, (string?)p.Value));
        var date = model.VisibleTo(caller.Visible).Dimensions.FirstOrDefault(d => d.Time == TimeLevel.Date);
        return request.PathBase + request.Path + QueryString.Create(string.IsNullOrEmpty(from + to) || date is null ? others : others.Append(new(date.Id, $"{from}..{to}")));
    }

    private static IReadOnlyList<(string Name, string Address)> Files(HttpRequest request, QueryAddress address, string language) => !request.RequestIdentity().May(Permission.Export)
        ? []
        : [
            ("Excel", address.At(address.Path + ".xlsx").WithOwn("lang", language).ToString()),
            ("CSV", address.At(address.Path + ".csv").WithOwn("lang", language).ToString()),
            ("JSON", address.At(request.PathBase + "/api/v1/engagements").WithOwn("lang", language).ToString()),
        ];
}
