using System.Globalization;
using Reporting.Warehouse.Dates;
using Reporting.Warehouse.Imports.Records;
using Reporting.Warehouse.Members;

namespace Reporting.Warehouse.Imports.Checks;

/// <summary>Checks whether an engagement was reviewed, by whom and when. Without a statement in the file it is reviewed.</summary>
internal static class ReviewCheck
{
    private const int MaxName = 200;

    public static CheckedReview Check(EngagementRecord record, RecordErrors findings)
    {
        var isDraft = findings.OneOf(record.Row, "Review", record.Review, ReviewState.Words) == ReviewState.Draft;
        if (isDraft && (record.ReviewedBy.Length > 0 || record.ReviewedOn is not ("" or UnknownMembers.Code)))
        {
            findings.Refuse(record.Row, "Review", record.Review, "A draft was not reviewed, but the row says by whom or when.", "Write reviewed, or leave ReviewedBy and ReviewedOn blank.");
        }

        return new CheckedReview(isDraft, findings.Text(record.Row, "ReviewedBy", record.ReviewedBy, MaxName), Day(record, findings));
    }

    private static string? Day(EngagementRecord record, RecordErrors findings)
    {
        if (record.ReviewedOn.Length == 0 || record.ReviewedOn == UnknownMembers.Code)
        {
            return null;
        }

        if (PartialDate.TryParse(record.ReviewedOn, out var date) && date.Exact is { } day && day.Year is >= DateRows.FirstYear and <= DateRows.LastYear)
        {
            return day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        }

        findings.Refuse(record.Row, "ReviewedOn", record.ReviewedOn, "It is not a day.", "Write it as 2022-06-02, or leave it blank.");
        return null;
    }
}
