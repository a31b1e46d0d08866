namespace Reporting.Delivery.Schedules;

/// <summary>Converts a wall clock time in a time zone to an instant.</summary>
internal static class WallClock
{
    /// <summary>
    /// A time in the gap of a clock put forward gives the first instant after the gap. A time in the overlap of a clock put back gives the earlier instant.
    /// The result has the zone's offset at that instant.
    /// </summary>
    /// <remarks>
    /// Uses offsets of instants only, because <see cref="TimeZoneInfo.IsInvalidTime"/> misses the gaps of zones with negative daylight saving (Dublin, Casablanca).
    /// </remarks>
    public static DateTimeOffset InstantOf(DateTime wallClock, TimeZoneInfo zone)
    {
        // No wall clock differs from UTC by more than a day, so a relevant clock change lies between these two.
        var asUtc = DateTime.SpecifyKind(wallClock, DateTimeKind.Utc);
        var (before, after) = (zone.GetUtcOffset(asUtc.AddDays(-1)), zone.GetUtcOffset(asUtc.AddDays(1)));
        var (early, late) = before > after ? (asUtc - before, asUtc - after) : (asUtc - after, asUtc - before);
        var instant = Shows(early) ? early : Shows(late) ? late : FirstAfterGap(early, late, before, zone);
        return TimeZoneInfo.ConvertTime(new DateTimeOffset(instant), zone);

        bool Shows(DateTime utc) => utc + zone.GetUtcOffset(utc) == asUtc;
    }

    // Clocks change at whole minutes, so a search to the minute is exact.
    private static DateTime FirstAfterGap(DateTime early, DateTime late, TimeSpan before, TimeZoneInfo zone)
    {
        while (late - early > TimeSpan.FromMinutes(1))
        {
            var middle = early.AddMinutes(Math.Floor((late - early).TotalMinutes / 2));
            (early, late) = zone.GetUtcOffset(middle) == before ? (middle, late) : (early, middle);
        }

        return late;
    }
}
