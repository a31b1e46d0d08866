using System.Text.Json;
using Reporting.Engine.Access;
using Reporting.Engine.Caching;
using Reporting.Engine.Changes;
using Reporting.Engine.Execution;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Imports.History;
using Reporting.Warehouse.Imports.Records;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Comparisons;

/// <summary>
/// Answers a query from an edition and from the data that the caller reads, and puts both figures of each cell side by side. The difference of a number of
/// engagements has parts (docs/editions.md#compare-with-an-edition).
/// </summary>
public sealed class ComparisonRunner(TableCache tables, ChangesRunner changes, ResultCache cache, ClassificationLevels levels, CurrentModel models, WarehouseConnections connections)
{
    /// <summary>Above this number of engagements a difference has no parts, because the codes of both states are held in memory.</summary>
    private const long MaxSplit = 500_000;

    // An estimate, rather high, of a row with its figures.
    private const int RowBytes = 800;

    private static readonly Problem Moving = DataVersionRetry.ProblemWhile("the figures were compared");

    /// <summary>
    /// The answer to the query, with three columns of each measure: the figure of today, that of the edition, and the difference. Problems: those of
    /// the query, <c>not-comparable</c>, <c>too-many-rows</c>.
    /// </summary>
    public async Task<Outcome<ResultTable>> RunAsync(ReportQuery query, OpenEdition edition, Caller caller, CancellationToken cancellationToken)
    {
        var asked = query with { Compare = null, Limit = ReportQuery.LargestLimit };
        var text = $"compared with {edition.Edition.Id} {query.Limit} {JsonSerializer.Serialize(asked)}";
        var key = await cache.KeyAsync(text, caller, cancellationToken);
        if (cache.Recall<ResultTable>(key.Text) is { } known)
        {
            return known;
        }

        return (await DataVersionRetry.RunAsync(Moving, () => CompareAsync(asked, query.Limit, edition, caller, cancellationToken))).Then<ResultTable>(table =>
        {
            tables.Keep(key, table, RowBytes);
            return table;
        });
    }

    private async Task<Outcome<ResultTable>?> CompareAsync(ReportQuery query, int limit, OpenEdition edition, Caller caller, CancellationToken cancellationToken)
    {
        if (!(await BothAsync(query, edition, caller, cancellationToken)).IsValue(out var both, out var problem)
            || !(await PartsAsync(both, edition, caller, cancellationToken)).IsValue(out var parts, out problem))
        {
            return (Outcome<ResultTable>)problem;
        }

        // What a row rule shows in the edition depends on today, too.
        if ((await cache.KeyAsync(string.Empty, caller, cancellationToken)).Version != both.Now.Version)
        {
            return null;
        }

        var with = new ComparedWith(edition.Edition.Id, edition.Edition.State, both.Then.Version);
        return new ComparedTable(both.Now, both.Then, with, parts, query.Order).Made(limit) with
        {
            Handling = new[] { both.Now.Handling, both.Then.Handling }.OfType<Classification>().MaxBy(handling => levels.Rank(handling.Code)),
        };
    }

    private async Task<Outcome<Both>> BothAsync(ReportQuery query, OpenEdition edition, Caller caller, CancellationToken cancellationToken)
    {
        var (now, then) = await AskAsync(query);
        if (IsAbsent(now) != IsAbsent(then))
        {
            // A member that one of both does not have matches nothing there.
            query = query with { Filters = [.. query.Filters.Select(filter => filter with { MayBeAbsent = true })] };
            (now, then) = await AskAsync(query);
        }

        if (!now.IsValue(out var current, out var problem))
        {
            return problem;
        }

        if (!then.IsValue(out var before, out problem))
        {
            return problem.Kind is ProblemKind.Invalid or ProblemKind.Unanswerable ? new Problem(ErrorCodes.NotComparable, $"The edition '{edition.Edition.Id}' cannot answer this. {problem.Message}", "Leave out what the edition's model does not have, or choose another edition.") : problem;
        }

        return current.Truncated || before.Truncated
            ? new Problem(ErrorCodes.TooManyRows, $"A comparison has at most {ReportQuery.LargestLimit} rows.", "Group by fewer dimensions, or add filters.")
            : new Both(query, current, before);

        async Task<(Outcome<ResultTable> Now, Outcome<ResultTable> Then)> AskAsync(ReportQuery each) =>
            (await tables.RunAsync(each, caller, cancellationToken), await InAsync(edition, () => tables.RunAsync(each, caller, cancellationToken)));
    }

    private static bool IsAbsent(Outcome<ResultTable> answer) => answer.Problem?.Is(ErrorCodes.UnknownMember) == true;

    /// <summary>The parts of the differences at each level of the answer; empty if it counts no engagements.</summary>
    private async Task<Outcome<IReadOnlyDictionary<int, IReadOnlyDictionary<CellKey, FigureChange>>>> PartsAsync(Both both, OpenEdition edition, Caller caller, CancellationToken cancellationToken)
    {
        if (!both.Now.Measures.Any(ComparedTable.HasParts))
        {
            return new Dictionary<int, IReadOnlyDictionary<CellKey, FigureChange>>();
        }

        var everything = SnapshotQuery.Everything with { Language = both.Query.Language };
        if (!(await tables.RunAsync(everything, caller, cancellationToken)).IsValue(out var all, out var problem))
        {
            return problem;
        }

        if (all.Rows[0].Values[0] is > MaxSplit)
        {
            return new Dictionary<int, IReadOnlyDictionary<CellKey, FigureChange>>();
        }

        IReadOnlyList<int> depths = [both.Query.By.Count, .. both.Now.Levels.Select(level => level.By.Count), .. both.Now.Grand is null || both.Query.By.Count == 0 ? (int[])[] : [0]];
        if (!(await changes.CellsAsync(both.Query, depths, caller, cancellationToken)).IsValue(out var now, out problem)
            || !(await InAsync(edition, () => changes.CellsAsync(both.Query, depths, caller, cancellationToken))).IsValue(out var then, out problem))
        {
            return problem;
        }

        return depths.Select((depth, i) => (depth, Parts: (IReadOnlyDictionary<CellKey, FigureChange>)FigureChanges.Between(then[i], now[i]).ToDictionary(change => change.Cell))).ToDictionary(p => p.depth, p => p.Parts);
    }

    private async Task<T> InAsync<T>(OpenEdition edition, Func<Task<T>> read)
    {
        using var held = edition.Hold(models, connections);
        return await read();
    }

    /// <param name="Query">As both answered it.</param>
    private sealed record Both(ReportQuery Query, ResultTable Now, ResultTable Then);
}
