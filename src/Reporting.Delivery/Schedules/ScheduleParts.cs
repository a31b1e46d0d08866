using System.Globalization;

namespace Reporting.Delivery.Schedules;

/// <summary>A schedule in words, in the parts of which a form asks.</summary>
/// <param name="Every">daily, weekdays, weekly, monthly, last working day or quarterly.</param>
/// <param name="Weekday">Of a weekly schedule, in English.</param>
/// <param name="Day">Of a monthly schedule, from 1 to 28.</param>
/// <param name="Time">Such as 08:00.</param>
public sealed record ScheduleParts(string Every, string Weekday, string Day, string Time)
{
    public const int MaxDay = 28;

    public static IReadOnlyList<string> Kinds { get; } = ["daily", "weekdays", "weekly", "monthly", "last working day", "quarterly"];

    /// <summary>From Sunday.</summary>
    public static IReadOnlyList<string> Weekdays => ScheduleReader.Days;

    /// <summary>The schedule as it is stored.</summary>
    public string Text => Every switch
    {
        "weekly" => $"weekly {Weekday} {Time}",
        "monthly" => $"monthly {Day} {Time}",
        _ => $"{Every} {Time}",
    };

    /// <summary>Null for cron fields, and for words that are no schedule.</summary>
    public static ScheduleParts? Of(string schedule)
    {
        if (ScheduleReader.Simple().Match(schedule.Trim().ToLowerInvariant()) is not { Success: true } words
            || !TimeOnly.TryParseExact(Or("time", ScheduleReader.DefaultTime), ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return null;
        }

        return new ScheduleParts(words.Groups["word"].Value, Or("weekday", "monday"), Or("day", "1"), time.ToString("HH:mm", CultureInfo.InvariantCulture));

        string Or(string part, string usual) => words.Groups[part] is { Success: true } given ? given.Value : usual;
    }
}
