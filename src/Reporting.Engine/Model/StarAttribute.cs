namespace Reporting.Engine.Model;

/// <summary>
/// An attribute of the star schema, which a dimension of the model refers to by <c>Id</c>. The catalogue is the only source of identifiers in
/// compiled SQL.
/// </summary>
/// <param name="On">The links that have the attribute.</param>
/// <param name="Column">The column of that fact or bridge that holds the key, or leads to it.</param>
public sealed record StarAttribute(string Id, BridgeKind On, string Column)
{
    /// <summary>Set for levels of the start date.</summary>
    public TimeLevel? Time { get; init; }

    /// <summary>The table with code and name of the key; null if the key is the code, which the model names.</summary>
    public StarTable? Table { get; init; }

    /// <summary>The table that names a group's members by code, if it is not <c>Table</c>.</summary>
    public StarTable? NameTable { get; init; }

    /// <summary>True if several keys of <c>Table</c> share one member (a group, a kind). Its code is then the key of the cell.</summary>
    public bool IsGroup { get; init; }

    /// <summary>True if an engagement has each member at most once, so that its links need no DISTINCT.</summary>
    public bool IsUniqueLink { get; init; }

    /// <summary>True if the attribute is that of another participant of the same engagement, and so of a pair of its lines.</summary>
    public bool IsOfPartner { get; init; }

    /// <summary>Set if the model fixes the members. The key is then a position in their codes.</summary>
    public FixedMembers? Fixed { get; init; }

    /// <summary>The attribute whose members this one shows in another form. If that is hidden, so is this one.</summary>
    public string? Reveals { get; init; }

    /// <summary>True for the pair of countries of two lines. Its code has both codes in order.</summary>
    public bool IsCountryPair => Id == StarSchema.CountryPair;

    /// <summary>True if the members are countries by their codes. Declared groups of countries are not.</summary>
    public bool IsCountry => (NameTable ?? Table)?.Name == StarSchema.CountryTable && Fixed is null;

    /// <summary>True if the key follows from the start date, which every kind of links repeats.</summary>
    public bool IsOfDate => Time is not null || Fixed is FixedMembers.Season;

    /// <summary>True for the status, which depends on the day of the data.</summary>
    public bool IsOfStatus => Fixed is FixedMembers.Statuses;

    /// <summary>Engagements that a query leaves out unless it names this attribute.</summary>
    public Exclusions Excludes => Fixed switch
    {
        FixedMembers.Statuses => Exclusions.NotHeld,
        FixedMembers.Reviews => Exclusions.Drafts,
        _ => Exclusions.None,
    };

    /// <summary>True if one link can have several members.</summary>
    public bool Overlaps => Fixed is FixedMembers.Groups { Overlaps: true };

    public bool IsMany => On != BridgeKind.Engagement;
}

/// <summary>The rows that have an attribute: the engagement itself (one value), or one kind of its links.</summary>
public enum BridgeKind
{
    Engagement,
    Domain,
    Participation,
    Source,

    /// <summary>The commitments of an agreement, with the state that is derived for a day.</summary>
    Commitment,
}

/// <summary>A dimension table of the star schema, with code and name of each key.</summary>
public sealed record StarTable(string Name, string KeyColumn, string CodeColumn, string NameColumn)
{
    /// <summary>The column with the name in the member's own script; null for none.</summary>
    public string? LocalNameColumn { get; init; }
}
