using System.Globalization;
using System.Text.RegularExpressions;
using Reporting.Engine.Model;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Reports;

/// <summary>
/// Years from one to another, with open ends allowed. Relative years are resolved when they are read, so a report shows the years that it
/// covers, and is cached under them.
/// </summary>
public readonly partial record struct YearSpan(int? From, int? To)
{
    public const string Words = "2025, 2020..2025 (either end may be left out), last_5_years, this_year, previous_year or all";

    private const int MaxYears = 100;

    /// <summary>The same number of years just before; null with an open end.</summary>
    public YearSpan? YearsBefore() => this is { From: { } from, To: { } to } && (2 * from) - to - 1 >= 1 ? new YearSpan((2 * from) - to - 1, from - 1) : null;

    /// <param name="thisYear">The year in which <c>last_5_years</c> ends.</param>
    public static Outcome<YearSpan> Read(string name, string text, int thisYear)
    {
        if (Relative(text, thisYear) is { } relative)
        {
            return relative;
        }

        var ends = text.Split("..");
        if (ends.Length > 2 || ends.All(e => e.Length == 0) || !TryYear(ends[0], out var from) || !TryYear(ends[^1], out var to))
        {
            return new Problem(ErrorCodes.MalformedPeriod, $"'{SafeText.Of(text)}' is not a period of years for '{name}'.", $"Write {Words}.");
        }

        return from > to
            ? new Problem(ErrorCodes.MalformedPeriod, $"The range {from} to {to} runs backwards.", "Give the earlier year first.")
            : new YearSpan(from, to);
    }

    public static YearSpan? Relative(string text, int thisYear)
    {
        if (LastYears().Match(text) is { Success: true } match
            && int.Parse(match.Groups["n"].Value, CultureInfo.InvariantCulture) is var years and >= 1 and <= MaxYears)
        {
            return new YearSpan(thisYear - years + 1, thisYear);
        }

        return text switch
        {
            "all" => new YearSpan(null, null),
            "this_year" => new YearSpan(thisYear, thisYear),
            "previous_year" => new YearSpan(thisYear - 1, thisYear - 1),
            _ => null,
        };
    }

    private static bool TryYear(string text, out int? year)
    {
        year = TimeLevel.Year.TryParse(text, out var day, out _) ? day.Year : null;
        return year is not null || text.Length == 0;
    }

    [GeneratedRegex("^last_(?<n>[0-9]{1,3})_years$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LastYears();
}
