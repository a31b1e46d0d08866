namespace Reporting.Warehouse.Members;

/// <summary>
/// The existing members that an importer may see, by code. Messages reveal nothing about the others: similar names, names or home countries.
/// </summary>
/// <param name="Participant">Participants and organisations.</param>
public sealed record VisibleMembers(VisibleCodes Domain, VisibleCodes DomainGroup, VisibleCodes Type, VisibleCodes Category, VisibleCodes Participant, VisibleCodes Source)
{
    public static readonly VisibleMembers All = new(VisibleCodes.All, VisibleCodes.All, VisibleCodes.All, VisibleCodes.All, VisibleCodes.All, VisibleCodes.All);

    /// <summary>True for participants whose name and home country the importer may see.</summary>
    public Func<string, bool> TellsParticipant { get; init; } = _ => true;
}
