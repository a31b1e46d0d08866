namespace Reporting.Warehouse.Imports;

/// <summary>
/// Which members that were there before an importer sees, by their codes. Nothing is told of the others: what looks like them, what they are called, where they are at home.
/// </summary>
/// <param name="Participant">Participants and organisations alike.</param>
public sealed record VisibleMembers(VisibleCodes Domain, VisibleCodes DomainGroup, VisibleCodes Type, VisibleCodes Category, VisibleCodes Participant, VisibleCodes Source)
{
    public static readonly VisibleMembers All = new(VisibleCodes.All, VisibleCodes.All, VisibleCodes.All, VisibleCodes.All, VisibleCodes.All, VisibleCodes.All);

    /// <summary>Participants of whom the importer may be told the name and the home country.</summary>
    public Func<string, bool> TellsParticipant { get; init; } = _ => true;
}
