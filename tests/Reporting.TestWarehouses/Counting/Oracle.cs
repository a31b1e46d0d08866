using Reporting.Engine.Queries;
using Reporting.TestWarehouses.Data;

namespace Reporting.TestWarehouses.Counting;

/// <summary>
/// Computes results with plain loops over test data, written from docs/counting.md alone. Compiled results are compared with it. Simplicity matters here;
/// speed does not.
/// </summary>
/// <param name="declared">Measures that the model declares beside those of counting.md.</param>
public sealed class Oracle(TestData data, IReadOnlyDictionary<string, CountedMeasure>? declared = null)
{
    private static readonly Dictionary<string, CountedMeasure> None = [];

    public CountedResult Ask(ReportQuery query, RowScope? scope = null)
    {
        scope ??= RowScope.Everything;
        var question = new FilteredQuery(query, OracleFilters.Of(data, query, scope), scope);
        var rows = Rows(question, query.By);
        rows.Sort(new RowOrder(query));
        return new CountedResult(
            [.. rows.Take(query.Limit)],
            rows.Count,
            query.Totals == TotalsKind.None ? null : Rows(question, [])[0],
            query.Totals == TotalsKind.Levels ? [.. Prefixes(query).Select(by => Level(question, by))] : []);
    }

    private static IEnumerable<IReadOnlyList<string>> Prefixes(ReportQuery query) =>
        Enumerable.Range(1, Math.Max(query.By.Count - 1, 0)).Select(length => query.By.Take(length).ToList());

    private List<CountedRow> Level(FilteredQuery question, IReadOnlyList<string> by)
    {
        var (query, rows) = (question.Query, Rows(question, by));

        // Orders rows by those terms of the query that exist on this level.
        rows.Sort(new RowOrder(query with { By = by, Order = [.. query.Order.Where(o => query.Measures.Contains(o.Name) || by.Contains(o.Name))] }));
        return rows;
    }

    private List<CountedRow> Rows(FilteredQuery question, IReadOnlyList<string> by)
    {
        var cells = Cell.Of(question.Kept, by);
        if (question.Query.Fill)
        {
            // A row rule does not limit a range: the result is the same as without the hidden engagements.
            EmptyPeriods.Add(cells, question.Query.Filters, by);
        }

        var measures = question.Query.Measures;
        var overTime = measures.Any(TimeMeasures.Measures.Contains) ? new TimeMeasures(cells, by) : null;
        var named = measures.ToDictionary(m => m, m => CountedMeasure.Named(m, declared ?? None)!);
        var composed = new ComposedMeasures(data, question.Query, question.Scope, by);
        return [.. cells.Select(cell => new CountedRow(cell.Members, [.. measures.Select(m => Value(m, cell))]))];

        object? Value(string measure, Cell cell) =>
            named[measure] is not CountedMeasure.Base ? composed.Value(named[measure], cell.Members)
            : TimeMeasures.Measures.Contains(measure) ? overTime!.Value(measure, cell) : CellMeasures.Value(measure, cell, question.Kept.Count);
    }

    private sealed record FilteredQuery(ReportQuery Query, IReadOnlyList<FilteredEngagement> Kept, RowScope Scope);
}
