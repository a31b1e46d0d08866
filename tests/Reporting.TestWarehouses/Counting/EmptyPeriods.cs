using Reporting.Engine.Queries;
using Reporting.TestWarehouses.Data;

namespace Reporting.TestWarehouses.Counting;

/// <summary>Adds the empty periods of a range, for every combination of the other members that occurs.</summary>
internal static class EmptyPeriods
{
    public static void Add(List<Cell> cells, IReadOnlyList<QueryFilter> filters, IReadOnlyList<string> by)
    {
        var level = by.SingleOrDefault(Attributes.IsTime);
        if (level is null || Stretch(cells, filters, by, level) is not { } stretch)
        {
            return;
        }

        var index = by.ToList().IndexOf(level);
        var others = cells.GroupBy(c => c.KeyWithout(index)).Select(g => (Key: g.Key, g.First().Members)).ToList();
        if (others.Count == 0 && by.Count == 1)
        {
            others.Add((string.Empty, [CountedMember.Of(level, stretch.First)]));
        }

        foreach (var (key, members) in others)
        {
            var there = cells.Where(c => c.KeyWithout(index) == key).Select(c => c.Members[index].Key).ToHashSet();
            for (var period = stretch.First; period <= stretch.Last; period = Periods.Shift(level, period, 1))
            {
                if (!there.Contains(period))
                {
                    cells.Add(new Cell([.. members.Select((m, i) => i == index ? CountedMember.Of(level, period) : m)], []));
                }
            }
        }
    }

    private static (int First, int Last)? Stretch(List<Cell> cells, IReadOnlyList<QueryFilter> filters, IReadOnlyList<string> by, string level)
    {
        DateOnly? first = null, last = null;
        foreach (var filter in filters.Where(f => Attributes.IsTime(f.Dimension)))
        {
            var ranges = filter.Values.Where(v => v != TestData.Unknown).Select(v => DayRange.Parse(filter.Dimension, v)!).ToList();
            var (from, to) = (ranges.All(r => r.First is not null) ? ranges.Min(r => r.First) : null, ranges.All(r => r.Last is not null) ? ranges.Max(r => r.Last) : null);
            first = from is not null && (first is null || from > first) ? from : first;
            last = to is not null && (last is null || to < last) ? to : last;
        }

        var index = by.ToList().IndexOf(level);
        var stated = cells.Select(c => c.Members[index].Key).Where(k => Periods.IsStated(level, k)).ToList();
        int? firstKey = first is { } f ? Periods.Of(level, f) : stated.Count > 0 ? stated.Min() : null;
        int? lastKey = last is { } l ? Periods.Of(level, l) : stated.Count > 0 ? stated.Max() : null;
        return firstKey is null || lastKey is null ? null : (firstKey.Value, lastKey.Value);
    }
}
