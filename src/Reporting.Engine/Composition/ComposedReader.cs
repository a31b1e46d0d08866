using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Reporting.Engine.Feed;
using Reporting.Engine.Model;
using Reporting.Engine.Planning;
using Reporting.Engine.Queries;
using Reporting.Engine.Sql;
using Reporting.Engine.Sql.Aggregates;
using Reporting.Warehouse.Imports.History;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Composition;

/// <summary>
/// Answers plans with composed measures. It reads the cells of each level, then the cells that the measures need, and composes them.
/// Rows are ordered and cut after that.
/// </summary>
public sealed class ComposedReader(ResultReader results, IOptions<QueryOptions> options)
{
    public async Task<Outcome<ResultTable>> ReadAsync(QueryPlan plan, DataVersion version, DbConnection connection, CancellationToken cancellationToken)
    {
        if (!(await LevelAsync(plan, plan.By.Count, connection, cancellationToken)).IsValue(out var rows, out var problem))
        {
            return problem;
        }

        var levels = new List<ResultLevel>();
        foreach (var depth in Depths(plan))
        {
            if (!(depth == plan.By.Count ? rows : await LevelAsync(plan, depth, connection, cancellationToken)).IsValue(out var level, out problem))
            {
                return problem;
            }

            levels.Add(new ResultLevel([.. plan.By.Take(depth)], [.. level.Select(r => r.Row)]));
        }

        return new ResultTable
        {
            By = plan.By,
            Measures = plan.Measures,
            Rows = [.. rows.Take(plan.Limit).Select(r => r.Row)],
            RowCount = rows.Count,
            Limit = plan.Limit,
            Grand = levels.FirstOrDefault(l => l.By.Count == 0)?.Rows[0],
            Levels = [.. levels.Where(l => l.By.Count > 0)],
            Version = version,
            Incomplete = IncompletePeriods.Of(plan, rows, version),
            Filters = string.Empty,
            Counting = [],
        };
    }

    /// <summary>The values of composed measures for the rows of an aggregated set, for a statement that joins them.</summary>
    internal async Task<Outcome<ComposedRows>> FeedRowsAsync(IReadOnlyList<FeedProperty> properties, Snapshot snapshot, CancellationToken cancellationToken)
    {
        var measures = properties.Select(p => p.Composed!).Distinct().ToList();
        if (measures.Count == 0)
        {
            return new ComposedRows(string.Empty, []);
        }

        var columns = measures.ConvertAll(m => (ComposedProperties.Column(m), ComposedProperties.ColumnType(m)));
        var plan = snapshot.Plan with { Measures = measures };
        return (await LevelAsync(plan, plan.By.Count, snapshot.Connection, cancellationToken)).Then<ComposedRows>(rows => new ComposedRows(
            JsonSerializer.Serialize(rows.Select(r => r.Keys.Concat(r.Row.Values.Select(ComposedProperties.Stored)))), columns));
    }

    private static IEnumerable<int> Depths(QueryPlan plan) => plan.Totals switch
    {
        TotalsKind.None => [],
        TotalsKind.Grand => [0],
        _ => Enumerable.Range(0, Math.Max(plan.By.Count, 1)),
    };

    private async Task<Outcome<List<KeyedRow>>> LevelAsync(QueryPlan plan, int depth, DbConnection connection, CancellationToken cancellationToken)
    {
        var by = plan.By.Take(depth).ToList();
        var counted = plan.Measures.Where(m => m.Kind is not null).ToList();
        var shown = Plain(plan, by, counted);
        if (!(await CellsAsync(shown, connection, cancellationToken)).IsValue(out var cells, out var problem))
        {
            return problem;
        }

        var composer = new MeasureComposer(plan, by, cells.Select(c => c.Keys));
        var values = plan.Measures.Select(m => m.Kind is null ? composer.Of(m) : null).ToList();
        foreach (var request in composer.Requests)
        {
            if (await FillAsync(request, plan, connection, cancellationToken) is { } refusal)
            {
                return refusal;
            }
        }

        var rows = cells.Select(cell => cell with
        {
            Row = cell.Row with { Values = [.. plan.Measures.Select((m, i) => values[i] is { } value ? value(cell.Keys) : cell.Row.Values[counted.IndexOf(m)])] },
        }).ToList();
        rows.Sort(new RowOrder(plan, by));
        return rows;
    }

    private async Task<Problem?> FillAsync(CellRequest request, QueryPlan plan, DbConnection connection, CancellationToken cancellationToken)
    {
        if (request.Windows?.Parts.Count > options.Value.MaxComposedCells)
        {
            return TooMany("periods");
        }

        var measures = plan.Measures.SelectMany(m => m.Tree()).Where(m => m.IsOneCell && request.Kinds.Contains(m.Kind!.Value)).DistinctBy(m => m.Kind).ToList();
        if (measures.Count < request.Kinds.Count)
        {
            // Any count finds the parent of each member.
            measures.AddRange(request.Kinds.Except(measures.Select(m => m.Kind!.Value)).Select(Counting));
        }

        var cells = Plain(plan, request.By, measures) with { Filters = request.Filters, Windows = request.Windows, Fill = null, Scope = ScopeOf(request, plan) };
        if (!(await CellsAsync(cells, connection, cancellationToken)).IsValue(out var rows, out var problem))
        {
            return problem;
        }

        request.Begin(measures);
        foreach (var row in rows)
        {
            request.Add(row.Keys, row.Row.Values);
        }

        return null;
    }

    // A measure that filters by the status or the review counts engagements that the rest of the query leaves out.
    private static PlannedScope ScopeOf(CellRequest request, QueryPlan plan) => plan.ScopesOfMeasures.GetValueOrDefault(request.Filters.Named() & plan.Excludes, plan.Scope);

    private QueryPlan Plain(QueryPlan plan, IReadOnlyList<ModelDimension> by, IReadOnlyList<ModelMeasure> measures) => plan with
    {
        By = by,
        Measures = measures,
        Order = [.. by.Select(d => new PlannedOrder(null, d, false))],
        Limit = options.Value.MaxComposedCells,
        Totals = TotalsKind.None,
        Fill = plan.Fill is { } fill && by.Contains(fill.Dimension) ? fill : null,
    };

    private async Task<Outcome<IReadOnlyList<KeyedRow>>> CellsAsync(QueryPlan plan, DbConnection connection, CancellationToken cancellationToken)
    {
        var (rows, count) = await results.CellsAsync(plan, connection, cancellationToken);
        return count > rows.Count ? TooMany("cells") : rows.ToList();
    }

    private Problem TooMany(string what) => new(
        ErrorCodes.TooManyCells,
        $"Ratios, shares and comparisons over time of this query need more than {options.Value.MaxComposedCells.ToString("N0", CultureInfo.InvariantCulture)} {what}.",
        "Group by fewer dimensions or longer periods, or filter more.");

    private static ModelMeasure Counting(MeasureKind kind) =>
        new(kind.ToString(), LocalizedText.None, LocalizedText.None, ValueFormat.Count, new MeasureDefinition.Base(kind)) { Kind = kind };
}
