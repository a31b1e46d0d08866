using Reporting.Engine.Access;
using Reporting.Engine.Queries;
using Reporting.TestWarehouses.Data;

namespace Reporting.TestWarehouses.Counting;

/// <summary>
/// Answers questions by plain loops over test data, written from docs/counting.md alone: what every compiled answer is
/// compared with. Slow, and meant to be: nothing here is clever.
/// </summary>
public sealed class Oracle(TestData data)
{
    public CountedAnswer Ask(ReportQuery query, RowScope? scope = null)
    {
        var kept = Keeping.Of(data, query, scope ?? RowScope.Everything);
        var rows = Rows(kept, query, query.By);
        rows.Sort(new RowOrder(query));
        return new CountedAnswer(
            [.. rows.Take(query.Limit)],
            rows.Count,
            query.Totals == TotalsKind.None ? null : Rows(kept, query, [])[0],
            query.Totals == TotalsKind.Levels ? [.. Prefixes(query).Select(by => Level(kept, query, by))] : []);
    }

    private static IEnumerable<IReadOnlyList<string>> Prefixes(ReportQuery query) =>
        Enumerable.Range(1, Math.Max(query.By.Count - 1, 0)).Select(length => query.By.Take(length).ToList());

    private static List<CountedRow> Level(List<Kept> kept, ReportQuery query, IReadOnlyList<string> by)
    {
        var rows = Rows(kept, query, by);
        rows.Sort(new RowOrder(query with { By = by, Order = [] }));
        return rows;
    }

    private static List<CountedRow> Rows(List<Kept> kept, ReportQuery query, IReadOnlyList<string> by)
    {
        var cells = Cell.Of(kept, by);
        if (query.Fill)
        {
            Filling.Fill(cells, query, by);
        }

        var overTime = query.Measures.Any(OverTime.Measures.Contains) ? new OverTime(cells, by) : null;
        return [.. cells.Select(cell => new CountedRow(cell.Members, [.. query.Measures.Select(m => Value(m, cell))]))];

        object? Value(string measure, Cell cell) =>
            OverTime.Measures.Contains(measure) ? overTime!.Value(measure, cell) : CellMeasures.Value(measure, cell, kept.Count);
    }
}
