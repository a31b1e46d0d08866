namespace Reporting.Engine.Reports;

/// <summary>The measures of headlines that are not about engagements; the first is that of the first five members.</summary>
internal static class HeadlineMeasures
{
    public const string Overdue = "overdue";
    public const string Commitments = "commitments";
    public const string Delivered = "commitments_delivered";
    public const string DaysSinceLast = "days_since_last";
    public const string LongestGap = "longest_gap_days";

    public static IReadOnlyList<string> Of(HeadlineAbout about) => about switch
    {
        HeadlineAbout.Commitments => [Overdue, Commitments, Delivered],
        HeadlineAbout.Silence => [DaysSinceLast, LongestGap],
        _ => [],
    };
}
