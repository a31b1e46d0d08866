namespace Reporting.Warehouse.Imports;

/// <summary>
/// One engagement as a file states it: what every reader (mapping) produces and the only thing that the checks know.
/// All values are texts, cleaned by <see cref="TextRules.Clean"/>; empty where the file says nothing.
/// </summary>
public sealed record EngagementRecord(int Row, string Code)
{
    public string Title { get; init; } = "";

    public string Summary { get; init; } = "";

    public string Start { get; init; } = "";

    public string End { get; init; } = "";

    public string Type { get; init; } = "";

    public string TypeName { get; init; } = "";

    public string Category { get; init; } = "";

    public string CategoryName { get; init; } = "";

    public string City { get; init; } = "";

    public string PlaceCountry { get; init; } = "";

    public string Headcount { get; init; } = "";

    public string AmountUsd { get; init; } = "";

    public string Handling { get; init; } = "";

    public List<DomainRecord> Domains { get; } = [];

    public List<ParticipationRecord> Lines { get; } = [];

    public List<SourceRecord> Sources { get; } = [];

    /// <summary>The rows of the file, as they stand there, with their numbers.</summary>
    public List<(int Row, string[] Values)> RawRows { get; } = [];

    /// <summary>
    /// Null for the native layout. Otherwise the file's own names for native columns, and the looser rules of a file that was not made for us: what it says of a
    /// member first holds, with a warning where it says something else later.
    /// </summary>
    public IReadOnlyDictionary<string, string>? ColumnNames { get; init; }

    /// <summary>What the reader took, but somebody should look at.</summary>
    public List<ImportWarning> Warnings { get; } = [];

    /// <summary>What the reader itself could not make sense of.</summary>
    public List<RowError> Errors { get; } = [];
}

/// <summary>One domain link as a file states it, in texts; empty where it says nothing.</summary>
public sealed record DomainRecord(int Row, string Domain, string Name, string Group, string GroupName, string Weight, string Primary)
{
    /// <summary>True when the code was made from the name, which then only names a new member.</summary>
    public bool IsCodeOfName { get; init; }

    /// <summary>The column in which the file has the weight.</summary>
    public string WeightColumn { get; init; } = "Weight";
}

/// <summary>One source as a file states it, in texts; empty where it says nothing.</summary>
public sealed record SourceRecord(int Row, string Source, string Publisher, string Title, string Url, string PublishedOn);

/// <summary>One participation line as a file states it, in texts; empty where it says nothing.</summary>
public sealed record ParticipationRecord(int Row)
{
    public string Participant { get; init; } = "";

    public string Name { get; init; } = "";

    /// <summary>True when the code was made from the name, which then only names a new member.</summary>
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
