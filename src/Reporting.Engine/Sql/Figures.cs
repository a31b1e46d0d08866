using Reporting.Engine.Model;

namespace Reporting.Engine.Sql;

/// <summary>The raw figures that each measure is made of.</summary>
internal static class Figures
{
    public static IReadOnlyList<RawFigure> Of(MeasureKind measure) => measure switch
    {
        MeasureKind.Engagements => [RawFigure.Engagements],
        MeasureKind.AllocatedEngagements => [RawFigure.AllocatedParts],
        MeasureKind.EngagementShare => [RawFigure.Engagements, RawFigure.WholeEngagements],
        MeasureKind.Participants => [RawFigure.Participants],
        MeasureKind.People => [RawFigure.People],
        MeasureKind.Organisations => [RawFigure.Organisations],
        MeasureKind.Countries => [RawFigure.Countries],
        MeasureKind.Agreements => [RawFigure.Agreements],
        MeasureKind.Sources => [RawFigure.Sources],
        MeasureKind.FirstDate => [RawFigure.FirstDateKey],
        MeasureKind.LastDate => [RawFigure.LastDateKey],
        MeasureKind.Headcount => [RawFigure.Headcount],
        MeasureKind.AmountUsd => [RawFigure.AmountCents],
        MeasureKind.AllocatedAmountUsd => [RawFigure.AllocatedCentParts],
        MeasureKind.EngagementsRunning => [RawFigure.Engagements, RawFigure.EngagementsRunning],
        _ => [RawFigure.Engagements, RawFigure.EngagementsBefore],
    };

    /// <summary>Counts are 0 where there is nothing to count; sums, dates and shares of nothing are unknown.</summary>
    public static bool IsZeroWhenEmpty(RawFigure figure) =>
        figure is not (RawFigure.Headcount or RawFigure.AmountCents or RawFigure.AllocatedCentParts or RawFigure.FirstDateKey or RawFigure.LastDateKey);

    public static bool IsCounted(RawFigure figure) =>
        figure is not (RawFigure.WholeEngagements or RawFigure.EngagementsBefore or RawFigure.EngagementsRunning);
}
