namespace Reporting.Engine.Queries;

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
