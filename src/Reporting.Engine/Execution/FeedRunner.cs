using Reporting.Engine.Access;
using Reporting.Engine.Composition;
using Reporting.Engine.Feed;
using Reporting.Engine.Model;
using Reporting.Engine.Sql;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Execution;

/// <summary>Reads the entity sets of the OData feed.</summary>
public sealed class FeedRunner(SnapshotReader snapshots, CurrentModel models, Reloadable<EntitySets> sets, FeedReader rows, ComposedReader composed, ChangesRunner changes, ClassificationReader classifications)
{
    /// <summary>
    /// Opens the rows of a set that the caller may see. The count of all rows has the same data version; the rows are one statement of their own.
    /// </summary>
    public async Task<Outcome<FeedResult>> ReadAsync(FeedQuery query, Caller caller, CancellationToken cancellationToken)
    {
        if (!sets.Value.VisibleTo(caller.Visible).With(query.Measures).IsValue(out var visible, out var unknown))
        {
            return unknown;
        }

        visible = query.Since is null ? visible : visible.WithChanges();
        if (visible.Find(query.Set.Name) is not { } set)
        {
            return new Problem(ErrorCodes.NotFound, $"There is no set '{SafeText.Of(query.Set.Name)}'.", "See /odata for the sets.");
        }

        // Look up the names of the query in the sets that this caller sees.
        query = query with { Set = set };
        var snapshotQuery = SnapshotQuery.Counting(query.Shape(), query.ToReportQuery(models.Value, SnapshotQuery.Everything), caller) with { IsHeavy = query.Steps.Count > 0 || IsOfChanges(query), ReadsPast = IsOfChanges(query), Includes = IsOfChanges(query) ? Exclusions.None : query.Named };
        return await snapshots.StreamAsync<(Classification Handling, long? Count, FeedQuery Query), FeedResult>(
            snapshotQuery,
            async snapshot =>
            {
                if (!(await ValuesAsync(query, caller, snapshot, cancellationToken)).IsValue(out var values, out var problem))
                {
                    return problem;
                }

                var asked = query with { Composed = values.Rows.Columns.Count == 0 ? null : values.Rows };
                return (await rows.CountAsync(asked, visible, snapshot, cancellationToken)).Then<(Classification, long?, FeedQuery)>(count => (values.Handling, count, asked));
            },
            (snapshot, before, stop) => rows.OpenAsync(before.Query, visible, snapshot, before.Handling, before.Count, stop, cancellationToken),
            cancellationToken);
    }

    // The rows that no single statement reads: all changes, or the values of composed measures.
    private async Task<Outcome<(ComposedRows Rows, Classification Handling)>> ValuesAsync(FeedQuery query, Caller caller, Snapshot snapshot, CancellationToken cancellationToken)
    {
        if (query.Since is { } since && IsOfChanges(query))
        {
            return await changes.FeedRowsAsync(since, caller, snapshot, cancellationToken);
        }

        var handling = await classifications.ReadAsync(snapshot, cancellationToken);
        return (await composed.FeedRowsAsync(query.ComposedProperties(), snapshot, cancellationToken)).Then<(ComposedRows, Classification)>(read => (read, handling));
    }

    private static bool IsOfChanges(FeedQuery query) => query.Set.Name == ChangedRows.Name;
}
