namespace Reporting.Warehouse.Members;

/// <summary>A participant as the warehouse has it after what the file said of it so far.</summary>
internal sealed record ParticipantMember(int Key, string Code, string Name, string? NameLocal, string Kind, string Country, string? Parent)
{
    /// <summary>True for one that the warehouse did not have before this import.</summary>
    public bool IsNew { get; init; }

    /// <summary>True where the file made a person or country of an organisation, or the reverse.</summary>
    public bool IsOtherKind { get; init; }

    /// <summary>True where the file has others act for it or belong to it.</summary>
    public bool IsActedFor { get; init; }

    /// <summary>True for one that no engagement has and the importer does not see: to them it is new, though its key is there.</summary>
    public bool IsForgotten { get; init; }

    public bool IsOrganisation => ParticipantKinds.IsOrganisation(Kind);

    /// <summary>True for one that is known as a parent only: its kind is not stated yet.</summary>
    public bool LacksKind => Kind == UnknownMembers.Code;
}
