namespace Reporting.Engine.Queries;

/// <summary>Which totals are computed beside the rows, each at its own grain.</summary>
public enum TotalsKind
{
    None,

    /// <summary>One total over everything.</summary>
    Grand,

    /// <summary>That, and one row set for each prefix of <c>by</c>.</summary>
    Levels,
}
