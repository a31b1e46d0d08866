namespace Reporting.Engine.Model;

/// <summary>What a measure counts or sums; the model names and describes each. Rules: docs/counting.md.</summary>
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
    Headcount,
    AmountUsd,
    AllocatedAmountUsd,
    EngagementsChange,
    EngagementsChangePct,
    EngagementsRunning,
}
