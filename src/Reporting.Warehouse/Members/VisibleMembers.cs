namespace Reporting.Warehouse.Members;

/// <summary>
/// The existing members that an importer may see, by code. Messages never mention the names, similar names or home countries of other members.
/// </summary>
/// <param name="Participant">Participants and organisations.</param>
public sealed record VisibleMembers(VisibleCodes Domain, VisibleCodes DomainGroup, VisibleCodes Type, VisibleCodes Category, VisibleCodes Participant, VisibleCodes Source)
{
    public static readonly VisibleMembers All = new(VisibleCodes.All, VisibleCodes.All, VisibleCodes.All, VisibleCodes.All, VisibleCodes.All, VisibleCodes.All);

    /// <summary>True for participants whose name and home country the importer may see.</summary>
    public Func<string, bool> CanNameParticipant { get; init; } = _ => true;
}

/// <summary>The codes of one dimension that an importer may see.</summary>
/// <param name="IsDimensionVisible">False when the importer's roles hide the whole dimension. No query then returns its names, so any code may be used.</param>
public sealed record VisibleCodes(Func<string, bool> Contains, bool IsDimensionVisible = true)
{
    public static readonly VisibleCodes All = new(_ => true);

    /// <summary>True if messages may mention the code.</summary>
    public bool CanName(string code) => IsDimensionVisible && Contains(code);
}
