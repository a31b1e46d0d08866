namespace Reporting.Warehouse.Demo;

/// <summary>The days of all engagements in order. Numbers grow over the years with two setbacks, and vary by season and weekday.</summary>
internal static class DemoDates
{
    public const int FirstYear = 2001;
    public const int LastYear = 2025;

    /// <summary>Nothing is later, because the data are as of the next day.</summary>
    public static readonly DateOnly LastDay = new(LastYear, 12, 31);

    private static readonly int[] Seasons = [7, 9, 11, 10, 11, 10, 8, 6, 10, 12, 12, 6];

    public static IEnumerable<DateOnly> Days(int engagements, DemoRandom random)
    {
        var months = (LastYear - FirstYear + 1) * 12;
        var weights = Enumerable.Range(0, months).Select(i => Year(FirstYear + (i / 12)) * Seasons[i % 12] * (80 + random.Below(41))).ToArray();
        var sum = weights.Sum();
        long before = 0;
        var given = 0;
        for (var i = 0; i < months; i++)
        {
            before += weights[i];
            var upTo = (int)((Int128)engagements * before / sum);
            foreach (var day in Month(FirstYear + (i / 12), (i % 12) + 1, upTo - given, random))
            {
                yield return day;
            }

            given = upTo;
        }
    }

    private static long Year(int year) => (40 + ((year - FirstYear) * 7)) * (year switch { 2009 => 88L, 2020 => 55, 2021 => 78, _ => 100 });

    private static IEnumerable<DateOnly> Month(int year, int month, int count, DemoRandom random)
    {
        var first = new DateOnly(year, month, 1);
        var length = DateTime.DaysInMonth(year, month);
        var choice = new WeightedChoice([.. Enumerable.Range(0, length).Select(d => first.AddDays(d).DayOfWeek switch
        {
            DayOfWeek.Saturday => 2L,
            DayOfWeek.Sunday => 3,
            DayOfWeek.Friday => 7,
            _ => 10,
        })]);
        var days = new int[length];
        for (var i = 0; i < count; i++)
        {
            days[choice.Draw(random)]++;
        }

        for (var d = 0; d < length; d++)
        {
            for (var i = 0; i < days[d]; i++)
            {
                yield return first.AddDays(d);
            }
        }
    }
}
