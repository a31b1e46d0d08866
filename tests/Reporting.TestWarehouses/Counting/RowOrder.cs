using Reporting.Engine.Queries;
using Reporting.Warehouse.Dates;

namespace Reporting.TestWarehouses.Counting;

/// <summary>The order of rows: as requested, then by the remaining dimensions. Null measures come last in both directions.</summary>
internal sealed class RowOrder(ReportQuery query) : IComparer<CountedRow>
{
    private readonly List<string> _by = [.. query.By];
    private readonly List<string> _measures = [.. query.Measures];

    public int Compare(CountedRow? x, CountedRow? y)
    {
        foreach (var order in query.Order)
        {
            var compared = _by.IndexOf(order.Name) is var d and >= 0
                ? Directed(x!.Members[d].ComparedWith(y!.Members[d]), order)
                : Values(x!.Values[_measures.IndexOf(order.Name)], y!.Values[_measures.IndexOf(order.Name)], order);
            if (compared != 0)
            {
                return compared;
            }
        }

        return x!.Members.Zip(y!.Members, (a, b) => a.ComparedWith(b)).FirstOrDefault(c => c != 0);
    }

    private static int Values(object? x, object? y, QueryOrder order) => (x, y) switch
    {
        (null, null) => 0,
        (null, _) => 1,
        (_, null) => -1,
        (PartialDate a, PartialDate b) => Directed(a.Key.CompareTo(b.Key), order),
        _ => Directed(((IComparable)x).CompareTo(y), order),
    };

    private static int Directed(int compared, QueryOrder order) => order.Descending ? -compared : compared;
}
