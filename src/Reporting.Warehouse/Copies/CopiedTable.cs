namespace Reporting.Warehouse.Copies;

/// <summary>A table of the star: in which order its rows are read, and what its columns refer to.</summary>
/// <param name="HasYears">Its rows are of years, so that it is compared year by year.</param>
internal sealed record CopiedTable(string Name, string Key, bool HasYears, params TableReference[] References)
{
    /// <summary>All tables of the star; those that others refer to come first.</summary>
    public static readonly IReadOnlyList<CopiedTable> All =
    [
        new("DimDate", "DateKey", HasYears: true),
        new("DimCountry", "CountryCode", HasYears: false),
        new("DimDomain", "DomainKey", HasYears: false),
        new("DimEngagementType", "EngagementTypeKey", HasYears: false),
        new("DimSource", "SourceKey", HasYears: false),
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
        new("ImportConfirmation", "ImportKey, Code", HasYears: false),
        new("PastEngagement", "PastImportKey, EngagementKey", HasYears: false),
        new("PastEngagementDomain", "PastImportKey, EngagementKey, DomainKey", HasYears: false),
        new("PastEngagementParticipant", "PastImportKey, EngagementKey, LineNumber", HasYears: false),
        new("PastEngagementSource", "PastImportKey, EngagementKey, SourceKey", HasYears: false),
        new("PastMember", "PastImportKey, Dimension, MemberKey, Attribute", HasYears: false),
    ];

    private static TableReference Country => new("CountryCode", "DimCountry", "CountryCode");

    private static TableReference Engagement => new("EngagementKey", "FactEngagement", "EngagementKey");
}

/// <summary>A column whose values, where it has one, are keys of another table.</summary>
internal sealed record TableReference(string Column, string Table, string Key);
