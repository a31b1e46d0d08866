using Reporting.Rendering.Values;

namespace Reporting.Delivery.Schedules;

/// <summary>A schedule as people read it in their language; five cron fields stay as they are.</summary>
public static class ScheduleFormatter
{
    public static string Of(string schedule, ValueText words)
    {
        if (ScheduleReader.Simple().Match(schedule.Trim().ToLowerInvariant()) is not { Success: true } simple)
        {
            return words.Apart(schedule);
        }

        var (captions, time) = (words.Captions, simple.Groups["time"].Success ? simple.Groups["time"].Value : ScheduleReader.UsualTime);
        return simple.Groups["word"].Value switch
        {
            "daily" => Captions.Format(captions.Daily, time),
            "weekdays" => Captions.Format(captions.Weekdays, time),
            "quarterly" => Captions.Format(captions.Quarterly, time),
            "last working day" => Captions.Format(captions.LastWorkingDay, time),
            "monthly" => Captions.Format(captions.Monthly, simple.Groups["day"].Success ? simple.Groups["day"].Value : "1", time),
            _ => Captions.Format(captions.Weekly, captions.DaysOfWeek[ScheduleReader.DayOf(simple)], time),
        };
    }
}
