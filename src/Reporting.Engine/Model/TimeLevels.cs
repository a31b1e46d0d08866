using System.Globalization;
using Reporting.Engine.Languages;
using Reporting.Warehouse.Dates;

namespace Reporting.Engine.Model;

/// <summary>
/// Members of the date levels, by the keys of DimDate. In a key whose last part is 0 this level is not stated: 20250700 is July 2025 without a day. Such a key is
/// a member of its own without a code. It does not stand for the first day of its period.
/// </summary>
public static class TimeLevels
{
    public static bool IsStated(this TimeLevel level, int key) => level switch
    {
        TimeLevel.Year => key != 0,
        _ when level == TimeLevel.Quarter || level.IsFiscalYear() => key % 10 != 0,
        _ => key % 100 != 0,
    };

    /// <summary>Writes 2025, 2025-Q3, 2025-07, 2025-07-23 or 2025-26; null if not stated.</summary>
    public static string? Code(this TimeLevel level, int key) => !level.IsStated(key) ? null : level switch
    {
        TimeLevel.Year => $"{key:0000}",
        TimeLevel.Quarter => $"{key / 10:0000}-Q{key % 10}",
        _ when level.IsFiscalYear() => $"{key / 10:0000}-{(key / 10 + 1) % 100:00}",
        _ => Date(level, key).ToString(),
    };

    /// <summary>What is stated of a date whose level is not: 2025 or 2025-07. Null if the level is stated, or nothing is.</summary>
    public static string? Within(this TimeLevel level, int key) =>
        level.IsStated(key) || KnownPart(level, key) is not { IsUnknown: false } known ? null : known.ToString();

    /// <summary>Writes the member for readers: "Q3 2025", "July 2025", or "2025, month not stated".</summary>
    public static string Name(this TimeLevel level, int key, Language language)
    {
        if (level.IsStated(key))
        {
            return level switch
            {
                TimeLevel.Month or TimeLevel.Date => language.Date(Date(level, key)),
                TimeLevel.Quarter => string.Format(CultureInfo.InvariantCulture, language.Phrases.QuarterOfYear, key % 10, (key / 10).ToString("0000", CultureInfo.InvariantCulture)),
                _ => level.Code(key)!,
            };
        }

        var missing = level switch
        {
            TimeLevel.Quarter => language.Phrases.QuarterNotStated,
            TimeLevel.Month => language.Phrases.MonthNotStated,
            _ when level.IsFiscalYear() => language.Phrases.FiscalYearNotStated,
            _ => language.Phrases.DayNotStated,
        };
        var known = KnownPart(level, key);
        return known.IsUnknown ? language.Date(known) : string.Format(CultureInfo.InvariantCulture, missing, language.Date(known));
    }

    /// <summary>The days of a code of this level.</summary>
    public static bool TryParse(this TimeLevel level, string code, out DateOnly first, out DateOnly last)
    {
        (first, last) = (default, default);
        switch (level)
        {
            case TimeLevel.Quarter when code is [_, _, _, _, '-', 'Q', >= '1' and <= '4'] && TryYear(code.AsSpan(0, 4), out var year):
                first = new DateOnly(year, ((code[6] - '1') * 3) + 1, 1);
                last = first.AddMonths(3).AddDays(-1);
                return true;
            case var fiscal when fiscal.IsFiscalYear() && code is [_, _, _, _, '-', _, _] && TryYear(code.AsSpan(0, 4), out var year) && year < 9999:
                first = new DateOnly(year, level.FirstMonth(), 1);
                last = first.AddYears(1).AddDays(-1);
                return code == level.Code((year * 10) + 1);
            case TimeLevel.Year when code.Length == 4:
            case TimeLevel.Month when code.Length == 7:
            case TimeLevel.Date when code.Length == 10:
                var read = TryYear(code.AsSpan(0, 4), out _) & PartialDate.TryParse(code, out var date) && !date.IsUnknown;
                (first, last) = read ? (date.First!.Value, date.Last!.Value) : default;
                return read;
            default:
                return false;
        }
    }

    /// <summary>True for a period of this level or a range of them, <c>2020..2025</c>, open ends allowed.</summary>
    public static bool IsRange(this TimeLevel level, string value)
    {
        var (first, last) = (DateOnly.MinValue, DateOnly.MaxValue);
        return value.Split("..") switch
        {
            ["", ""] => false,
            [var only] => level.TryParse(only, out _, out _),
            [var from, var to] => (from.Length == 0 || level.TryParse(from, out first, out _)) && (to.Length == 0 || level.TryParse(to, out _, out last)) && first <= last,
            _ => false,
        };
    }

    /// <summary>An example of a code, for hints.</summary>
    public static string Example(this TimeLevel level) => level switch
    {
        TimeLevel.Year => "2025",
        TimeLevel.Quarter => "2025-Q3",
        TimeLevel.Month => "2025-07",
        TimeLevel.Date => "2025-07-23",
        _ => "2025-26",
    };

    private static PartialDate KnownPart(TimeLevel level, int key) =>
        level == TimeLevel.Quarter || level.IsFiscalYear() ? new PartialDate(key / 10 * 10000) : Date(level, key);

    private static PartialDate Date(TimeLevel level, int key) =>
        new(level switch { TimeLevel.Year => key * 10000, TimeLevel.Month => key * 100, _ => key });

    private static bool TryYear(ReadOnlySpan<char> text, out int year) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out year) && year is >= 1 and <= 9999;
}
