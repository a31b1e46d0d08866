namespace Reporting.Delivery.Schedules;

/// <summary>The instant of a time on the wall clock of a zone.</summary>
internal static class WallClock
{
    /// <summary>
    /// In the gap of a clock put forward: the first instant after it. In the overlap of a clock put back: the first passing.
    /// The result carries the zone's offset at that instant.
    /// </summary>
    /// <remarks>
    /// Only offsets of instants are asked for: <see cref="TimeZoneInfo.IsInvalidTime"/> does not know the gaps of zones whose winter is the exception (Dublin, Casablanca).
    /// </remarks>
    public static DateTimeOffset InstantOf(DateTime wallClock, TimeZoneInfo zone)
    {
        // No wall clock is more than a day from UTC, so a change of the clock that matters lies between these two.
        var asUtc = DateTime.SpecifyKind(wallClock, DateTimeKind.Utc);
        var (before, after) = (zone.GetUtcOffset(asUtc.AddDays(-1)), zone.GetUtcOffset(asUtc.AddDays(1)));
        var (early, late) = before > after ? (asUtc - before, asUtc - after) : (asUtc - after, asUtc - before);
        var instant = Shows(early) ? early : Shows(late) ? late : FirstAfterGap(early, late, before, zone);
        return TimeZoneInfo.ConvertTime(new DateTimeOffset(instant), zone);

        bool Shows(DateTime utc) => utc + zone.GetUtcOffset(utc) == asUtc;
    }

    // Clocks change on whole minutes.
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
