using Reporting.Warehouse.Imports.Records;

namespace Reporting.Warehouse.Imports.Checks;

/// <summary>Checks the status of an engagement.</summary>
internal static class StatusCheck
{
    /// <summary>The position in <see cref="EngagementStatus.Words"/>; 0 when the file states none, -1 for a refused word.</summary>
    public static int Check(EngagementRecord record, RecordErrors findings)
    {
        if (record.Status == EngagementStatus.NotConfirmed)
        {
            findings.Refuse(record.Row, "Status", record.Status, "It follows from the date, and no file states it.", "Write planned. When the day has passed, the engagement is shown as not confirmed.");
            return 0;
        }

        return findings.OneOf(record.Row, "Status", record.Status, EngagementStatus.Words) is { Length: > 0 } status ? EngagementStatus.Words.ToList().IndexOf(status) : 0;
    }
}
