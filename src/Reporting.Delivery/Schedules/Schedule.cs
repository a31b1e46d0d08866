using Quartz;

namespace Reporting.Delivery.Schedules;

/// <summary>
/// Due times by a cron expression on the wall clock of a zone. The expression is evaluated on the wall clock, where no time is missing or comes twice, and
/// each result is then turned into its instant: so every local time is due exactly once a day, whatever the clocks do.
/// </summary>
public sealed class Schedule
{
    private readonly CronExpression _cron;

    internal Schedule(string text, string cron, TimeZoneInfo zone)
    {
        (Text, Cron, Zone) = (text, cron, zone);
        _cron = CronExpression.Parse(cron, CronFormat.Unix).WithTimeZone(TimeZoneInfo.Utc);
    }

    /// <summary>As it was written: words or five fields.</summary>
    public string Text { get; }

    /// <summary>The five fields that it means.</summary>
    public string Cron { get; }

    public TimeZoneInfo Zone { get; }

    /// <summary>Due after <paramref name="after"/>, in order; it may never end.</summary>
    public IEnumerable<Occurrence> After(DateTimeOffset after)
    {
        // A wall clock never shows more than a day before or after: what is too early is left out below.
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

    /// <summary>Due after the first instant and not after the second.</summary>
    public IEnumerable<Occurrence> Between(DateTimeOffset after, DateTimeOffset until) => After(after).TakeWhile(occurrence => occurrence.Due <= until);
}
