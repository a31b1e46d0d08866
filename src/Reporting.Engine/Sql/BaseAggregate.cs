namespace Reporting.Engine.Sql;

/// <summary>Whole numbers as the database sums them; measures are made of these, divided once at the end.</summary>
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
    Participants,
    People,
    Organisations,
    Countries,
    Sources,
    WholeEngagements,
    EngagementsBefore,
    EngagementsRunning,
}
