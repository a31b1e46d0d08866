using Quartz;

namespace Reporting.Delivery.Schedules;

/// <summary>
/// Due times by a cron expression in a time zone. The expression is evaluated on the wall clock, and each result is converted to an instant.
/// So each local time is due exactly once a day, even when clocks change.
/// </summary>
public sealed class Schedule
{
    private readonly CronExpression _cron;

    internal Schedule(string text, string cron, TimeZoneInfo zone)
    {
        (Text, Cron, Zone) = (text, cron, zone);
        _cron = CronExpression.Parse(cron, CronFormat.Unix).WithTimeZone(TimeZoneInfo.Utc);
    }

    /// <summary>The text as the user wrote it: words or five fields.</summary>
    public string Text { get; }

    /// <summary>The equivalent five cron fields.</summary>
    public string Cron { get; }

    public TimeZoneInfo Zone { get; }

    /// <summary>Due times after <paramref name="after"/>, in order. The sequence may be infinite.</summary>
    public IEnumerable<Occurrence> After(DateTimeOffset after)
    {
        // Start two days earlier, because a wall clock differs from UTC by up to a day. The loop skips results that are too early.
        var wallClock = new DateTimeOffset(TimeZoneInfo.ConvertTime(after, Zone).DateTime, TimeSpan.Zero).AddDays(-2);
        while (_cron.GetNextValidTimeAfter(wallClock) is { } next)
        {
            wallClock = next;
            var occurrence = new Occurrence(next.UtcDateTime, WallClock.InstantOf(DateTime.SpecifyKind(next.UtcDateTime, DateTimeKind.Unspecified), Zone));
            if (occurrence.Due > after)
            {
                yield return occurrence;
            }
        }
    }

    /// <summary>Due times after the first instant, up to and including the second.</summary>
    public IEnumerable<Occurrence> Between(DateTimeOffset after, DateTimeOffset until) => After(after).TakeWhile(occurrence => occurrence.Due <= until);
}
