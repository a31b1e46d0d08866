using System.Text;
using System.Text.Json;
using Reporting.Api.Pages.Languages;
using Reporting.Delivery.Links;
using Reporting.Engine.Access;
using Reporting.Engine.Caching;
using Reporting.Engine.Engagements;
using Reporting.Engine.Execution;
using Reporting.Engine.Languages;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Rendering.Calendars;
using Reporting.Warehouse.Imports.Records;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Calendars;

/// <summary>Makes the iCalendar of a query. Without a filter on the status it has engagements that were held and those that are planned.</summary>
internal sealed class CalendarFiles(QueryParameters parameters, EngagementRunner runner, ResultCache cache, WorkLanes lanes, CurrentModel models, MailLinks links)
{
    /// <summary>The parameters other than filters.</summary>
    public static readonly string[] Own = ["search", "find", "lang"];

    private const int MaxEvents = 2_000;

    private static readonly string[] Shown = [EngagementStatus.Held, EngagementStatus.Planned, EngagementStatus.NotConfirmed];

    /// <param name="isLinked">True for a stored address: a member that left the data since then matches nothing and causes no error.</param>
    public async Task<Outcome<CachedResponse>> MakeAsync(IEnumerable<KeyValuePair<string, string>> pairs, Caller caller, bool isLinked, CancellationToken cancellationToken)
    {
        if (!parameters.Read(pairs, caller, Own).IsValue(out var query, out var problem))
        {
            return problem;
        }

        query = WithStatus(query with { Filters = [.. query.Filters.Select(f => f with { MayBeAbsent = isLinked })] }, caller) with { Limit = MaxEvents };
        var key = await cache.KeyAsync($"calendar {links.Home} " + JsonSerializer.Serialize(query), caller, cancellationToken);
        return await cache.AnswerAsync(key, cancel => lanes.Large.RunAsync(() => RenderAsync(query, caller, cancel), cancel), cancellationToken);
    }

    /// <summary>Adds the usual filter on the status, if the caller sees the status and the query does not name it.</summary>
    public ReportQuery WithStatus(ReportQuery query, Caller caller) =>
        models.Value.VisibleTo(caller.Visible).FindDimension(StarSchema.Status) is not { } status || query.Filters.Any(f => f.Dimension == status.Id)
            ? query
            : query with { Filters = [.. query.Filters, new QueryFilter(status.Id, FilterMode.Links, Shown)] };

    private async Task<Outcome<CachedResponse>> RenderAsync(ReportQuery query, Caller caller, CancellationToken cancellationToken)
    {
        if (!(await runner.ListAsync(new EngagementQuery(query, null), caller, null, cancellationToken)).IsValue(out var page, out var problem))
        {
            return problem;
        }

        var name = PageCaptions.In(Language.Of(query.Language)).Calendar.Name;
        var text = EngagementCalendar.Of(name, page.Engagements, page.Version, query.Language, links.Home);
        return new CachedResponse(Encoding.UTF8.GetBytes(text), EngagementCalendar.ContentType)
        {
            FileName = "engagements.ics", DataVersion = page.Version, Handling = page.Handling, Rows = page.Engagements.Count, IsStable = true,
        };
    }
}
