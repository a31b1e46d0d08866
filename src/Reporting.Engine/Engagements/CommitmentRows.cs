namespace Reporting.Engine.Engagements;

// The rows that CommitmentReader reads.
internal sealed class CommitmentRow
{
    public int EngagementKey { get; init; }

    public int OrderNo { get; init; }

    public string Code { get; init; } = "";

    public string Wording { get; init; } = "";

    public string? WordingEn { get; init; }

    public string? WordingHi { get; init; }

    public string? WordingHe { get; init; }

    public int DomainKey { get; init; }

    public string DomainCode { get; init; } = "";

    public string DomainName { get; init; } = "";

    public string GroupCode { get; init; } = "";

    public int DueDateKey { get; init; }

    public string? Target { get; init; }

    public string? Unit { get; init; }

    public string SourceCode { get; init; } = "";

    public string Publisher { get; init; } = "";

    public string SourceTitle { get; init; } = "";

    public string SourceKind { get; init; } = "";

    public string? Url { get; init; }

    public string EngagementCode { get; init; } = "";

    public string Title { get; init; } = "";

    public string Handling { get; init; } = "";

    public int StartDateKey { get; init; }

    /// <summary>In the order of the languages of the file format.</summary>
    public IReadOnlyList<string?> Wordings => [WordingEn, WordingHi, WordingHe];
}

internal sealed class EvidenceRow
{
    public int EngagementKey { get; init; }

    /// <summary>The code of the commitment; empty for evidence about all commitments of the engagement.</summary>
    public string Commitment { get; init; } = "";

    public string Kind { get; init; } = "";

    /// <summary>The date of the relation that cancels or replaces the agreement; 0 if it states none.</summary>
    public int DateKey { get; init; }

    public string Code { get; init; } = "";

    public string Title { get; init; } = "";

    public string Handling { get; init; } = "";

    public int StartDateKey { get; init; }

    public int StatusKey { get; init; }
}

internal sealed class AssessmentRow
{
    public int EngagementKey { get; init; }

    public string Commitment { get; init; } = "";

    public int DateKey { get; init; }

    public int Score { get; init; }

    public string SourceCode { get; init; } = "";

    public string Publisher { get; init; } = "";

    public string SourceTitle { get; init; } = "";

    public string SourceKind { get; init; } = "";

    public string? Url { get; init; }
}

internal sealed class PartyRow
{
    public int EngagementKey { get; init; }

    public string Commitment { get; init; } = "";

    public string Code { get; init; } = "";

    public string Name { get; init; } = "";

    public string? NameLocal { get; init; }
}

// Two countries with participants in the same engagement, in order of their codes.
internal sealed class PairRow
{
    public int EngagementKey { get; init; }

    public string First { get; init; } = "";

    public string FirstName { get; init; } = "";

    public string Second { get; init; } = "";

    public string SecondName { get; init; } = "";
}
