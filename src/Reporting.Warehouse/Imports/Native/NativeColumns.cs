namespace Reporting.Warehouse.Imports.Native;

/// <summary>The columns of the native file format.</summary>
public static class NativeColumns
{
    /// <summary>Columns that a file must have.</summary>
    public static readonly IReadOnlyList<string> Required = ["Code", "Title", "Start", "Type"];

    /// <summary>Columns with one value for each engagement: on its first row, and blank or equal on the others.</summary>
    public static readonly IReadOnlyList<string> Engagement =
    [
        "Title", "Summary", "Start", "End", "Type", "TypeName", "Category", "CategoryName", "City", "PlaceCountry", "Headcount", "AmountUsd", "Handling",
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
    public static readonly IReadOnlyList<string> Source = ["Source", "SourcePublisher", "SourceTitle", "SourceUrl", "SourcePublishedOn"];

    /// <summary>Columns with text for reading. All others hold codes, dates or numbers.</summary>
    public static readonly IReadOnlyList<string> Texts =
    [
        "Title", "Summary", "TypeName", "CategoryName", "City", "DomainName", "DomainGroupName", "ParticipantName", "ParticipantNameLocal",
        "OrganisationName", "OrganisationNameLocal", "Capacity", "SourcePublisher", "SourceTitle", "SourceUrl",
    ];

    /// <summary>Columns with a day. A time after it is not read.</summary>
    public static readonly IReadOnlyList<string> Days = ["Start", "End", "SourcePublishedOn"];

    /// <summary>Columns with a number that figures add up.</summary>
    public static readonly IReadOnlyList<string> Numbers = ["Headcount", "AmountUsd"];

    /// <summary>All columns in the order of the documentation.</summary>
    public static readonly IReadOnlyList<string> All = ["Code", .. Engagement, .. Domain, .. Line, .. Source];
}
