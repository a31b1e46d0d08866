using Reporting.Warehouse.Dates;

namespace Reporting.Warehouse.Imports;

/// <summary>Values that may be right, but seldom are: they are taken, with a warning.</summary>
internal static class Suspicions
{
    private const int EarliestUsual = 1900;
    private const int YearsAhead = 5;
    private const int LongTitle = 500;

    public static void Look(EngagementRecord record, StatedDate start, StatedDate end, int thisYear, Findings findings)
    {
        Look(record, start, "start", thisYear, findings);
        if (end != start)
        {
            Look(record, end, "end", thisYear, findings);
        }

        if (record.Title.Length > LongTitle)
        {
            findings.Warn(record.Row, $"The title has {record.Title.Length:N0} characters, which is unusually long.");
        }
    }

    private static void Look(EngagementRecord record, StatedDate date, string which, int thisYear, Findings findings)
    {
        if (!date.IsUnknown && (date.Year < EarliestUsual || date.Year > thisYear + YearsAhead))
        {
            findings.Warn(record.Row, $"The {which}, {date}, is {(date.Year < EarliestUsual ? "long ago" : "far in the future")}: is it a typing error?");
        }
    }
}
