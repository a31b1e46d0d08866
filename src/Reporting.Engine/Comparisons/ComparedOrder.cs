using Reporting.Engine.Composition;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;

namespace Reporting.Engine.Comparisons;

/// <summary>Sorts the rows of both answers as statements do: by the requested order, then by every dimension. Unknown values come last.</summary>
/// <param name="places">The places of the figures of today among the values of a row.</param>
internal sealed class ComparedOrder(IReadOnlyList<QueryOrder> order, IReadOnlyList<ModelDimension> by, IReadOnlyList<ModelMeasure> measures, IReadOnlyList<int> places) : IComparer<ResultRow>
{
    // By the place of the dimension or of the measure; -1 for the other one.
    private readonly List<(int Dimension, int Measure, bool Descending)> _order = [.. order.Select(asked => (by.ToList().FindIndex(d => d.Id == asked.Name), measures.ToList().FindIndex(m => m.Id == asked.Name), asked.Descending))];

    public int Compare(ResultRow? x, ResultRow? y)
    {
        foreach (var (dimension, measure, descending) in _order)
        {
            var compared = dimension >= 0 ? Signed(Members(dimension, x!, y!), descending)
                : measure >= 0 ? Values(x!.Values[places[measure]], y!.Values[places[measure]], descending)
                : 0;
            if (compared != 0)
            {
                return compared;
            }
        }

        return Enumerable.Range(0, by.Count).Select(i => Members(i, x!, y!)).FirstOrDefault(compared => compared != 0);
    }

    private int Members(int place, ResultRow x, ResultRow y) => by[place].Attribute.Fixed is { } members
        ? members.Positions[x.Members[place].Code!].CompareTo(members.Positions[y.Members[place].Code!])
        : string.CompareOrdinal(Text(x.Members[place]), Text(y.Members[place]));

    // A period that is not stated comes before those that are within the same longer period.
    private static string Text(Member member) => member.Code ?? member.Within ?? string.Empty;

    private static int Values(object? x, object? y, bool descending) => (x, y) switch
    {
        (null, null) => 0,
        (null, _) => 1,
        (_, null) => -1,
        _ => Signed(ValueMath.Compare(x, y), descending),
    };

    private static int Signed(int compared, bool descending) => descending ? -compared : compared;
}
