using System.Globalization;
using Reporting.Delivery.Schedules;

namespace Reporting.Delivery.Tests.Schedules;

/// <summary>Compares a year of schedules with due-times.txt, which due_times.py computes with another implementation.</summary>
public sealed class DueTimesTests
{
    private static readonly DateTimeOffset Start = new(2026, 12, 29, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset End = new(2028, 1, 3, 0, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, string> Schedules
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var schedule in Lines().Select(line => (line[0], line[1])).Distinct())
            {
                data.Add(schedule.Item1, schedule.Item2);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Schedules))]
    public void The_due_times_of_a_year_equal_the_list(string text, string zone)
    {
        var expected = Lines().Where(line => line[0] == text && line[1] == zone).Select(line => $"{line[2]} {line[3]}").ToList();
        var schedule = ScheduleReader.Read(text, zone).Value!;
        Assert.Equal(expected, schedule.Between(Start, End).Where(occurrence => occurrence.WallClock.Year == 2027).Select(Line));
    }

    [Theory]
    [MemberData(nameof(Schedules))]
    public void Small_steps_find_the_same_due_times_once_each(string text, string zone)
    {
        var schedule = ScheduleReader.Read(text, zone).Value!;
        var whole = schedule.Between(Start, Start.AddDays(320)).Select(o => o.Key).ToList();
        var steps = new List<string>();
        for (var at = Start; at < Start.AddDays(320); at = at.AddHours(7))
        {
            var until = at.AddHours(7) < Start.AddDays(320) ? at.AddHours(7) : Start.AddDays(320);
            steps.AddRange(schedule.Between(at, until).Select(o => o.Key));
        }

        Assert.Equal(whole, steps);
        Assert.Equal(whole.Count, whole.Distinct().Count());
    }

    [Fact]
    public void The_list_has_fourteen_schedules_in_ten_zones()
    {
        Assert.Equal(14, Lines().Select(line => (line[0], line[1])).Distinct().Count());
        Assert.Equal(10, Lines().Select(line => line[1]).Distinct().Count());
    }

    private static string Line(Occurrence occurrence) => $"{occurrence.Key} {occurrence.Due.UtcDateTime.ToString("yyyy-MM-ddTHH:mm'Z'", CultureInfo.InvariantCulture)}";

    private static IEnumerable<string[]> Lines() =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Schedules", "due-times.txt")).Select(line => line.Split(" | "));
}
