using System.Globalization;
using System.Text.RegularExpressions;
using Quartz;
using Reporting.Warehouse.Problems;

namespace Reporting.Delivery.Schedules;

/// <summary>
/// Reads a schedule: five cron fields (minute, hour, day of month, month, day of week), or words with an optional time. The default time is 08:00.
/// The words are <c>daily</c>, <c>weekdays</c>, <c>weekly monday</c>, <c>monthly 15</c>, <c>last working day</c> and <c>quarterly</c>.
/// </summary>
public static partial class ScheduleReader
{
    private const string FormatHint = "Write five cron fields such as '0 8 * * 1', or one of: daily 08:00, weekdays 08:00, weekly monday 08:00, monthly 15 08:00, last working day 08:00, quarterly 08:00.";

    internal const string DefaultTime = "08:00";

    internal static readonly string[] Days = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

    /// <summary>Problems: <c>bad-schedule</c>, <c>unknown-time-zone</c>.</summary>
    public static Outcome<Schedule> Read(string text, string zone) =>
        ReadZone(zone).Then(found => ReadCron(text).Then<Schedule>(cron => new Schedule(text.Trim(), cron, found)));

    /// <summary>All problems of a schedule and its time zone, for a form.</summary>
    public static IEnumerable<Problem> ProblemsOf(string text, string zone) => new[] { ReadCron(text).Problem, ReadZone(zone).Problem }.OfType<Problem>();

    private static Outcome<TimeZoneInfo> ReadZone(string zone)
    {
        // Accept IANA names only. The name must not be a Windows name or a path.
        if (Zone().IsMatch(zone) && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) && found.HasIanaId)
        {
            return found;
        }

        return new Problem(
            ErrorCodes.UnknownTimeZone, $"There is no time zone '{SafeText.Of(zone)}'.",
            NearestName.Hint(zone, TimeZoneInfo.GetSystemTimeZones().Select(z => z.Id), "Write an IANA name such as Asia/Jerusalem or Europe/Paris."));
    }

    private static Outcome<string> ReadCron(string text)
    {
        var words = text.Trim().ToLowerInvariant();
        if (words.Length is 0 or > 200 || words.StartsWith('@'))
        {
            return Bad(text);
        }

        if (Simple().Match(words) is { Success: true } simple)
        {
            var time = Clock(simple.Groups["time"].Value);
            return time is null ? Bad(text) : OfWords(simple, time).Then<string>(cron => cron);
        }

        if (!CronExpression.TryParse(words, CronFormat.Unix, out var expression))
        {
            return Bad(text);
        }

        return expression.WithTimeZone(TimeZoneInfo.Utc).GetNextValidTimeAfter(new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero)) is null
            ? new Problem(ErrorCodes.BadSchedule, $"The schedule '{SafeText.Of(text)}' is never due.", "It names a day that does not exist, such as 31 February.")
            : Spaces().Replace(words, " ");
    }

    private static Outcome<string> OfWords(Match words, string time) => words.Groups["word"].Value switch
    {
        "daily" => $"{time} * * *",
        "weekdays" => $"{time} * * 1-5",
        "quarterly" => $"{time} 1 1,4,7,10 *",
        "last working day" => $"{time} LW * *",
        "monthly" => $"{time} {(words.Groups["day"].Success ? words.Groups["day"].Value : "1")} * *",
        _ => $"{time} * * {DayOf(words)}",
    };

    /// <summary>0 for Sunday. The default is Monday.</summary>
    internal static int DayOf(Match words) => Array.IndexOf(Days, words.Groups["weekday"].Success ? words.Groups["weekday"].Value : "monday");

    private static string? Clock(string time) => time.Length == 0
        ? Clock(DefaultTime)
        : TimeOnly.TryParseExact(time, ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? $"{at.Minute} {at.Hour}" : null;

    private static Problem Bad(string text) => new(ErrorCodes.BadSchedule, $"'{SafeText.Of(text)}' is not a schedule.", FormatHint);

    [GeneratedRegex(@"^(?:(?<word>daily|weekdays|quarterly|last working day)|(?<word>monthly)(?: (?<day>[1-9]|1\d|2[0-8]))?|(?<word>weekly)(?: (?<weekday>sunday|monday|tuesday|wednesday|thursday|friday|saturday))?)(?: (?<time>[\d:]+))?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    internal static partial Regex Simple();

    [GeneratedRegex(@"^[A-Za-z]+(?:[/_+-][A-Za-z0-9]+)*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Zone();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Spaces();
}
