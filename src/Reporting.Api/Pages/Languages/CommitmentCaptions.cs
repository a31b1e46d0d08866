namespace Reporting.Api.Pages.Languages;

/// <summary>Texts of commitments on pages.</summary>
public sealed partial record CommitmentCaptions
{
    public required string Title { get; init; }

    public required string Heading { get; init; }

    public required string Commitment { get; init; }

    public required string Agreement { get; init; }

    public required string State { get; init; }

    public required string All { get; init; }

    /// <summary>{0}: a day.</summary>
    public required string OnDay { get; init; }

    public required string Day { get; init; }

    public required string Find { get; init; }

    public required string DueFrom { get; init; }

    public required string DueTo { get; init; }

    public required string NothingFound { get; init; }

    public required string Show { get; init; }

    public required string Due { get; init; }

    public required string NoDue { get; init; }

    /// <summary>{0}: a number of days.</summary>
    public required string DaysLate { get; init; }

    /// <summary>{0}: the day from which it is delivered or dropped.</summary>
    public required string Since { get; init; }

    public required string Parties { get; init; }

    public required string Target { get; init; }

    /// <summary>{0}: the score; {1}: the score in words.</summary>
    public required string Assessed { get; init; }

    public required string NoEvidence { get; init; }

    /// <summary>Beside evidence that does not count for the state.</summary>
    public required string NotCounted { get; init; }

    public required string Rule { get; init; }
}
