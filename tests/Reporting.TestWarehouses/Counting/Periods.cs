using System.Collections.Concurrent;
using System.Globalization;
using Reporting.Warehouse.Dates;

namespace Reporting.TestWarehouses.Counting;

/// <summary>Periods of the date levels with the keys of sql/0001-star-schema, computed independently of the product.</summary>
internal static class Periods
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;
    private static readonly ConcurrentDictionary<(string Level, string Code), int?> Parsed = new();

    public static int Key(string level, PartialDate date)
    {
        var (year, month, day) = (date.Key / 10000, date.Key / 100 % 100, date.Key % 100);
        return level switch
        {
            "year" => year,
            "quarter" => (year * 10) + (month == 0 ? 0 : ((month - 1) / 3) + 1),
            "month" => (year * 100) + month,
            "date" => (year * 10000) + (month * 100) + day,
            _ when month == 0 => year * 10,
            _ => ((month >= Begins(level) ? year : year - 1) * 10) + 1,
        };
    }

    public static bool IsStated(string level, int key) => level switch
    {
        "year" => key > 0,
        "month" or "date" => key % 100 > 0,
        _ => key % 10 > 0,
    };

    /// <summary>First day of a stated period.</summary>
    public static DateOnly First(string level, int key) => level switch
    {
        "year" => new DateOnly(key, 1, 1),
        "quarter" => new DateOnly(key / 10, (3 * (key % 10)) - 2, 1),
        "month" => new DateOnly(key / 100, key % 100, 1),
        "date" => new DateOnly(key / 10000, key / 100 % 100, key % 100),
        _ => new DateOnly(key / 10, Begins(level), 1),
    };

    // The month in which a fiscal year begins.
    private static int Begins(string level) => level == "fiscal_year" ? 4 : ((DeclaredDimension.Calendar)DeclaredDimension.Find(level)!).Month;

    /// <summary>The period after a stated one; for -1 the one before.</summary>
    public static int Shift(string level, int key, int by)
    {
        var first = First(level, key);
        var other = level switch
        {
            "date" => first.AddDays(by),
            "quarter" => first.AddMonths(3 * by),
            "month" => first.AddMonths(by),
            _ => first.AddYears(by),
        };
        return Of(level, other);
    }

    public static DateOnly Last(string level, int key) => First(level, Shift(level, key, 1)).AddDays(-1);

    public static int Of(string level, DateOnly day) => Key(level, new PartialDate((day.Year * 10000) + (day.Month * 100) + day.Day));

    public static string? Code(string level, int key) => !IsStated(level, key) ? null : level switch
    {
        "year" => key.ToString("0000", Invariant),
        "quarter" => string.Create(Invariant, $"{key / 10:0000}-Q{key % 10}"),
        "month" => First(level, key).ToString("yyyy-MM", Invariant),
        "date" => First(level, key).ToString("yyyy-MM-dd", Invariant),
        _ => string.Create(Invariant, $"{key / 10:0000}-{((key / 10) + 1) % 100:00}"),
    };

    /// <summary>"2024, month not stated": the label that distinguishes members without a period at this level.</summary>
    public static string NotStated(string level, int key)
    {
        var year = level switch { "year" => key, "month" => key / 100, "date" => key / 10000, _ => key / 10 };
        if (year == 0)
        {
            return "Date not stated";
        }

        var month = level == "date" ? key / 100 % 100 : 0;
        var known = month == 0 ? year.ToString("0000", Invariant) : new DateOnly(year, month, 1).ToString("MMMM yyyy", Invariant);
        return $"{known}, {level switch { "date" => "day", "month" or "quarter" => level, _ => "fiscal year" }} not stated";
    }

    /// <summary>The key of a code such as 2025-Q3; null for a text that is not a code of this level.</summary>
    public static int? Parse(string level, string code) => Parsed.GetOrAdd((level, code), static asked => Find(asked.Level, asked.Code));

    // Searches all days. Slow, but independent of any parser of codes.
    private static int? Find(string level, string code)
    {
        if (code.Length < 4 || !int.TryParse(code.AsSpan(0, 4), NumberStyles.None, Invariant, out var year) || year is < 1900 or > 2100)
        {
            return null;
        }

        for (var day = new DateOnly(year, 1, 1); day.Year <= year; day = day.AddDays(1))
        {
            if (Code(level, Of(level, day)) == code)
            {
                return Of(level, day);
            }
        }

        return null;
    }
}
