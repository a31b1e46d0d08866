using Reporting.Api.Access.Identity;
using Reporting.Api.Pages;
using Reporting.Api.ReportPages;
using Reporting.Api.Responses;
using Reporting.Api.Subscriptions.Pages;
using Reporting.Delivery.Exports;
using Reporting.Delivery.SavedReports;
using Reporting.Delivery.Subscriptions;
using Reporting.Engine.Access;
using Reporting.Engine.Model;
using Reporting.Warehouse.Editions;
using Reporting.Warehouse.Imports.History;

namespace Reporting.Api.Home;

/// <summary>The first page, and the pictures of reports on it.</summary>
internal static class HomeEndpoints
{
    public static IServiceCollection AddHome(this IServiceCollection services) =>
        services.AddSingleton<HomeReader>().AddSingleton<ReportThumbnails>().AddSingleton<PageVisits>();

    public static void MapHome(this WebApplication app)
    {
        var group = app.MapGroup(string.Empty).Needs(Permission.Read).Pages();
        group.MapGet("/", Home);
        group.MapGet("/reports/{id}/picture", Picture);
    }

    private static async Task<IResult> Home(
        HttpContext context, HomeReader reader, PageVisits visits, ReportFinder finder, ExportJobs exports, SubscriptionService subscriptions, SubscriptionTitles titles, DataVersionStore versions, ImportHistory history, EditionStore editions, SemanticModel model, CancellationToken cancellationToken)
    {
        var (request, caller) = (context.Request, context.Request.Caller());
        var (language, visible, identity) = (request.PageLanguage().Code, model.VisibleTo(caller.Visible), request.RequestIdentity());
        var version = await versions.ReadAsync(cancellationToken);
        var visit = await visits.RecordAsync(context, version.Version, cancellationToken);

        // Independent readings run side by side, because the embedded engine works on the calling thread.
        var headline = Task.Run(() => reader.HeadlineAsync(language, caller, cancellationToken), cancellationToken);
        var figures = Task.Run(() => reader.FiguresAsync(language, visible, caller, cancellationToken), cancellationToken);
        var years = Task.Run(() => reader.LastYearsAsync(language, visible, caller, cancellationToken), cancellationToken);
        var latest = Task.Run(() => reader.LatestAsync(language, caller, cancellationToken), cancellationToken);
        var definitions = await finder.ListAsync(caller, cancellationToken);

        // New and corrected engagements are counted apart only for callers who may see everything.
        var imports = caller.Scope.IsEverything ? await history.ListAsync(cancellationToken) : null;
        var known = new HashSet<int>();
        foreach (var since in new[] { (int)version.Version - 1, visit?.Version ?? -1 }.Where(v => v >= 0 && v <= version.Version).Distinct())
        {
            if (await history.KnowsChangesAsync(since, cancellationToken))
            {
                known.Add(since);
            }
        }

        IReadOnlyList<Subscription> mailed = identity.May(Permission.Schedule) ? [.. (await subscriptions.ListAsync(caller, seesAll: false, cancellationToken)).Take(HomePage.MaxListed)] : [];
        return PageResult.Of<HomePage>(context, StatusCodes.Status200OK, new()
        {
            [nameof(HomePage.Members)] = new MemberLinks(request.PathBase, visible),
            [nameof(HomePage.Headline)] = await headline,
            [nameof(HomePage.Figures)] = await figures,
            [nameof(HomePage.LastYears)] = await years,
            [nameof(HomePage.Latest)] = await latest,
            [nameof(HomePage.LastImport)] = version.AsOf is not { } at ? null : await reader.ChangesAsync((int)version.Version - 1, at, imports, language, visible, caller, cancellationToken),
            [nameof(HomePage.SinceVisit)] = visit is null ? null : await reader.ChangesAsync(visit.Version, visit.At, imports, language, visible, caller, cancellationToken),
            [nameof(HomePage.Known)] = known,
            [nameof(HomePage.Editions)] = await editions.InForceAsync(cancellationToken),
            [nameof(HomePage.Reports)] = definitions.Where(d => !d.IsSaved).ToList(),
            [nameof(HomePage.Saved)] = definitions.Where(d => d.IsSaved).ToList(),
            [nameof(HomePage.Subscriptions)] = mailed,
            [nameof(HomePage.SubscriptionTitles)] = await titles.ReadAsync(mailed, request.PageLanguage(), caller, cancellationToken),
            [nameof(HomePage.Exports)] = identity.May(Permission.Export) ? await exports.ListAsync(caller, seesAll: false, cancellationToken) : [],
            [nameof(HomePage.Formats)] = ReportPagesEndpoints.Formats(context),
        });
    }

    private static async Task<IResult> Picture(string id, HttpContext context, ReportFinder finder, ReportThumbnails thumbnails, CancellationToken cancellationToken)
    {
        var caller = context.Request.Caller();
        return (await finder.FindAsync(id, caller, cancellationToken)).IsValue(out var definition, out var problem) && (await thumbnails.MakeAsync(definition, caller, cancellationToken)).IsValue(out var picture, out problem)
            ? new CachedResponseResult(picture)
            : NoticePage.Of(context, problem!);
    }
}
