namespace Reporting.Engine.Model;

/// <summary>The way in which a measure counts or sums. The model names and describes each; docs/counting.md has the rules.</summary>
public enum MeasureKind
{
    Engagements,
    AllocatedEngagements,
    EngagementShare,
    Participants,
    People,
    Organisations,
    Countries,
    Agreements,
    Sources,
    FirstDate,
    LastDate,
    DaysSinceLast,
    LongestGapDays,
    Headcount,
    AmountUsd,
    AllocatedAmountUsd,
    EngagementsChange,
    EngagementsChangePct,
    EngagementsRunning,
    Commitments,
    AgreementsWithoutFollowUp,
    DaysToFollowUp,
}
