namespace Reporting.Warehouse.Imports;

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
