using System.Globalization;

namespace Reporting.Delivery.Schedules;

/// <summary>
/// One due time of a schedule. Its identity is the time on the wall clock of the schedule's zone, as the schedule words it; <see cref="Due"/> is the
/// instant at which that comes to pass.
/// </summary>
public sealed record Occurrence(DateTime WallClock, DateTimeOffset Due)
{
    /// <summary><c>2026-03-29T02:30</c>: unique within a schedule, whatever the clocks do.</summary>
    public string Key => WallClock.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);
}
