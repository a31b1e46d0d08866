using Reporting.Engine.Access;
using Reporting.Engine.Engagements;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Engine.Sql;
using Reporting.Engine.Sql.Aggregates;
using Reporting.Warehouse.Imports.History;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Execution;

/// <summary>Reads the engagements behind a query: pages of them, one of them, or their rows as a stream.</summary>
public sealed class EngagementRunner(SnapshotReader snapshots, ResultReader results, EngagementReader engagements, ClassificationReader classifications)
{
    // More would wait for the thread that writes.
    private const int MaxReaders = 4;

    /// <summary>The engagements behind a query, a page at a time.</summary>
    /// <param name="version">The data version, if the caller has just read it.</param>
    public async Task<Outcome<EngagementPage>> ListAsync(EngagementQuery query, Caller caller, DataVersion? version, CancellationToken cancellationToken)
    {
        if (!PageMark.ParseOptional(query.After, query.Order).IsValue(out var place, out var problem))
        {
            return problem;
        }

        var listing = Listing(query);
        return await snapshots.ReadAsync<EngagementPage>(SnapshotQuery.Counting("list", listing, caller) with { Version = version }, async snapshot =>
        {
            var plan = snapshot.Plan;
            var empty = await CountAsync(snapshot, cancellationToken);
            var (page, next) = await engagements.ReadAsync(plan, caller.Visible, query.Order, place.Mark, snapshot.Connection, cancellationToken, query.WithRelations);
            return empty with { Engagements = page, Next = next?.Text(query.Order) };
        }, cancellationToken);
    }

    /// <summary>The same page as a stream, for long pages. The caller disposes it.</summary>
    /// <param name="version">The data version, if the caller has just read it.</param>
    public async Task<Outcome<EngagementStream>> OpenListAsync(EngagementQuery query, Caller caller, DataVersion? version, CancellationToken cancellationToken)
    {
        if (!PageMark.ParseOptional(query.After, query.Order).IsValue(out var place, out var problem))
        {
            return problem;
        }

        var listing = Listing(query);
        return await snapshots.OpenAsync<EngagementStream>(SnapshotQuery.Counting("list", listing, caller) with { Version = version }, async snapshot =>
        {
            var empty = await CountAsync(snapshot, cancellationToken);
            var (keys, next) = await engagements.KeysAsync(snapshot.Plan, query.Order, place.Mark, snapshot.Connection, cancellationToken);
            return new EngagementStream(engagements, snapshot, caller.Visible, query, keys, empty with { Next = next?.Text(query.Order) });
        }, cancellationToken);
    }

    /// <summary>One engagement with its links and sources.</summary>
    /// <param name="version">The data version, if the caller has just read it.</param>
    /// <param name="asStated">True to read its links as an import states them, to write it into a file.</param>
    public async Task<Outcome<(ListedEngagement Engagement, DataVersion Version)>> FindAsync(
        string code, string language, Caller caller, DataVersion? version, CancellationToken cancellationToken, bool asStated = false)
    {
        var answer = await FindAsync([code], language, caller, version, asStated, cancellationToken);
        return answer.Then<(ListedEngagement, DataVersion)>(a => a.Engagements.Count == 0
            ? new Problem(ErrorCodes.UnknownEngagement, $"There is no engagement '{SafeText.Of(code)}'.", "See /api/v1/engagements for the codes.")
            : (a.Engagements[0], a.Version));
    }

    /// <summary>Reads a few engagements by their codes, with links and sources. Those that the caller does not see are missing.</summary>
    public async Task<Outcome<(IReadOnlyList<ListedEngagement> Engagements, DataVersion Version)>> FindAsync(
        IReadOnlyCollection<string> codes, string language, Caller caller, DataVersion? version, bool asStated, CancellationToken cancellationToken)
    {
        var query = SnapshotQuery.Counting("one", SnapshotQuery.Everything with { Language = language }, caller) with { Version = version, Includes = Exclusions.All };
        return await snapshots.ReadAsync<(IReadOnlyList<ListedEngagement>, DataVersion)>(query, async snapshot =>
            (await engagements.FindAsync(snapshot.Plan, caller.Visible, codes, asStated, snapshot.Connection, cancellationToken), snapshot.Version), cancellationToken);
    }

    /// <summary>
    /// Opens the rows behind a query's figures, one per engagement and domain, as a stream of one data version. They are counted before the first is
    /// read. Only the filters and the search of the query apply. The caller disposes the stream.
    /// </summary>
    /// <param name="inColumns">True to read them in columns, for which several threads share them.</param>
    public Task<Outcome<DataRows>> OpenDataAsync(ReportQuery query, Caller caller, CancellationToken cancellationToken, bool inColumns = false)
    {
        var filtered = query with { Measures = SnapshotQuery.Everything.Measures, By = [], Order = [], Totals = TotalsKind.None };
        return snapshots.OpenAsync<DataRows>(SnapshotQuery.Counting("data", filtered, caller) with { Includes = snapshots.NamedByRows(query) }, async snapshot =>
            await engagements.OpenDataAsync(snapshot, cancellationToken), cancellationToken, maxConnections: inColumns ? Math.Min(Environment.ProcessorCount, MaxReaders) : 1);
    }

    // The page without its engagements.
    private async Task<EngagementPage> CountAsync(Snapshot snapshot, CancellationToken cancellationToken)
    {
        var count = await results.ReadAsync(snapshot.Plan, snapshot.Connection, cancellationToken);
        var classification = await classifications.ReadAsync(snapshot, cancellationToken);
        return new EngagementPage([], null, (long)count.Grand!.Values[0]!, snapshot.Plan.Limit, snapshot.Version, snapshot.Plan.FilterText, classification)
        {
            FilterTexts = [.. snapshot.Plan.Filters.Select(f => new FilterText(f.Dimension.Id, f.Words) { Caption = f.Dimension.Caption.In(snapshot.Plan.Language) })],
        };
    }

    private static ReportQuery Listing(EngagementQuery query) => query.Query with { Measures = SnapshotQuery.Everything.Measures, By = [], Totals = TotalsKind.Grand };
}
