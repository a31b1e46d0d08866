namespace Reporting.Engine.Queries;

/// <summary>A question as it was asked: names not yet resolved. Every door makes one of these.</summary>
public sealed record ReportQuery
{
    public const int DefaultLimit = 1_000;
    public const int LargestLimit = 50_000;

    public required IReadOnlyList<string> Measures { get; init; }

    public IReadOnlyList<string> By { get; init; } = [];

    public IReadOnlyList<QueryFilter> Filters { get; init; } = [];

    /// <summary>Free text that titles must contain, whatever its case.</summary>
    public string? Search { get; init; }

    public IReadOnlyList<QueryOrder> Order { get; init; } = [];

    /// <summary>At most this many rows; an answer that is cut says so.</summary>
    public int Limit { get; init; } = DefaultLimit;

    /// <summary>Where the page before ended, in lists that come in pages.</summary>
    public string? After { get; init; }

    public TotalsKind Totals { get; init; }

    /// <summary>Keeps the empty periods of a range.</summary>
    public bool Fill { get; init; }

    public string Language { get; init; } = "en";
}

/// <summary>An order by a measure or a dimension of the question.</summary>
public sealed record QueryOrder(string Name, bool Descending);

/// <summary>Which totals are computed beside the rows, each at its own grain.</summary>
public enum TotalsKind
{
    None,

    /// <summary>One total over everything.</summary>
    Grand,

    /// <summary>That, and one row set for each prefix of <c>by</c>.</summary>
    Levels,
}
