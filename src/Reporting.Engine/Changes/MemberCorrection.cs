namespace Reporting.Engine.Changes;

/// <summary>A member whose name or other attributes were corrected.</summary>
/// <param name="Dimension">The id of the dimension in the model.</param>
/// <param name="Fields">Old and new values. Callers under row rules see no old values.</param>
public sealed record MemberCorrection(string Dimension, string Code, string Name, IReadOnlyList<FieldChange> Fields);

/// <summary>A table of members that imports correct, and the dimension by which its members are known.</summary>
/// <param name="Dimension">Its name in ChangedMember.</param>
/// <param name="Attribute">The attribute of the star whose members it holds.</param>
internal sealed record CorrectedTable(string Dimension, string Table, string Key, string NameColumn, string Attribute, params CorrectedColumn[] Columns)
{
    public static readonly IReadOnlyList<CorrectedTable> All =
    [
        new("domain", "DimDomain", "DomainKey", "Name", "domain.domain",
            new("Name", "name", "domain.domain", IsListed: true), new("GroupCode", "group", "domain.group") { IsGroup = true }, new("GroupName", "groupName", "domain.group")),
        new("type", "DimEngagementType", "EngagementTypeKey", "Name", "type.type",
            new("Name", "name", "type.type", IsListed: true), new("CategoryCode", "category", "type.category", IsListed: true) { IsGroup = true }, new("CategoryName", "categoryName", "type.category", IsListed: true)),
        new("participant", "DimParticipant", "ParticipantKey", "Name", "participation.participant",
            new("Name", "name", "participation.participant", IsListed: true), new("NameLocal", "nameLocal", "participation.participant", IsListed: true),
            new("Kind", "kind", "participation.kind", IsListed: true) { IsGroup = true }, new("CountryCode", "country", "participation.country"),
            new("ParentKey", "parent", "participation.organisation") { IsOther = true }),
        new("source", "DimSource", "SourceKey", "Title", "source.source",
            new("Publisher", "publisher", "source.source", IsListed: true), new("Title", "title", "source.source", IsListed: true),
            new("Url", "url", "source.source", IsListed: true), new("PublishedOn", "publishedOn", "source.source", IsListed: true),
            new("Kind", "kind", "source.source", IsListed: true)),
    ];
}

/// <summary>A column that imports correct.</summary>
/// <param name="Field">Its name in answers.</param>
/// <param name="Attribute">A caller who does not see this attribute does not see the column.</param>
/// <param name="IsListed">True if a list of engagements shows it.</param>
internal sealed record CorrectedColumn(string Name, string Field, string Attribute, bool IsListed = false)
{
    /// <summary>True if row rules and groups depend on it.</summary>
    public bool IsGroup { get; init; }

    /// <summary>True for the key of another participant.</summary>
    public bool IsOther { get; init; }
}
