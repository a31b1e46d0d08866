using System.Globalization;

namespace Reporting.Delivery.Schedules;

/// <summary>
/// One due time of a schedule. Its identity is the wall clock time in the schedule's time zone; <see cref="Due"/> is the corresponding instant.
/// </summary>
public sealed record Occurrence(DateTime WallClock, DateTimeOffset Due)
{
    private const string Pattern = "yyyy-MM-dd'T'HH:mm";

    /// <summary>The wall clock as text, such as <c>2026-03-29T02:30</c>. It is unique within a schedule, even when clocks change.</summary>
    public string Key => WallClock.ToString(Pattern, CultureInfo.InvariantCulture);

    /// <summary>The wall clock in the key of a scheduled occurrence; null for other keys.</summary>
    public static DateTime? WallClockOf(string key) => DateTime.TryParseExact(key, Pattern, CultureInfo.InvariantCulture, DateTimeStyles.None, out var wall) ? wall : null;
}
