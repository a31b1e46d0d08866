using Reporting.Warehouse.Dates;

namespace Reporting.Engine.Planning;

/// <summary>The start dates of the engagements of one data version (decision 0077).</summary>
/// <param name="Keys">The date key by the key of the engagement; 0 for an unknown date.</param>
public sealed record EngagementDates(int[] Keys)
{
    private readonly int[] _sorted = [.. Keys.Where(key => key > 0).Distinct().Order()];

    public long Bytes => (Keys.LongLength + _sorted.Length) * sizeof(int);

    /// <summary>The number of different dates.</summary>
    public int Count => _sorted.Length;

    /// <summary>The place of a date among all, in order of time.</summary>
    public int PlaceOf(int dateKey) => Array.BinarySearch(_sorted, dateKey);

    /// <summary>The longest time between consecutive dates, in days; 0 for one date.</summary>
    /// <param name="places">In ascending order.</param>
    public int LongestGap(IEnumerable<int> places)
    {
        var days = places.Select(place => new PartialDate(_sorted[place]).First!.Value.DayNumber).ToList();
        return days.Zip(days.Skip(1), (before, day) => day - before).DefaultIfEmpty(0).Max();
    }
}
