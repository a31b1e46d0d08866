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
using Reporting.Warehouse.Imports.History;
using Reporting.Warehouse.Imports.Records;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Calendars;

/// <summary>Makes the iCalendar of a query. Without a filter on the status it has engagements that were held and those that are planned. It also has the due dates of commitments.</summary>
internal sealed class CalendarFiles(QueryParameters parameters, EngagementRunner runner, ResultCache cache, WorkLanes lanes, CommitmentRunner commitments, CurrentModel models, ClassificationLevels levels, MailLinks links)
{
    /// <summary>The parameters other than filters.</summary>
    public static readonly string[] Own = ["search", "find", "lang"];

    private const int MaxEvents = 2_000;

    /// <summary>The problem while imports change the data between the readings of one calendar.</summary>
    public static readonly Problem Moving = DataVersionRetry.ProblemWhile("the calendar was made");

    private static readonly string[] Shown = [EngagementStatus.Held, EngagementStatus.Planned, EngagementStatus.NotConfirmed];

    /// <param name="isLinked">True for a stored address: a member that left the data since then matches nothing and causes no error.</param>
    public async Task<Outcome<CachedResponse>> MakeAsync(IEnumerable<KeyValuePair<string, string>> pairs, Caller caller, bool isLinked, CancellationToken cancellationToken)
    {
        if (!parameters.Read(pairs, caller, Own).IsValue(out var query, out var problem))
        {
            return problem;
        }

        query = query with { Filters = [.. query.Filters.Select(f => f with { MayBeAbsent = isLinked })], Limit = MaxEvents };
        var key = await cache.KeyAsync($"calendar {links.Home} " + JsonSerializer.Serialize(query), caller, cancellationToken);
        return await cache.AnswerAsync(key, cancel => lanes.Large.RunAsync(() => RenderAsync(query, caller, cancel), cancel), cancellationToken);
    }

    /// <summary>Adds the usual filter on the status, if the caller sees the status and the query does not name it.</summary>
    public ReportQuery WithStatus(ReportQuery query, Caller caller) =>
        models.Value.VisibleTo(caller.Visible).FindDimension(StarSchema.Status) is not { } status || query.Filters.Any(f => f.Dimension == status.Id)
            ? query
            : query with { Filters = [.. query.Filters, new QueryFilter(status.Id, FilterMode.Links, Shown)] };

    /// <summary>Commitments with a due date that were not dropped, of the agreements that the query selects. None for a caller who sees no commitments.</summary>
    /// <param name="version">The data version of what stands beside them. The result names the version that was read.</param>
    public async Task<Outcome<DueCommitments>> DueAsync(ReportQuery query, DateOnly? from, DateOnly? to, Caller caller, DataVersion version, CancellationToken cancellationToken)
    {
        var asked = new CommitmentQuery(query) { DueFrom = from ?? DateOnly.MinValue, DueTo = to, States = [.. CommitmentStates.All.Where(state => state != CommitmentStates.Dropped)] };
        var listed = await commitments.ListAsync(asked, caller, version, cancellationToken);
        return listed.Problem is { } problem && problem.Is(ErrorCodes.LinksWithheld)
            ? new DueCommitments([], null, version)
            : listed.Then<DueCommitments>(page => new DueCommitments(page.Commitments, page.Commitments.Count == 0 ? null : page.Handling, page.Version));
    }

    private Task<Outcome<CachedResponse>> RenderAsync(ReportQuery query, Caller caller, CancellationToken cancellationToken) =>
        DataVersionRetry.RunAsync(Moving, () => TryRenderAsync(query, caller, cancellationToken));

    // Null if an import changed the data between the two readings.
    private async Task<Outcome<CachedResponse>?> TryRenderAsync(ReportQuery query, Caller caller, CancellationToken cancellationToken)
    {
        if (!(await runner.ListAsync(new EngagementQuery(WithStatus(query, caller), null), caller, null, cancellationToken)).IsValue(out var page, out var problem)
            || !(await DueAsync(query, null, null, caller, page.Version, cancellationToken)).IsValue(out var due, out problem))
        {
            return (Outcome<CachedResponse>)problem;
        }

        if (due.Version != page.Version)
        {
            return null;
        }

        var name = PageCaptions.In(Language.Of(query.Language)).Calendar.Name;
        var text = EngagementCalendar.Of(name, page.Engagements, due.Commitments, page.Version, query.Language, links.Home);
        return new CachedResponse(Encoding.UTF8.GetBytes(text), EngagementCalendar.ContentType)
        {
            FileName = "engagements.ics", DataVersion = page.Version, Rows = page.Engagements.Count + due.Commitments.Count, IsStable = true,
            Handling = due.Handling is { } other && levels.Rank(other.Code) > levels.Rank(page.Handling.Code) ? other : page.Handling,
        };
    }
}

/// <summary>Commitments that are due.</summary>
/// <param name="Handling">Their highest classification; null for none.</param>
internal sealed record DueCommitments(IReadOnlyList<ListedCommitment> Commitments, Classification? Handling, DataVersion Version);
