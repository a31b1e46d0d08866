namespace Reporting.Engine.Model;

/// <summary>
/// An attribute of the star schema that a model's dimension may stand for. The catalogue is the only source of
/// identifiers in compiled SQL; the model refers to it by <c>Id</c>.
/// </summary>
/// <param name="On">The links it hangs on.</param>
/// <param name="Column">The column of that fact or bridge that holds, or leads to, the key.</param>
public sealed record StarAttribute(string Id, BridgeKind On, string Column)
{
    /// <summary>Set for levels of the start date.</summary>
    public TimeLevel? Time { get; init; }

    /// <summary>Where code and name of the key stand; null where the key is the code and the model names it.</summary>
    public StarTable? Table { get; init; }

    /// <summary>The table that names a group's members by their code, where that is another than <c>Table</c>.</summary>
    public StarTable? NameTable { get; init; }

    /// <summary>True where several keys of <c>Table</c> share one member (a group, a kind): its code is the cell's key.</summary>
    public bool IsGroup { get; init; }

    /// <summary>True where each engagement has each member at most once, so that its links need no distinct.</summary>
    public bool IsUniqueLink { get; init; }

    public bool IsMany => On != BridgeKind.Engagement;
}

/// <summary>What an attribute hangs on: the engagement itself (one-valued), or one of the links it has many of.</summary>
public enum BridgeKind
{
    Engagement,
    Domain,
    Participation,
    Source,
}

/// <summary>Where code and name of a key stand: a dimension table of the star schema.</summary>
public sealed record StarTable(string Name, string KeyColumn, string CodeColumn, string NameColumn);
