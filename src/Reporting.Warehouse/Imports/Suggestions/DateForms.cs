using System.Globalization;
using Reporting.Warehouse.Imports.Mappings;

namespace Reporting.Warehouse.Imports.Suggestions;

/// <summary>Formats of dates that a suggestion tries. A value's formats are the bits of a number.</summary>
internal static class DateForms
{
    private const int MaxLength = 30;

    private static readonly string[] Plain =
    [
        "yyyy-MM-dd", "d/M/yyyy", "M/d/yyyy", "d.M.yyyy", "d-M-yyyy", "M-d-yyyy", "yyyy/M/d", "d MMM yyyy", "d MMMM yyyy", "MMMM d, yyyy", "MMM d, yyyy", "d-MMM-yy", "d-MMM-yyyy",
        "d/M/yy", "M/d/yy", "MMMM yyyy", "MMM yyyy", "MMM-yy", "M/yyyy", "yyyy-MM", "yyyy",
    ];

    private static readonly string[] WithNames = ["d MMMM yyyy", "d. MMMM yyyy", "d MMM yyyy", "MMMM yyyy", "MMM yyyy"];

    private static readonly string[] Languages = ["fr", "de", "es", "hi", "he"];

    /// <summary>If two formats read a text as different days, only one is suggested. The language is null for numbers, and for names of months in English.</summary>
    public static readonly (string Format, string? Language)[] All =
        [.. Plain.Select(format => (format, (string?)null)), .. Languages.SelectMany(language => WithNames.Select(format => (format, (string?)language)))];

    private static readonly (DateFormat Format, CultureInfo Culture)[] Named = [.. All.Skip(Plain.Length).Select(form => Read(form.Format, CultureInfo.GetCultureInfo(form.Language!)))];

    public static long Of(string value)
    {
        var forms = 0L;
        if (value.Length > MaxLength || !value.Any(char.IsDigit))
        {
            return forms;
        }

        for (var i = 0; i < Plain.Length; i++)
        {
            forms |= DateTime.TryParseExact(value, Plain[i], CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? 1L << i : 0;
        }

        for (var i = 0; i < Named.Length && value.Any(char.IsLetter); i++)
        {
            var (format, culture) = Named[i];
            forms |= format.TryRead(value, culture, out _) || format.TryRead(DateText.Plain(value, culture), culture, out _) ? 1L << (Plain.Length + i) : 0;
        }

        return forms;
    }

    /// <summary>True for formats that differ only in the order of day and month.</summary>
    public static bool IsSameShape(int one, int other) => one != other && All[one].Language == All[other].Language && Shape(All[one].Format) == Shape(All[other].Format);

    /// <summary>True for formats that one mapping can have: names of months are of one language.</summary>
    public static bool IsCompatible(int one, int other) => All[one].Language == All[other].Language || !HasNames(one) || !HasNames(other);

    private static bool HasNames(int form) => All[form].Format.Contains("MMM", StringComparison.Ordinal);

    private static string Shape(string format) => format.StartsWith("M/d", StringComparison.Ordinal) || format.StartsWith("M-d", StringComparison.Ordinal) ? $"d{format[1]}M{format[3..]}" : format;

    private static (DateFormat Format, CultureInfo Culture) Read(string format, CultureInfo culture) => (DateFormat.Parse(format, culture, out _, out _)!, culture);
}
