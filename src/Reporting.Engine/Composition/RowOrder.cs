using Reporting.Engine.Model;
using Reporting.Engine.Planning;
using Reporting.Engine.Sql.Aggregates;

namespace Reporting.Engine.Composition;

/// <summary>Sorts rows as statements do: by the requested order, then by every dimension. Unknown values come last.</summary>
internal sealed class RowOrder(QueryPlan plan, IReadOnlyList<ModelDimension> by) : IComparer<KeyedRow>
{
    private readonly List<ModelMeasure> _measures = [.. plan.Measures];

    public int Compare(KeyedRow? x, KeyedRow? y)
    {
        foreach (var order in plan.Order)
        {
            var compared = order.Dimension is { } dimension ? Members(dimension, x!, y!) : Values(_measures.IndexOf(order.Measure!), order.Descending, x!, y!);
            if (compared != 0)
            {
                return order is { Dimension: not null, Descending: true } ? -compared : compared;
            }
        }

        return 0;
    }

    private int Members(ModelDimension dimension, KeyedRow x, KeyedRow y)
    {
        var place = by.ToList().IndexOf(dimension);
        return place < 0 ? 0
            : dimension.Attribute.Fixed is { } members ? members.Positions[x.Row.Members[place].Code!].CompareTo(members.Positions[y.Row.Members[place].Code!])
            : dimension.Time is null ? string.CompareOrdinal(x.Row.Members[place].Code, y.Row.Members[place].Code)
            : ((int)x.Keys[place]).CompareTo((int)y.Keys[place]);
    }

    private static int Values(int place, bool descending, KeyedRow x, KeyedRow y) => (x.Row.Values[place], y.Row.Values[place]) switch
    {
        (null, null) => 0,
        (null, _) => 1,
        (_, null) => -1,
        var (a, b) => descending ? -ValueMath.Compare(a, b) : ValueMath.Compare(a, b),
    };
}
