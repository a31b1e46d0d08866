using Reporting.Warehouse.Dates;
using Reporting.Warehouse.Imports.Records;

namespace Reporting.Warehouse.Imports.Checks;

/// <summary>Warns about unusual values. The rows are imported.</summary>
internal static class PlausibilityWarnings
{
    private const int EarliestUsual = 1900;
    private const int YearsAhead = 5;
    private const int LongTitle = 500;

    public static void Look(EngagementRecord record, PartialDate start, PartialDate end, int thisYear, RecordErrors findings)
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

    private static void Look(EngagementRecord record, PartialDate date, string which, int thisYear, RecordErrors findings)
    {
        if (!date.IsUnknown && (date.Year < EarliestUsual || date.Year > thisYear + YearsAhead))
        {
            findings.Warn(record.Row, $"The {which}, {date}, is {(date.Year < EarliestUsual ? "long ago" : "far in the future")}. Check for a typing error.");
        }
    }
}
