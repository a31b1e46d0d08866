using Reporting.Warehouse.Dates;

namespace Reporting.Engine.Model;

/// <summary>Arithmetic of periods by the keys of DimDate.</summary>
public static class PeriodKeys
{
    /// <summary>The first day of a stated period. A fiscal year begins in the month of its calendar.</summary>
    public static DateOnly FirstDay(this TimeLevel level, int key) => level switch
    {
        TimeLevel.Year => new DateOnly(key, 1, 1),
        TimeLevel.Quarter => new DateOnly(key / 10, (3 * (key % 10)) - 2, 1),
        TimeLevel.Month => new DateOnly(key / 100, key % 100, 1),
        TimeLevel.Date => new DateOnly(key / 10000, key / 100 % 100, key % 100),
        _ => new DateOnly(key / 10, level.FirstMonth(), 1),
    };

    public static DateOnly LastDay(this TimeLevel level, int key) => level switch
    {
        TimeLevel.Date => FirstDay(level, key),
        TimeLevel.Year => new DateOnly(key, 12, 31),
        _ when level.IsFiscalYear() => key / 10 == DateOnly.MaxValue.Year ? DateOnly.MaxValue : FirstDay(level, key).AddYears(1).AddDays(-1),
        TimeLevel.Quarter => FirstDay(level, key).AddMonths(2) is var month ? new DateOnly(month.Year, month.Month, DateTime.DaysInMonth(month.Year, month.Month)) : default,
        _ => new DateOnly(key / 100, key % 100, DateTime.DaysInMonth(key / 100, key % 100)),
    };

    public static int KeyOf(this TimeLevel level, DateOnly day) => level switch
    {
        TimeLevel.Year => day.Year,
        TimeLevel.Quarter => (day.Year * 10) + ((day.Month - 1) / 3) + 1,
        TimeLevel.Month => (day.Year * 100) + day.Month,
        TimeLevel.Date => PartialDate.On(day).Key,
        _ => ((day.Month < level.FirstMonth() ? day.Year - 1 : day.Year) * 10) + 1,
    };

    /// <summary>The stated period that many periods later; null outside the calendar.</summary>
    public static int? Shifted(this TimeLevel level, int key, int by)
    {
        var first = FirstDay(level, key);
        if (level == TimeLevel.Date)
        {
            var number = first.DayNumber + by;
            return number < 0 || number > DateOnly.MaxValue.DayNumber ? null : KeyOf(level, DateOnly.FromDayNumber(number));
        }

        var months = (first.Year * 12) + first.Month - 1 + (by * Months(level));
        return months / 12 is < 1 or > 9999 ? null : KeyOf(level, new DateOnly(months / 12, (months % 12) + 1, 1));
    }

    /// <summary>The same period that many years later; null if there is none, as for 29 February.</summary>
    public static int? ShiftedYears(this TimeLevel level, int key, int years)
    {
        if (years == 0)
        {
            return key;
        }

        var first = FirstDay(level, key);
        var year = first.Year + years;
        return year is < 1 or > 9999 || first.Day > DateTime.DaysInMonth(year, first.Month) ? null : KeyOf(level, new DateOnly(year, first.Month, first.Day));
    }

    /// <summary>The first period of this level in the longer period that contains the key.</summary>
    public static int FirstWithin(this TimeLevel level, TimeLevel within, int key) => KeyOf(level, FirstDay(within, KeyOf(within, FirstDay(level, key))));

    /// <summary>The level of the year that contains the periods: a fiscal year itself, otherwise the calendar year.</summary>
    public static TimeLevel Year(this TimeLevel level) => level.IsFiscalYear() ? level : TimeLevel.Year;

    /// <summary>True if each period of this level lies within one period of the other level.</summary>
    public static bool LiesIn(this TimeLevel level, TimeLevel within) => within switch
    {
        TimeLevel.Year => !level.IsFiscalYear(),

        // Quarters lie within a fiscal year only if it begins with a quarter.
        _ when within.IsFiscalYear() => level == within || level is TimeLevel.Month or TimeLevel.Date || (level == TimeLevel.Quarter && within.FirstMonth() % 3 == 1),
        TimeLevel.Quarter => level is TimeLevel.Quarter or TimeLevel.Month or TimeLevel.Date,
        TimeLevel.Month => level is TimeLevel.Month or TimeLevel.Date,
        _ => level == within,
    };

    /// <summary>The key at a coarser level, stated or not; null if this key does not determine it.</summary>
    public static int? Above(this TimeLevel level, TimeLevel parent, int key) => (level, parent) switch
    {
        (TimeLevel.Quarter, TimeLevel.Year) => key / 10,
        (TimeLevel.Month, TimeLevel.Year) => key / 100,
        (TimeLevel.Date, TimeLevel.Year) => key / 10000,
        (TimeLevel.Month, TimeLevel.Quarter) => (key / 100 * 10) + ((key % 100) + 2) / 3,
        (TimeLevel.Date, TimeLevel.Quarter) => (key / 10000 * 10) + ((key / 100 % 100) + 2) / 3,
        (TimeLevel.Date, TimeLevel.Month) => key / 100,
        _ => null,
    };

    private static int Months(TimeLevel level) => level switch { TimeLevel.Month => 1, TimeLevel.Quarter => 3, _ => 12 };
}
