using System.Globalization;
using Reporting.Api.Access.Identity;
using Reporting.Api.Engagements;
using Reporting.Api.Pages;
using Reporting.Api.Pipeline;
using Reporting.Api.Requests;
using Reporting.Api.Responses;
using Reporting.Engine.Access;
using Reporting.Engine.Execution;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.MemberPages;

/// <summary>Pages of members of every dimension: participants, countries, domains, places and the others of the model.</summary>
internal static class MemberPagesEndpoints
{
    private const string Route = "/members";
    private const string Engagements = "/engagements";
    private const int MaxName = 200;

    // Parameters of the list itself. All others are those of a query.
    private static readonly string[] OfIndex = ["name", "sort", "shown", "then"];
    private static readonly string[] Own = ["search", "find", "since", "after", "order", "lang"];

    public static IServiceCollection AddMemberPages(this IServiceCollection services) => services.AddSingleton<MemberProfileReader>().AddSingleton<MemberIndexReader>().AddSingleton<MemberSearch>();

    public static void MapMemberPages(this WebApplication app)
    {
        var group = app.MapGroup(Route).Needs(Permission.Read).Pages().ReadsEditions();
        group.MapGet("/", Directory);
        group.MapGet("/{dimension}", List);
        group.MapGet("/{dimension}/{**code}", Show);
    }

    private static async Task<IResult> Directory(HttpContext context, MemberSearch search, SemanticModel model, CancellationToken cancellationToken)
    {
        var (caller, language) = (context.Request.Caller(), context.Request.PageLanguage().Code);
        var visible = model.VisibleTo(caller.Visible);
        var dimensions = visible.Dimensions.Where(d => !d.Attribute.IsOfPartner && d.Time is null or TimeLevel.Year).ToList();
        var name = ((string?)context.Request.Query["name"])?.Trim() is { Length: > 0 and <= MaxName } text ? text : null;
        var found = name is null ? [] : await search.FindAsync(dimensions, name, language, caller, cancellationToken);
        return LookupPage.Of<MemberDirectoryPage>(context, language, visible, new()
        {
            [nameof(MemberDirectoryPage.Dimensions)] = dimensions,
            [nameof(MemberDirectoryPage.Counts)] = await search.CountAsync(dimensions, language, visible, caller, cancellationToken),
            [nameof(MemberDirectoryPage.Name)] = name,
            [nameof(MemberDirectoryPage.Found)] = found,
            [nameof(MemberDirectoryPage.Nearest)] = name is null || found.Count > 0 ? null : await search.NearestAsync(dimensions, name, language, caller, cancellationToken),
        });
    }

    private static async Task<IResult> List(string dimension, HttpContext context, QueryParameters parameters, MemberIndexReader reader, SemanticModel model, CancellationToken cancellationToken)
    {
        var (request, caller) = (context.Request, context.Request.Caller());
        var visible = model.VisibleTo(caller.Visible);
        if (!Found(visible, dimension).IsValue(out var by, out var problem)
            || !parameters.Read(request.PairsInPageLanguage().Where(p => !OfIndex.Contains(p.Key)), caller, Own).IsValue(out var query, out problem))
        {
            return NoticePage.Of(context, problem);
        }

        var (name, byCode) = (((string?)request.Query["name"])?.Trim() is { Length: > 0 } text ? text : null, request.Query["sort"] == "code");
        var shown = int.TryParse(request.Query["shown"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Clamp(number, MemberIndexReader.PerPage, ReportQuery.DefaultLimit) : MemberIndexReader.PerPage;
        if (!(await reader.ReadAsync(by, query, name, byCode, shown, visible, caller, cancellationToken)).IsValue(out var index, out problem))
        {
            return NoticePage.Of(context, problem);
        }

        AuditDraft.Of(context)?.SetResult(null, index.Rows.Count);
        var address = QueryAddress.Of(request.PathBase + request.Path, query) with
        {
            Own = [.. request.Pairs().Where(p => OfIndex.Contains(p.Key) && p.Value.Length > 0)],
        };
        return LookupPage.Of<MemberIndexPage>(context, query.Language, visible, new()
        {
            [nameof(MemberIndexPage.Dimension)] = by,
            [nameof(MemberIndexPage.Index)] = index,
            [nameof(MemberIndexPage.Address)] = address,
            [nameof(MemberIndexPage.List)] = QueryAddress.Of(request.PathBase + Engagements, query),
            [nameof(MemberIndexPage.Name)] = name,
            [nameof(MemberIndexPage.IsByCode)] = byCode,
            [nameof(MemberIndexPage.IsChoice)] = request.Query["then"] == "engagements",
        });
    }

    private static async Task<IResult> Show(
        string dimension, CodeInPath member, HttpContext context, QueryParameters parameters, MemberProfileReader reader, SemanticModel model, CancellationToken cancellationToken)
    {
        var (request, caller) = (context.Request, context.Request.Caller());
        var visible = model.VisibleTo(caller.Visible);
        if (!Found(visible, dimension).IsValue(out var of, out var problem)
            || !parameters.Read(request.PairsInPageLanguage(), caller, ["lang"], filters: false).IsValue(out var query, out problem)
            || !(await reader.ReadAsync(of, member.Value, new QueryAddress(request.PathBase + Engagements, []), new MemberLinks(request.PathBase, visible), query.Language, visible, caller, cancellationToken)).IsValue(out var profile, out problem))
        {
            return NoticePage.Of(context, problem);
        }

        AuditDraft.Of(context)?.SetResult(profile.Latest.Version.Version, profile.Latest.Engagements.Count);
        return LookupPage.Of<MemberProfilePage>(context, query.Language, visible, new()
        {
            [nameof(MemberProfilePage.Profile)] = profile,
            [nameof(MemberProfilePage.All)] = new QueryAddress(request.PathBase + Engagements, [new QueryFilter(of.Id, FilterMode.Links, [member.Value])]).ToString(),
        });
    }

    // The page of an unknown dimension does not exist.
    private static Outcome<ModelDimension> Found(SemanticModel visible, string dimension) => visible.Dimension(dimension) is { Value: { } known }
        ? known
        : new Problem(ErrorCodes.NotFound, $"There is no dimension '{SafeText.Of(dimension)}'.", "See /members for the dimensions.");
}
