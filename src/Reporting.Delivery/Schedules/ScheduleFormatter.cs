using Reporting.Rendering.Values;

namespace Reporting.Delivery.Schedules;

/// <summary>Describes a schedule in the reader's language. Cron fields stay unchanged.</summary>
public static class ScheduleFormatter
{
    public static string Of(string schedule, ValueText words)
    {
        if (ScheduleReader.Simple().Match(schedule.Trim().ToLowerInvariant()) is not { Success: true } simple)
        {
            return words.Apart(schedule);
        }

        var (captions, time) = (words.Captions, simple.Groups["time"].Success ? simple.Groups["time"].Value : ScheduleReader.DefaultTime);
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
