using Reporting.Warehouse.Dates;

namespace Reporting.TestWarehouses.Counting;

/// <summary>The days of a date filter's value. A null end is open.</summary>
internal sealed record DayRange(DateOnly? First, DateOnly? Last)
{
    /// <summary>Reads "2025", "2020..2025", "2020.." or "..2025"; null for other texts.</summary>
    public static DayRange? Parse(string level, string value)
    {
        var ends = value.Split("..");
        if (ends.Length > 2 || ends.All(e => e.Length == 0))
        {
            return null;
        }

        var (from, to) = (ends[0], ends[^1]);
        var (first, last) = (from.Length == 0 ? 0 : Periods.Parse(level, from), to.Length == 0 ? 0 : Periods.Parse(level, to));
        return first is not { } f || last is not { } l
            ? null
            : new DayRange(f == 0 ? null : Periods.First(level, f), l == 0 ? null : Periods.Last(level, l));
    }

    public bool IsBackwards => First > Last;

    /// <summary>True when the range contains the whole stated period. A date that is not stated is in no range.</summary>
    public bool Holds(PartialDate date)
    {
        var (year, month, day) = (date.Key / 10000, date.Key / 100 % 100, date.Key % 100);
        if (year == 0)
        {
            return false;
        }

        var first = new DateOnly(year, month == 0 ? 1 : month, day == 0 ? 1 : day);
        var last = day != 0 ? first : month != 0 ? first.AddMonths(1).AddDays(-1) : new DateOnly(year, 12, 31);
        return (First is null || First <= first) && (Last is null || last <= Last);
    }
}
