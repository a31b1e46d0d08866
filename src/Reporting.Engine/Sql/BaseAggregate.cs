namespace Reporting.Engine.Sql;

/// <summary>Whole numbers that the database sums. Measures are computed from them, with one division at the end.</summary>
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

    /// <summary>The engagements of the whole query, which divide a share.</summary>
    WholeEngagements,

    /// <summary>The engagements of the previous calendar period.</summary>
    EngagementsBefore,

    /// <summary>The engagements of all periods up to this one.</summary>
    EngagementsRunning,
    DaysSinceLast,
    Commitments,
    AgreementsWithoutFollowUp,
    DaysToFollowUp,
}
