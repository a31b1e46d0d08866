namespace Reporting.Warehouse.Members;

/// <summary>A participant as it is after the statements of the file so far.</summary>
internal sealed record ParticipantMember(int Key, string Code, string Name, string? NameLocal, string Kind, string Country, string? Parent)
{
    /// <summary>True when this import added the member.</summary>
    public bool IsNew { get; init; }

    /// <summary>True when the file changed an organisation into a person or country, or the reverse.</summary>
    public bool IsOtherKind { get; init; }

    /// <summary>True when the file has participants acting for it, or organisations belonging to it.</summary>
    public bool IsActedFor { get; init; }

    /// <summary>True for an unused member that the importer may not see. For the importer it is new, although it has a key.</summary>
    public bool IsForgotten { get; init; }

    public bool IsOrganisation => ParticipantKinds.IsOrganisation(Kind);

    /// <summary>True for a member that is only known as a parent, without a kind.</summary>
    public bool LacksKind => Kind == UnknownMembers.Code;
}
