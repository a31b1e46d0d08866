namespace Reporting.Engine.Queries;

/// <summary>A filter on one dimension. Values are codes; of a date level also ranges, <c>2020..2025</c>, open ends allowed.</summary>
public sealed record QueryFilter(string Dimension, FilterMode Mode, IReadOnlyList<string> Values)
{
    /// <summary>A filter on this many members or more is sent as one parameter: SQL Server takes at most 2,100 parameters a statement.</summary>
    public const int LongList = 50;

    /// <summary>A member that is not in the data matches nothing, and is no error: the filter stands in a definition, nobody mistyped it.</summary>
    public bool MayBeAbsent { get; init; }
}

/// <summary>What a filter keeps. Rules: docs/counting.md.</summary>
public enum FilterMode
{
    /// <summary>Engagements with a matching link, and only the matching links.</summary>
    Links,

    /// <summary>Engagements with at least one matching link, and all their links.</summary>
    Any,

    /// <summary>Engagements that have each of the values, and all their links.</summary>
    All,

    /// <summary>Engagements without a matching link: for row rules only.</summary>
    None,

    /// <summary>Engagements with a link to another member, and only those links: for the others of a top N only.</summary>
    Outside,
}

/// <summary>The values of a filter by name, as an answer says them.</summary>
public sealed record FilterText(string Dimension, IReadOnlyList<string> Values);
