using Reporting.Engine.Composition;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;

namespace Reporting.Engine.Comparisons;

/// <summary>Sorts the rows of both answers as statements do: by the requested order, then by every dimension. Unknown values come last.</summary>
/// <param name="places">The places of the figures of today among the values of a row.</param>
internal sealed class ComparedOrder(IReadOnlyList<QueryOrder> order, IReadOnlyList<ModelDimension> by, IReadOnlyList<ModelMeasure> measures, IReadOnlyList<int> places) : IComparer<ResultRow>
{
    public int Compare(ResultRow? x, ResultRow? y)
    {
        foreach (var asked in order)
        {
            var compared = Index(by, d => d.Id == asked.Name) is >= 0 and var dimension ? Signed(Members(dimension, x!, y!), asked.Descending)
                : Index(measures, m => m.Id == asked.Name) is >= 0 and var measure ? Values(x!.Values[places[measure]], y!.Values[places[measure]], asked.Descending)
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

    private static int Index<T>(IReadOnlyList<T> all, Predicate<T> wanted) => all.ToList().FindIndex(wanted);
}
