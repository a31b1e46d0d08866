using Reporting.Engine.Changes;
using Reporting.Engine.Comparisons;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Engine.Reports.Documents;

namespace Reporting.Engine.Reports;

/// <summary>
/// Gives readers percentages of a base of at least 10 only: a smaller base makes a <see cref="Proportion"/>, "1 of 3", and a change of it is empty. The
/// query for it also asks for the parts. It holds for the figures of an edition, too. Rules: docs/reports.md.
/// </summary>
internal static class SmallBases
{
    /// <summary>The query with the parts of its percentages behind its own measures.</summary>
    public static ReportQuery WithParts(ReportQuery query, SemanticModel visible)
    {
        var percentages = query.Measures.Select(id => visible.Measure(id).IsValue(out var measure, out _) ? PercentParts.Of(measure, visible) : null);
        var parts = percentages.OfType<PercentParts>().SelectMany(percent => percent.Parts).Select(part => part.Id).Except(query.Measures).ToList();
        return parts.Count == 0 ? query : query with { Measures = [.. query.Measures, .. parts] };
    }

    /// <summary>The answer to a query with parts, without the columns of parts that the query itself does not have.</summary>
    public static ResultTable Of(ResultTable table, ReportQuery query, SemanticModel visible)
    {
        var places = table.Measures.Index().ToDictionary(m => m.Item.Id, m => m.Index);
        var small = table.Measures.Where(m => query.Measures.Contains(m.Id))
            .SelectMany(m => PercentParts.Of(m, visible) is { } percent ? new[] { string.Empty, ComparedColumns.Before }.Select(side => (Place: Place(m.Id + side), Percent: percent, Side: side, Difference: Place(m.Id + ComparedColumns.Difference))) : [])
            .Where(column => column.Place is not null).ToList();
        var parts = WithParts(query, visible).Measures.Skip(query.Measures.Count).SelectMany(id => ComparedColumns.Parts.Concat([string.Empty, ComparedColumns.Before, ComparedColumns.Difference]).Select(side => Place(id + side))).ToHashSet();
        return small.Count == 0 ? table : table.With([.. Enumerable.Range(0, table.Measures.Count).Where(place => !parts.Contains(place))], Rows);

        int? Place(string id) => places.TryGetValue(id, out var place) ? place : null;

        List<object?[]> Rows(IReadOnlyList<ResultRow> rows)
        {
            var values = rows.Select(row => row.Values.ToArray()).ToList();
            foreach (var (place, percent, side, difference) in small)
            {
                var of = percent.Parts.Select(part => Place(part.Id + side)).ToList();
                if (of.Contains(null))
                {
                    continue;
                }

                var shown = percent.Shown([.. rows.Select(row => (row.Values[place!.Value], row.Values[of[0]!.Value], row.Values[of[^1]!.Value]))]);
                foreach (var (i, value) in shown.Index().Where(v => !Equals(v.Item, rows[v.Index].Values[place!.Value])))
                {
                    Put(values[i], place!.Value, value, difference);
                }
            }

            return values;
        }
    }

    /// <summary>The answer with the percentages of a measure with filters as readers see them in the answer to a query with these filters.</summary>
    /// <param name="of">The measure without its filters, in the other answer.</param>
    public static ResultTable Filtered(ResultTable table, string measure, ResultTable filtered, string of)
    {
        var ids = table.Measures.Select(m => m.Id).ToList();
        var sides = new[] { string.Empty, ComparedColumns.Before }.Where(side => ids.Contains(measure + side)).Select(side => (Here: ids.IndexOf(measure + side), There: filtered.Measures.ToList().FindIndex(m => m.Id == of + side))).ToList();
        var others = filtered.Levels.SelectMany(level => level.Rows).Concat(filtered.Rows).Concat(filtered.Grand is { } grand ? [grand] : []).ToLookup(Key);
        return table.With([.. Enumerable.Range(0, ids.Count)], rows =>
        {
            var values = rows.Select(row => row.Values.ToArray()).ToList();
            foreach (var (i, row) in rows.Index())
            {
                foreach (var (here, there) in sides)
                {
                    if (row.Values[here] is double && others[Key(row)].FirstOrDefault() is { } other && other.Values[there] is null or Proportion)
                    {
                        Put(values[i], here, other.Values[there], ids.IndexOf(measure + ComparedColumns.Difference) is >= 0 and var difference ? difference : null);
                    }
                }
            }

            return values;
        });
    }

    // Of a small base no difference in percent is shown either.
    private static void Put(object?[] row, int place, object? value, int? difference)
    {
        row[place] = value;
        if (difference is { } column)
        {
            row[column] = null;
        }
    }

    private static ResultTable With(this ResultTable table, IReadOnlyList<int> kept, Func<IReadOnlyList<ResultRow>, List<object?[]>> map)
    {
        return table with
        {
            Measures = [.. kept.Select(place => table.Measures[place])],
            Rows = Mapped(table.Rows),
            Grand = table.Grand is { } grand ? Mapped([grand])[0] : null,
            Levels = [.. table.Levels.Select(level => level with { Rows = Mapped(level.Rows) })],
        };

        IReadOnlyList<ResultRow> Mapped(IReadOnlyList<ResultRow> rows) => [.. rows.Zip(map(rows), (row, values) => row with { Values = [.. kept.Select(place => values[place])] })];
    }

    private static CellKey Key(ResultRow row) => new([.. row.Members.Select(member => member.Code ?? member.Name)]);
}
