namespace Reporting.Engine.Queries;

/// <summary>A filter on one dimension. Values are codes; date levels also take ranges such as <c>2020..2025</c>, with open ends allowed.</summary>
public sealed record QueryFilter(string Dimension, FilterMode Mode, IReadOnlyList<string> Values)
{
    /// <summary>A filter with this many members or more is sent as one parameter, since SQL Server accepts at most 2,100 for a statement.</summary>
    public const int LongList = 50;

    /// <summary>True for a filter of a definition, where a member that is not in the data matches no engagement and is not an error.</summary>
    public bool MayBeAbsent { get; init; }

    /// <summary>The name of a filter in queries: <c>participant_any</c>.</summary>
    public static string NameOf(string dimension, FilterMode mode) => dimension + mode switch { FilterMode.Any => "_any", FilterMode.All => "_all", _ => string.Empty };
}

/// <summary>The mode of a filter (docs/counting.md).</summary>
public enum FilterMode
{
    /// <summary>Engagements with a matching link, and only the matching links.</summary>
    Links,

    /// <summary>Engagements with at least one matching link, and all their links.</summary>
    Any,

    /// <summary>Engagements that have each of the values, and all their links.</summary>
    All,

    /// <summary>Engagements without a matching link; only for row rules.</summary>
    None,

    /// <summary>Engagements with a link to another member, and only those links; only for the others of a top N.</summary>
    Outside,

    /// <summary>Engagements without a pair of the dimension, such as those of one country alone; only for the row that explains a total. It has no values.</summary>
    Unpaired,
}

/// <summary>The values of a filter by name.</summary>
public sealed record FilterText(string Dimension, IReadOnlyList<string> Values)
{
    /// <summary>The caption of the dimension.</summary>
    public string Caption { get; init; } = Dimension;
}
