using Reporting.Warehouse.Dates;

namespace Reporting.Engine.Sql;

/// <summary>
/// Numbers of days in whole numbers, the same on every engine and without a function of dates for each row. They follow the calendar, so their
/// difference is the number of days between two dates.
/// </summary>
internal static class DaySql
{
    /// <summary>The number of 1 January of the year 1.</summary>
    private const int FirstDay = 397;

    /// <summary>
    /// The number of a date key's day. A month or year without a day is its first day. It is the usual formula for Julian days (Fliegel and Van Flandern),
    /// without its offset; whole numbers are divided towards 0 on every engine.
    /// </summary>
    public static string Number(string key)
    {
        var year = $"{key} / 10000";
        var month = $"({key} / 100 % 100 + 1 - SIGN({key} / 100 % 100))";
        return $"(367 * ({year}) - 7 * ({year} + ({month} + 9) / 12) / 4 - 3 * (({year} + ({month} - 9) / 7) / 100 + 1) / 4 + 275 * {month} / 9"
            + $" + {key} % 100 + 1 - SIGN({key} % 100))";
    }

    /// <summary>The same number of a known day; 0 for none.</summary>
    public static int NumberOf(DateOnly? day) => day is { } known ? known.DayNumber + FirstDay : 0;

    /// <summary>The key of a known day; 0, which no stated date has, for none.</summary>
    public static int KeyOf(DateOnly? day) => day is { } known ? PartialDate.On(known).Key : 0;
}
