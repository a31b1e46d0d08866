using Reporting.Engine.Access;
using Reporting.Engine.Changes;
using Reporting.Engine.Feed;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Engine.Sql;
using Reporting.Warehouse.Imports.Records;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;

namespace Reporting.Engine.Execution;

/// <summary>Reads what changed after a data version, as the caller may see it today (docs/changes.md).</summary>
public sealed class ChangesRunner(SnapshotReader snapshots, ChangesReader changes, EngagementCellReader cells, ClassificationReader classifications, ClassificationLevels levels, CurrentModel models)
{
    private const int RightsLetters = 16;
    private const int MaxFeedChanges = 20_000;

    public async Task<Outcome<ChangesPage>> RunAsync(ChangesQuery query, Caller caller, CancellationToken cancellationToken)
    {
        if (!ChangesMark.ParseOptional(query.After).IsValue(out var after, out var problem))
        {
            return problem;
        }

        var listing = SnapshotQuery.Counting("changes", SnapshotQuery.Everything with { Language = query.Language, Filters = query.Filters }, caller) with { ReadsPast = true };
        return await snapshots.ReadAsync<ChangesPage>(listing, async snapshot =>
        {
            if (!(await SinceAsync(query, after, snapshot, cancellationToken)).IsValue(out var since, out var refused))
            {
                return refused;
            }

            var found = await changes.ReadAsync(since, after?.Code, query.Limit, caller.Visible, snapshot, cancellationToken);
            var nextSince = after?.NextSince ?? (int)snapshot.Version.Version;
            var rights = Sha256.Of($"{models.Value.Hash}\n{caller.Key}\n{query.Language}")[..RightsLetters];
            return new ChangesPage(
                snapshot.Version,
                since,
                nextSince,
                found.Changes,
                found.Members,
                found.HasMore ? new ChangesMark(nextSince, found.Changes[^1].Code).ToString() : null,
                query.Limit,
                rights,
                found.Reset || (query.Rights is not null && query.Rights != rights),
                await HandlingAsync(found.Handlings, snapshot, cancellationToken));
        }, cancellationToken);
    }

    /// <summary>The engagements behind each cell of a query, to be compared with those of another state by <see cref="FigureChanges"/>.</summary>
    /// <param name="depths">Numbers of dimensions: for each of them the cells of so many first dimensions of the query.</param>
    public Task<Outcome<IReadOnlyList<EngagementCells>>> CellsAsync(ReportQuery query, IReadOnlyList<int> depths, Caller caller, CancellationToken cancellationToken)
    {
        // Without the measures of commitments the day of their states is refused, unless the query is filtered or grouped by them.
        var counted = query with { Measures = SnapshotQuery.Everything.Measures, Order = [], Totals = TotalsKind.None, Fill = false, AsOfDay = CommitmentSetReader.NamesStates(query, models.Value) ? query.AsOfDay : null };
        return snapshots.ReadAsync<IReadOnlyList<EngagementCells>>(
            SnapshotQuery.Counting("cells", counted, caller) with { IsHeavy = true }, async snapshot => await cells.ReadAsync(snapshot.Plan, depths, snapshot.Connection, cancellationToken), cancellationToken);
    }

    /// <summary>All changes as rows of the feed, with the handling of what they tell. Problems: also <c>too-many-rows</c>.</summary>
    internal async Task<Outcome<(ComposedRows Rows, Classification Handling)>> FeedRowsAsync((int? Version, DateOnly? Day) from, Caller caller, Snapshot snapshot, CancellationToken cancellationToken)
    {
        if (!(await SinceAsync(new ChangesQuery(from.Version, from.Day, null, MaxFeedChanges, snapshot.Plan.Language, null), null, snapshot, cancellationToken)).IsValue(out var since, out var problem))
        {
            return problem;
        }

        var found = await changes.ReadAsync(since, null, MaxFeedChanges, caller.Visible, snapshot, cancellationToken);
        return found.HasMore
            ? new Problem(ErrorCodes.TooManyRows, $"Since then more than {MaxFeedChanges:N0} engagements changed.", "Ask from a later version, or read the pages of /api/v1/changes.")
            : (ChangedValues.Rows(found.Changes, found.Reset, snapshot.Version.Version), await HandlingAsync(found.Handlings, snapshot, cancellationToken));
    }

    private static async Task<Outcome<int>> SinceAsync(ChangesQuery query, ChangesMark? after, Snapshot snapshot, CancellationToken cancellationToken)
    {
        var (current, connection) = ((int)snapshot.Version.Version, snapshot.Connection);
        var day = query.LastDays is { } days ? (snapshot.Version.Day ?? DateOnly.MinValue.AddDays(days)).AddDays(1 - days) : query.Day;
        var since = query.Version ?? await ChangesReader.VersionBeforeAsync(day!.Value, connection, snapshot.Engine, cancellationToken);
        if (since > current)
        {
            return new Problem(ErrorCodes.BadChoice, $"There is no data version {since} yet.", $"The current one is {current}.");
        }

        if (after is { } mark && (mark.NextSince < since || mark.NextSince > current))
        {
            return new Problem(ErrorCodes.MalformedAfter, "'after' does not mark a place in these changes.", "Use the value of 'next' from the previous page, with the same 'since'.");
        }

        var oldest = since == 0 ? 0 : await ChangesReader.OldestAsync(connection, cancellationToken);
        return since < oldest && query.LastDays is not null ? oldest
            : since < oldest
            ? new Problem(ErrorCodes.ChangesTooOld, $"Changes after data version {since} are no longer known. The oldest version to ask from is {oldest}.", "Ask since=0 for everything, and go on from its 'nextSince'.")
            : since;
    }

    // Old values may come from a state with a higher handling than those of today.
    private async Task<Classification> HandlingAsync(IReadOnlyCollection<string> told, Snapshot snapshot, CancellationToken cancellationToken)
    {
        var now = await classifications.ReadAsync(snapshot, cancellationToken);
        return told.Append(now.Code).MaxBy(levels.Rank) is { } code && levels.Rank(code) > levels.Rank(now.Code)
            ? new Classification(code, models.Value.FindDimension(StarSchema.Handling)?.NameOf(code, snapshot.Plan.Language) ?? code)
            : now;
    }
}
