namespace Reporting.Warehouse.Members;

/// <summary>A participant as the warehouse has it.</summary>
internal sealed record ParticipantMember(int Key, string Code, string Name, string? NameLocal, string Kind, string Country, string? Parent)
{
    public bool IsOrganisation => ParticipantKinds.IsOrganisation(Kind);

    /// <summary>True for one that is known as a parent only: its kind is not stated yet.</summary>
    public bool LacksKind => Kind == Unstated.Code;
}
