using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Imports.Records;

/// <summary>
/// One engagement as stated by the file. Every reader produces it, and the checks use nothing else.
/// All values are texts, cleaned by <see cref="TextRules.Clean"/>; empty when the file states none.
/// </summary>
public sealed record EngagementRecord(int Row, string Code)
{
    public string Title { get; init; } = "";

    public string Summary { get; init; } = "";

    public string Start { get; init; } = "";

    public string End { get; init; } = "";

    public string Type { get; init; } = "";

    public string TypeName { get; init; } = "";

    /// <summary>True when the type's code was derived from its name. The name then only names a new type. The category works the same way.</summary>
    public bool IsTypeOfName { get; init; }

    public bool IsCategoryOfName { get; init; }

    public string Category { get; init; } = "";

    public string CategoryName { get; init; } = "";

    public string City { get; init; } = "";

    public string PlaceCountry { get; init; } = "";

    public string Headcount { get; init; } = "";

    public string AmountUsd { get; init; } = "";

    public string Handling { get; init; } = "";

    public string Status { get; init; } = "";

    public string Review { get; init; } = "";

    public string ReviewedBy { get; init; } = "";

    public string ReviewedOn { get; init; } = "";

    /// <summary>Titles and summaries by language, only those that the file states.</summary>
    public IReadOnlyList<TextRecord> Texts { get; init; } = [];

    public List<DomainRecord> Domains { get; } = [];

    public List<ParticipationRecord> Lines { get; } = [];

    public List<SourceRecord> Sources { get; } = [];

    public List<StatementRecord> Statements { get; } = [];

    public List<RelationRecord> Relations { get; } = [];

    public List<CommitmentRecord> Commitments { get; } = [];

    /// <summary>The original rows of the file, with their numbers.</summary>
    public List<(int Row, string[] Values)> RawRows { get; } = [];

    /// <summary>
    /// Null for the native layout. For mapped files, the file's own names of native columns. Looser rules then apply: the first statement about a
    /// member holds, and a later contradiction is a warning.
    /// </summary>
    public IReadOnlyDictionary<string, string>? ColumnNames { get; init; }

    /// <summary>Accepted values that should be checked.</summary>
    public List<ImportWarning> Warnings { get; } = [];

    /// <summary>Values that the reader could not interpret.</summary>
    public List<RowError> Errors { get; } = [];
}

/// <summary>Title and summary in one language; empty when the file states none.</summary>
public sealed record TextRecord(string Language, string Title, string Summary);

/// <summary>One domain link as stated by the file, in texts; empty when it states none.</summary>
public sealed record DomainRecord(int Row, string Domain, string Name, string Group, string GroupName, string Weight, string Primary)
{
    /// <summary>True when the code was derived from the name. The name then only names a new member.</summary>
    public bool IsCodeOfName { get; init; }

    /// <summary>True when the group's code was derived from its name.</summary>
    public bool IsGroupOfName { get; init; }

    /// <summary>The file's column with the weight.</summary>
    public string WeightColumn { get; init; } = "Weight";
}

/// <summary>One source as stated by the file, in texts; empty when it states none.</summary>
public sealed record SourceRecord(int Row, string Source, string Publisher, string Title, string Url, string PublishedOn)
{
    public string Kind { get; init; } = "";
}

/// <summary>A statement of a source about a field of the engagement, in texts.</summary>
public sealed record StatementRecord(int Row, string Source, string Field, string Value);

/// <summary>One relation to another engagement as stated by the file, in texts; empty when it states none.</summary>
public sealed record RelationRecord(int Row, string Kind, string To, string Date, string Source);

/// <summary>A commitment as stated by one row, in texts; empty when it states none. A row may add one piece of evidence and one assessment.</summary>
public sealed record CommitmentRecord(int Row, string Code)
{
    public string Wording { get; init; } = "";

    /// <summary>The wording by language, in the order of <see cref="CommitmentRules.Languages"/>.</summary>
    public IReadOnlyList<string> Wordings { get; init; } = ["", "", ""];

    /// <summary>Codes of responsible parties.</summary>
    public IReadOnlyList<string> Parties { get; init; } = [];

    public string Domain { get; init; } = "";

    public string Due { get; init; } = "";

    public string Target { get; init; } = "";

    public string Unit { get; init; } = "";

    public string Source { get; init; } = "";

    public string Evidence { get; init; } = "";

    public string EvidenceKind { get; init; } = "";

    public string AssessedOn { get; init; } = "";

    public string Assessment { get; init; } = "";

    public string AssessmentSource { get; init; } = "";
}

/// <summary>One participation line as stated by the file, in texts; empty when it states none.</summary>
public sealed record ParticipationRecord(int Row)
{
    public string Participant { get; init; } = "";

    public string Name { get; init; } = "";

    /// <summary>True when the code was derived from the name. The name then only names a new member.</summary>
    public bool IsCodeOfName { get; init; }

    public string NameLocal { get; init; } = "";

    public string Kind { get; init; } = "";

    public string ParticipantCountry { get; init; } = "";

    public string Parent { get; init; } = "";

    public string Organisation { get; init; } = "";

    public string OrganisationName { get; init; } = "";

    public bool IsOrganisationCodeOfName { get; init; }

    public string OrganisationNameLocal { get; init; } = "";

    public string OrganisationKind { get; init; } = "";

    public string OrganisationCountry { get; init; } = "";

    public string Country { get; init; } = "";

    public string Role { get; init; } = "";

    public string Capacity { get; init; } = "";
}

/// <summary>Why an engagement was refused: the row (the header is row 1, as in a spreadsheet), the column, and what to do.</summary>
public sealed record RowError(int Row, string EngagementCode, string Column, string Value, string Reason, string Hint);

/// <summary>A value that was accepted but should be checked.</summary>
public sealed record ImportWarning(int Row, string Message);
