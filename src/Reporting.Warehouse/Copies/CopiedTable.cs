namespace Reporting.Warehouse.Copies;

/// <summary>A table of the star: the order in which its rows are read, and the tables that it refers to.</summary>
/// <param name="HasYears">True when its rows have a year; the table is then compared year by year.</param>
internal sealed record CopiedTable(string Name, string Key, bool HasYears, params TableReference[] References)
{
    /// <summary>All tables of the star. A table comes after those that it refers to.</summary>
    public static readonly IReadOnlyList<CopiedTable> All =
    [
        new("DimDate", "DateKey", HasYears: true),
        new("DimCountry", "CountryCode", HasYears: false),
        new("DimDomain", "DomainKey", HasYears: false),
        new("DimEngagementType", "EngagementTypeKey", HasYears: false),
        new("DimSource", "SourceKey", HasYears: false),
        new("DimHandling", "HandlingKey", HasYears: false),
        new("DimParticipant", "ParticipantKey", HasYears: false, Country, new("ParentKey", "DimParticipant", "ParticipantKey")),
        new("DimPlace", "PlaceKey", HasYears: false, Country),
        new("Import", "ImportKey", HasYears: false),
        new("FactEngagement", "EngagementKey", HasYears: true,
            new("StartDateKey", "DimDate", "DateKey"), new("EndDateKey", "DimDate", "DateKey"), new("EngagementTypeKey", "DimEngagementType", "EngagementTypeKey"),
            new("PlaceKey", "DimPlace", "PlaceKey"), new("ImportKey", "Import", "ImportKey")),
        new("BridgeEngagementDomain", "EngagementKey, DomainKey", HasYears: true, Engagement, new("DomainKey", "DimDomain", "DomainKey")),
        new("BridgeEngagementParticipant", "EngagementKey, [LineNo]", HasYears: true, Engagement, Country,
            new("ParticipantKey", "DimParticipant", "ParticipantKey"), new("OnBehalfOfKey", "DimParticipant", "ParticipantKey"), new("OrganisationKey", "DimParticipant", "ParticipantKey")),
        new("BridgeEngagementSource", "EngagementKey, SourceKey", HasYears: true, Engagement, new("SourceKey", "DimSource", "SourceKey")),
        new("EngagementRelation", "EngagementKey, Kind, TargetCode", HasYears: false, Engagement, new("DateKey", "DimDate", "DateKey"), new("SourceKey", "DimSource", "SourceKey")),
        new("EngagementText", "EngagementKey, Language", HasYears: false, Engagement),
        new("EngagementCommitment", "EngagementKey, Code", HasYears: false, Engagement,
            new("DomainKey", "DimDomain", "DomainKey"), new("DueDateKey", "DimDate", "DateKey"), new("SourceKey", "DimSource", "SourceKey")),
        new("CommitmentParty", "EngagementKey, Code, ParticipantKey", HasYears: false, Engagement, new("ParticipantKey", "DimParticipant", "ParticipantKey")),
        new("CommitmentEvidence", "EngagementKey, Code, TargetCode", HasYears: false, Engagement),
        new("CommitmentAssessment", "EngagementKey, Code, DateKey, SourceKey", HasYears: false, Engagement, new("DateKey", "DimDate", "DateKey"), new("SourceKey", "DimSource", "SourceKey")),
        new("EngagementStatement", "EngagementKey, SourceKey, Field", HasYears: false, Engagement, new("SourceKey", "DimSource", "SourceKey")),
        new("ImportConfirmation", "ImportKey, Code", HasYears: false),
        new("PastEngagement", "PastImportKey, EngagementKey", HasYears: false),
        new("PastEngagementDomain", "PastImportKey, EngagementKey, DomainKey", HasYears: false),
        new("PastEngagementParticipant", "PastImportKey, EngagementKey, LineNumber", HasYears: false),
        new("PastEngagementSource", "PastImportKey, EngagementKey, SourceKey", HasYears: false),
        new("PastEngagementRelation", "PastImportKey, EngagementKey, Kind, TargetCode", HasYears: false),
        new("PastEngagementText", "PastImportKey, EngagementKey, Language", HasYears: false),
        new("PastEngagementCommitment", "PastImportKey, EngagementKey, Code", HasYears: false),
        new("PastCommitmentParty", "PastImportKey, EngagementKey, Code, ParticipantKey", HasYears: false),
        new("PastCommitmentEvidence", "PastImportKey, EngagementKey, Code, TargetCode", HasYears: false),
        new("PastCommitmentAssessment", "PastImportKey, EngagementKey, Code, DateKey, SourceKey", HasYears: false),
        new("PastEngagementStatement", "PastImportKey, EngagementKey, SourceKey, Field", HasYears: false),
        new("PastMember", "PastImportKey, Dimension, MemberKey, Attribute", HasYears: false),
        new("ChangedEngagement", "Version, Code", HasYears: false),
        new("ChangedEngagementDomain", "Version, EngagementKey, DomainKey", HasYears: false),
        new("ChangedEngagementParticipant", "Version, EngagementKey, LineNumber", HasYears: false),
        new("ChangedEngagementSource", "Version, EngagementKey, SourceKey", HasYears: false),
        new("ChangedEngagementRelation", "Version, EngagementKey, Kind, TargetCode", HasYears: false),
        new("ChangedEngagementText", "Version, EngagementKey, Language", HasYears: false),
        new("ChangedEngagementCommitment", "Version, EngagementKey, Code", HasYears: false),
        new("ChangedCommitmentParty", "Version, EngagementKey, Code, ParticipantKey", HasYears: false),
        new("ChangedCommitmentEvidence", "Version, EngagementKey, Code, TargetCode", HasYears: false),
        new("ChangedCommitmentAssessment", "Version, EngagementKey, Code, DateKey, SourceKey", HasYears: false),
        new("ChangedEngagementStatement", "Version, EngagementKey, SourceKey, Field", HasYears: false),
        new("ChangedMember", "Version, Dimension, MemberKey, Attribute", HasYears: false),
        new("AddedMember", "Version, Dimension, MemberKey", HasYears: false),
    ];

    private static TableReference Country => new("CountryCode", "DimCountry", "CountryCode");

    private static TableReference Engagement => new("EngagementKey", "FactEngagement", "EngagementKey");
}

/// <summary>A column whose values, unless null, are keys of another table.</summary>
internal sealed record TableReference(string Column, string Table, string Key);
