namespace Reporting.Warehouse.Imports.Native;

/// <summary>The columns of the native file format.</summary>
public static class NativeColumns
{
    /// <summary>Columns that a file must have.</summary>
    public static readonly IReadOnlyList<string> Required = ["Code", "Title", "Start", "Type"];

    /// <summary>What an engagement has once: stands on its first row, blank or equal on the next.</summary>
    public static readonly IReadOnlyList<string> Engagement =
    [
        "Title", "Summary", "Start", "End", "Type", "TypeName", "Category", "CategoryName", "City", "PlaceCountry", "Headcount", "AmountUsd", "Handling",
    ];

    /// <summary>One domain link a row.</summary>
    public static readonly IReadOnlyList<string> Domain = ["Domain", "DomainName", "DomainGroup", "DomainGroupName", "Weight", "Primary"];

    /// <summary>One participation line a row.</summary>
    public static readonly IReadOnlyList<string> Line =
    [
        "Participant", "ParticipantName", "ParticipantNameLocal", "ParticipantKind", "ParticipantCountry", "ParticipantParent",
        "Organisation", "OrganisationName", "OrganisationNameLocal", "OrganisationKind", "OrganisationCountry", "Country", "Role", "Capacity",
    ];

    /// <summary>One source a row.</summary>
    public static readonly IReadOnlyList<string> Source = ["Source", "SourcePublisher", "SourceTitle", "SourceUrl", "SourcePublishedOn"];

    /// <summary>Texts that people read; all others hold codes, dates or numbers.</summary>
    public static readonly IReadOnlyList<string> Texts =
    [
        "Title", "Summary", "TypeName", "CategoryName", "City", "DomainName", "DomainGroupName", "ParticipantName", "ParticipantNameLocal",
        "OrganisationName", "OrganisationNameLocal", "Capacity", "SourcePublisher", "SourceTitle", "SourceUrl",
    ];

    /// <summary>All of them, in the order in which the format is documented.</summary>
    public static readonly IReadOnlyList<string> All = ["Code", .. Engagement, .. Domain, .. Line, .. Source];
}
