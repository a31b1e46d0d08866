namespace Reporting.Warehouse.Imports.Staging;

/// <summary>A staging table with its columns. The first column is its key.</summary>
internal sealed record StageTable(string Name, params IReadOnlyList<string> Columns)
{
    public static readonly StageTable Engagement = new(
        "StageEngagement", "RecordNo", "Code", "Title", "SearchTitle", "Summary", "StartDateKey", "EndDateKey", "YearKey", "EngagementTypeKey", "PlaceKey",
        "Headcount", "AmountCents", "Handling", "ImportRow", "RowHash", "EngagementKey", "Change", "AmountRest", "StatusKey", "ReviewKey", "ReviewedBy", "ReviewedOn");

    public static readonly StageTable DomainLink = new("StageDomainLink", "RecordNo", "DomainKey", "WeightParts", "IsPrimary");

    public static readonly StageTable Line = new(
        "StageLine", "RecordNo", "LineNumber", "ParticipantKey", "OnBehalfOfKey", "OrganisationKey", "CountryCode", "Role", "Capacity");

    public static readonly StageTable SourceLink = new("StageSourceLink", "RecordNo", "SourceKey");

    public static readonly StageTable Relation = new("StageRelation", "RecordNo", "RelationNo", "Kind", "TargetCode", "DateKey", "SourceKey");

    public static readonly StageTable Commitment = new(
        "StageCommitment", "RecordNo", "OrderNo", "Code", "Wording", "WordingEn", "WordingHi", "WordingHe", "DomainKey", "DueDateKey", "Target", "Unit", "SourceKey");

    public static readonly StageTable CommitmentParty = new("StageCommitmentParty", "RecordNo", "LinkNo", "Code", "ParticipantKey");

    public static readonly StageTable CommitmentEvidence = new("StageCommitmentEvidence", "RecordNo", "LinkNo", "Code", "TargetCode", "Kind");

    public static readonly StageTable CommitmentAssessment = new("StageCommitmentAssessment", "RecordNo", "LinkNo", "Code", "DateKey", "SourceKey", "Score");

    public static readonly StageTable Text = new("StageText", "RecordNo", "Language", "Title", "Summary");

    public static readonly StageTable Refused = new("StageRefused", "Code");

    public static readonly StageTable Leaving = new("StageLeaving", "EngagementKey");

    /// <summary>Engagements touched by the import to be undone, the next import that touched each, and the one that stated it again.</summary>
    public static readonly StageTable Undo = new("StageUndo", "Code", "NextImportKey", "ConfirmedBy");

    public static readonly StageTable Domain = new("StageDomain", "DomainKey", "Code", "Name", "GroupCode", "GroupName", "IsNew");

    public static readonly StageTable EngagementType = new("StageEngagementType", "EngagementTypeKey", "Code", "Name", "CategoryCode", "CategoryName", "IsNew");

    public static readonly StageTable Participant = new(
        "StageParticipant", "ParticipantKey", "Code", "Name", "NameLocal", "Kind", "CountryCode", "ParentKey", "IsNew", "IsOtherKind", "IsActedFor");

    public static readonly StageTable Place = new("StagePlace", "PlaceKey", "Code", "City", "CountryCode");

    public static readonly StageTable Source = new("StageSource", "SourceKey", "Code", "Publisher", "Title", "Url", "PublishedOn", "IsNew", "Kind");

    public static readonly StageTable Statement = new("StageStatement", "RecordNo", "LinkNo", "SourceKey", "Field", "Value");

    public static readonly StageTable Date = new(
        "StageDate", "DateKey", "Date", "Year", "Quarter", "Month", "FiscalYear", "YearKey", "QuarterKey", "MonthKey", "FiscalYearKey", "FirstDay", "LastDay", "Label");

    public static readonly IReadOnlyList<StageTable> All =
        [Engagement, DomainLink, Line, SourceLink, Statement, Relation, Commitment, CommitmentParty, CommitmentEvidence, CommitmentAssessment, Text, Refused, Leaving, Undo, Domain, EngagementType, Participant, Place, Source, Date];

    /// <summary>True for tables of members, which are found by code.</summary>
    public bool HasCode => this != Engagement && !IsLink && Columns.Contains("Code", StringComparer.Ordinal) && Columns[0] != "Code";

    private bool IsLink => this == DomainLink || this == Line || this == SourceLink || this == Statement || this == Relation || this == Text
        || this == Commitment || this == CommitmentParty || this == CommitmentEvidence || this == CommitmentAssessment;

    /// <summary>The statement for a temporary SQLite table. Columns have no type and store any value unchanged.</summary>
    public string CreateTemporary() => this switch
    {
        { IsLink: true } => $"CREATE TEMP TABLE {Name} ({string.Join(", ", Columns)}, PRIMARY KEY ({Columns[0]}, {Columns[1]})) WITHOUT ROWID;",
        { HasCode: true } => $"CREATE TEMP TABLE {Name} ({Columns[0]} INTEGER PRIMARY KEY, {string.Join(", ", Columns.Skip(1))}); CREATE UNIQUE INDEX temp.IX_{Name}_Code ON {Name} (Code);",
        { Columns: ["Code", ..] } => $"CREATE TEMP TABLE {Name} (Code TEXT PRIMARY KEY{string.Concat(Columns.Skip(1).Select(c => $", {c}"))}) WITHOUT ROWID;",
        _ => $"CREATE TEMP TABLE {Name} ({Columns[0]} INTEGER PRIMARY KEY{string.Concat(Columns.Skip(1).Select(c => $", {c}"))});",
    };

    public string Insert() => $"REPLACE INTO {Name} ({string.Join(", ", Columns)}) VALUES ({string.Join(", ", Columns.Select(_ => "?"))})";

    public string Select() => $"SELECT {string.Join(", ", Columns)} FROM {Name} ORDER BY 1";
}
