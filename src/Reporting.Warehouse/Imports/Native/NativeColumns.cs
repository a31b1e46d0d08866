using Reporting.Warehouse.Imports.Records;

namespace Reporting.Warehouse.Imports.Native;

/// <summary>The columns of the native file format.</summary>
public static class NativeColumns
{
    /// <summary>The languages in which a file may give titles and summaries, in addition to those in its own language.</summary>
    public static readonly IReadOnlyList<string> Languages = ["en", "hi", "he"];

    /// <summary>Columns that a file must have.</summary>
    public static readonly IReadOnlyList<string> Required = ["Code", "Title", "Start", "Type"];

    /// <summary>Columns with one value for each engagement: on its first row, and blank or equal on the others.</summary>
    public static readonly IReadOnlyList<string> Engagement =
    [
        "Title", "Summary", "Start", "End", "Type", "TypeName", "Category", "CategoryName", "City", "PlaceCountry", "Headcount", "AmountUsd", "Handling", "Status", "Review", "ReviewedBy", "ReviewedOn",
        .. Languages.Select(language => "Title." + language), .. Languages.Select(language => "Summary." + language),
    ];

    /// <summary>Columns of a domain link, one for each row.</summary>
    public static readonly IReadOnlyList<string> Domain = ["Domain", "DomainName", "DomainGroup", "DomainGroupName", "Weight", "Primary"];

    /// <summary>Columns of a participation line, one for each row.</summary>
    public static readonly IReadOnlyList<string> Line =
    [
        "Participant", "ParticipantName", "ParticipantNameLocal", "ParticipantKind", "ParticipantCountry", "ParticipantParent",
        "Organisation", "OrganisationName", "OrganisationNameLocal", "OrganisationKind", "OrganisationCountry", "Country", "Role", "Capacity",
    ];

    /// <summary>Columns of a source, one for each row.</summary>
    public static readonly IReadOnlyList<string> Source = ["Source", "SourcePublisher", "SourceTitle", "SourceUrl", "SourcePublishedOn", "SourceKind"];

    /// <summary>Columns of what the source of the row states about a field of the engagement.</summary>
    public static readonly IReadOnlyList<string> Statement = ["StatedField", "StatedValue"];

    /// <summary>Columns of a relation to another engagement, one for each row.</summary>
    public static readonly IReadOnlyList<string> Relation = ["Relation", "RelatedEngagement", "RelationDate", "RelationSource"];

    /// <summary>Columns of a commitment. Each row may add a commitment, a piece of evidence and an assessment.</summary>
    public static readonly IReadOnlyList<string> Commitment =
    [
        "Commitment", "CommitmentText", "CommitmentParties", "CommitmentDomain", "CommitmentDue", "CommitmentTarget", "CommitmentUnit", "CommitmentSource",
        "Evidence", "EvidenceKind", "AssessedOn", "Assessment", "AssessmentSource", .. CommitmentRules.Languages.Select(language => "CommitmentText." + language),
    ];

    /// <summary>Columns with text for reading. All others hold codes, dates or numbers.</summary>
    public static readonly IReadOnlyList<string> Texts =
    [
        "Title", "Summary", "TypeName", "CategoryName", "City", "ReviewedBy", "DomainName", "DomainGroupName", "ParticipantName", "ParticipantNameLocal",
        "OrganisationName", "OrganisationNameLocal", "Capacity", "StatedValue", "SourcePublisher", "SourceTitle", "SourceUrl", "CommitmentText", "CommitmentUnit",
        .. CommitmentRules.Languages.Select(language => "CommitmentText." + language), .. Languages.Select(language => "Title." + language), .. Languages.Select(language => "Summary." + language),
    ];

    /// <summary>Columns with a day. A time after it is not read.</summary>
    public static readonly IReadOnlyList<string> Days = ["Start", "End", "ReviewedOn", "SourcePublishedOn", "RelationDate", "CommitmentDue", "AssessedOn"];

    /// <summary>Columns with a number that figures add up.</summary>
    public static readonly IReadOnlyList<string> Numbers = ["Headcount", "AmountUsd"];

    /// <summary>All columns in the order of the documentation.</summary>
    public static readonly IReadOnlyList<string> All = ["Code", .. Engagement, .. Domain, .. Line, .. Source, .. Statement, .. Relation, .. Commitment];

    // The place of the first column by language.
    private const int FirstText = 17;

    /// <summary>The titles and summaries by language that a file states.</summary>
    /// <param name="values">The values of <see cref="Engagement"/>.</param>
    internal static IReadOnlyList<TextRecord> TextsOf(IReadOnlyList<string> values) =>
    [
        .. Languages.Select((language, i) => new TextRecord(language, values[FirstText + i], values[FirstText + Languages.Count + i])).Where(text => text.Title.Length + text.Summary.Length > 0),
    ];
}
