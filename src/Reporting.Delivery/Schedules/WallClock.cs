namespace Reporting.Delivery.Schedules;

/// <summary>When a time on the wall clock of a zone comes to pass.</summary>
internal static class WallClock
{
    /// <summary>
    /// In the gap of a clock put forward: the first instant after it. In the overlap of a clock put back: the first passing.
    /// The result carries the zone's offset at that instant.
    /// </summary>
    public static DateTimeOffset InstantOf(DateTime wallClock, TimeZoneInfo zone)
    {
        var shown = wallClock;
        // Clocks are moved on whole minutes, by an hour as a rule, by a day at most (Samoa, 2011).
        while (zone.IsInvalidTime(shown))
        {
            shown = shown.AddMinutes(1);
        }

        var offset = zone.IsAmbiguousTime(shown) ? zone.GetAmbiguousTimeOffsets(shown).Max() : zone.GetUtcOffset(shown);
        return new DateTimeOffset(shown, offset);
    }
}
