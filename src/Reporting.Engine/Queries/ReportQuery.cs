using System.Text.Json.Serialization;

namespace Reporting.Engine.Queries;

/// <summary>A query with names not yet resolved. All endpoints, reports and commands make one of these.</summary>
public sealed record ReportQuery
{
    public const int DefaultLimit = 1_000;
    public const int LargestLimit = 50_000;

    public required IReadOnlyList<string> Measures { get; init; }

    public IReadOnlyList<string> By { get; init; } = [];

    public IReadOnlyList<QueryFilter> Filters { get; init; } = [];

    /// <summary>A text that titles must contain, in any case.</summary>
    public string? Search { get; init; }

    /// <summary>Words that an engagement must have in its title, summary or code, or in the names of its members.</summary>
    public string? Find { get; init; }

    /// <summary>Keeps engagements that an import after this data version stated.</summary>
    public int? Since { get; init; }

    public IReadOnlyList<QueryOrder> Order { get; init; } = [];

    /// <summary>The maximum number of rows; a result that is cut says so.</summary>
    public int Limit { get; init; } = DefaultLimit;

    /// <summary>The end of the previous page, for lists in pages.</summary>
    public string? After { get; init; }

    public TotalsKind Totals { get; init; }

    /// <summary>True to keep the empty periods of a range.</summary>
    public bool Fill { get; init; }

    public string Language { get; init; } = "en";

    /// <summary>The day for which the states of commitments are derived; null for the day of the data.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? AsOfDay { get; init; }

    /// <summary>The id of an edition whose figures stand beside those of the answer; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Compare { get; init; }
}

/// <summary>An order by a measure or a dimension of the query.</summary>
public sealed record QueryOrder(string Name, bool Descending);

/// <summary>The totals that are computed beside the rows, each at its own grain.</summary>
public enum TotalsKind
{
    None,

    /// <summary>One total over everything.</summary>
    Grand,

    /// <summary>The grand total, and the totals of each prefix of <c>by</c>.</summary>
    Levels,
}
