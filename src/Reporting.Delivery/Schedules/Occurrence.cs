using System.Globalization;

namespace Reporting.Delivery.Schedules;

/// <summary>
/// One due time of a schedule. Its identity is the time on the wall clock of the schedule's zone, as the schedule words it; <see cref="Due"/> is the
/// instant at which that comes to pass.
/// </summary>
public sealed record Occurrence(DateTime WallClock, DateTimeOffset Due)
{
    private const string Form = "yyyy-MM-dd'T'HH:mm";

    /// <summary><c>2026-03-29T02:30</c>: unique within a schedule, whatever the clocks do.</summary>
    public string Key => WallClock.ToString(Form, CultureInfo.InvariantCulture);

    /// <summary>What the key of a scheduled occurrence says; null for another.</summary>
    public static DateTime? WallClockOf(string key) => DateTime.TryParseExact(key, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var wall) ? wall : null;
}
