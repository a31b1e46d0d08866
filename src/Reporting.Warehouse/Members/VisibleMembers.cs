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

/// <summary>The codes of one dimension that an importer may see.</summary>
/// <param name="IsShown">False when the importer's roles hide the whole dimension. No query then returns its names, so any code may be used.</param>
public sealed record VisibleCodes(Func<string, bool> Sees, bool IsShown = true)
{
    public static readonly VisibleCodes All = new(_ => true);

    /// <summary>True when messages may mention the code.</summary>
    public bool Tells(string code) => IsShown && Sees(code);
}
