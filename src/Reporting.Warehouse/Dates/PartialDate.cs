using System.Globalization;

namespace Reporting.Warehouse.Dates;

/// <summary>
/// A date as exact as its source, with the warehouse's key: <c>yyyymmdd</c> an exact day, <c>yyyymm00</c> a month,
/// <c>yyyy0000</c> a year, <c>0</c> not stated. Business dates are dates, never instants.
/// </summary>
public readonly record struct PartialDate(int Key) : IComparable<PartialDate>
{
    public static readonly PartialDate Unknown = new(0);

    public int Year => Key / 10000;

    public int Month => Key / 100 % 100;

    public int Day => Key % 100;

    public bool IsExact => Day != 0;

    public bool IsUnknown => Key == 0;

    /// <summary>The day; null for a month, a year or an unknown date.</summary>
    public DateOnly? Exact => IsExact ? new DateOnly(Year, Month, Day) : null;

    /// <summary>First day of the stated period.</summary>
    public DateOnly? First => IsUnknown ? null : new DateOnly(Year, Math.Max(Month, 1), Math.Max(Day, 1));

    /// <summary>Last day of the stated period.</summary>
    public DateOnly? Last => First switch
    {
        null => null,
        { } first when IsExact => first,
        _ when Month != 0 => new DateOnly(Year, Month, DateTime.DaysInMonth(Year, Month)),
        _ => new DateOnly(Year, 12, 31),
    };

    /// <summary>"2 June 2022", "July 2024", "2025" or "Date not stated".</summary>
    public string Label => this switch
    {
        { IsUnknown: true } => "Date not stated",
        { IsExact: true } => Exact!.Value.ToString("d MMMM yyyy", CultureInfo.InvariantCulture),
        { Month: not 0 } => First!.Value.ToString("MMMM yyyy", CultureInfo.InvariantCulture),
        _ => Year.ToString("0000", CultureInfo.InvariantCulture),
    };

    public static PartialDate On(DateOnly day) => new((day.Year * 10000) + (day.Month * 100) + day.Day);

    /// <summary>Reads <c>2022-06-02</c>, <c>2024-07</c>, <c>2025</c>, or blank for not stated.</summary>
    public static bool TryParse(string? text, out PartialDate date)
    {
        date = Unknown;
        text = text?.Trim();
        if (string.IsNullOrEmpty(text))
        {
            return true;
        }

        var padded = text.Length switch { 4 => text + "-01-01", 7 => text + "-01", 10 => text, _ => null };
        if (padded is null || !DateOnly.TryParseExact(padded, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return false;
        }

        var exact = On(day).Key;
        date = new PartialDate(text.Length switch { 4 => exact / 10000 * 10000, 7 => exact / 100 * 100, _ => exact });
        return true;
    }

    public int CompareTo(PartialDate other) => Key.CompareTo(other.Key);

    /// <summary>ISO at the stated precision: 2022-06-02, 2024-07, 2025; empty for not stated.</summary>
    public override string ToString() => this switch
    {
        { IsUnknown: true } => string.Empty,
        { IsExact: true } => $"{Year:D4}-{Month:D2}-{Day:D2}",
        { Month: not 0 } => $"{Year:D4}-{Month:D2}",
        _ => $"{Year:D4}",
    };

    public static bool operator <(PartialDate a, PartialDate b) => a.Key < b.Key;

    public static bool operator >(PartialDate a, PartialDate b) => a.Key > b.Key;

    public static bool operator <=(PartialDate a, PartialDate b) => a.Key <= b.Key;

    public static bool operator >=(PartialDate a, PartialDate b) => a.Key >= b.Key;
}
