namespace Reporting.Engine.Sql;

/// <summary>Whole numbers that the database sums. Measures are made of these and divided once, at the end.</summary>
public enum BaseAggregate
{
    Engagements,
    Agreements,
    AllocatedParts,
    AmountCents,
    AllocatedCentParts,
    Headcount,
    FirstDateKey,
    LastDateKey,
    LastPastDateKey,
    LongestGapDays,
    Participants,
    People,
    Organisations,
    Countries,
    Sources,
    WholeEngagements,
    EngagementsBefore,
    EngagementsRunning,
    DaysSinceLast,
}
