using Reporting.Engine.Model;

namespace Reporting.Engine.Sql.Aggregates;

/// <summary>The base aggregates of each measure.</summary>
internal static class BaseAggregates
{
    public static IReadOnlyList<BaseAggregate> Of(MeasureKind measure) => measure switch
    {
        MeasureKind.Engagements => [BaseAggregate.Engagements],
        MeasureKind.AllocatedEngagements => [BaseAggregate.AllocatedParts],
        MeasureKind.EngagementShare => [BaseAggregate.Engagements, BaseAggregate.WholeEngagements],
        MeasureKind.Participants => [BaseAggregate.Participants],
        MeasureKind.People => [BaseAggregate.People],
        MeasureKind.Organisations => [BaseAggregate.Organisations],
        MeasureKind.Countries => [BaseAggregate.Countries],
        MeasureKind.Agreements => [BaseAggregate.Agreements],
        MeasureKind.Sources => [BaseAggregate.Sources],
        MeasureKind.FirstDate => [BaseAggregate.FirstDateKey],
        MeasureKind.LastDate => [BaseAggregate.LastDateKey],
        MeasureKind.DaysSinceLast => [BaseAggregate.LastPastDateKey, BaseAggregate.DaysSinceLast],
        MeasureKind.LongestGapDays => [BaseAggregate.LongestGapDays],
        MeasureKind.Headcount => [BaseAggregate.Headcount],
        MeasureKind.AmountUsd => [BaseAggregate.AmountCents],
        MeasureKind.AllocatedAmountUsd => [BaseAggregate.AllocatedCentParts],
        MeasureKind.EngagementsRunning => [BaseAggregate.Engagements, BaseAggregate.EngagementsRunning],
        MeasureKind.Commitments => [BaseAggregate.Commitments],
        MeasureKind.AgreementsWithoutFollowUp => [BaseAggregate.AgreementsWithoutFollowUp],
        MeasureKind.DaysToFollowUp => [BaseAggregate.DaysToFollowUp],
        _ => [BaseAggregate.Engagements, BaseAggregate.EngagementsBefore],
    };

    /// <summary>Counts of nothing are 0; sums, dates, gaps and shares of nothing are unknown.</summary>
    public static bool IsZeroWhenEmpty(BaseAggregate figure) => figure is not (
        BaseAggregate.Headcount or BaseAggregate.AmountCents or BaseAggregate.AllocatedCentParts
        or BaseAggregate.FirstDateKey or BaseAggregate.LastDateKey or BaseAggregate.LastPastDateKey or BaseAggregate.LongestGapDays or BaseAggregate.DaysToFollowUp);

    public static bool IsCounted(BaseAggregate figure) =>
        figure is not (BaseAggregate.WholeEngagements or BaseAggregate.EngagementsBefore or BaseAggregate.EngagementsRunning or BaseAggregate.DaysSinceLast);
}
