using Reporting.Engine.Model;
using Reporting.Warehouse.Imports.History;

namespace Reporting.Engine.Queries;

/// <summary>An answer: rows, the totals that were asked for, and what it was computed from.</summary>
public sealed record ResultTable
{
    public required IReadOnlyList<ModelDimension> By { get; init; }

    public required IReadOnlyList<ModelMeasure> Measures { get; init; }

    public required IReadOnlyList<ResultRow> Rows { get; init; }

    /// <summary>The total over everything; null where it was not asked for.</summary>
    public ResultRow? Grand { get; init; }

    /// <summary>Totals of each prefix of <c>By</c>, shortest first; empty where they were not asked for.</summary>
    public IReadOnlyList<ResultLevel> Levels { get; init; } = [];

    /// <summary>How many rows there are; more than <c>Rows</c> holds when the limit cut them.</summary>
    public required long RowCount { get; init; }

    public bool Truncated => RowCount > Rows.Count;

    public required int Limit { get; init; }

    public required DataVersion Version { get; init; }

    /// <summary>In which its words are.</summary>
    public string Language { get; init; } = "en";

    /// <summary>The highest handling marking of the engagements that were asked about.</summary>
    public Classification? Handling { get; init; }

    /// <summary>What was asked, in words: the filters, or "everything".</summary>
    public required string Filters { get; init; }

    /// <summary>The same, filter by filter, values by name.</summary>
    public IReadOnlyList<FilterText> FilterTexts { get; init; } = [];

    /// <summary>How it was counted, in sentences.</summary>
    public required IReadOnlyList<string> Counting { get; init; }
}

/// <summary>Totals of the first dimensions of <c>By</c>.</summary>
public sealed record ResultLevel(IReadOnlyList<ModelDimension> By, IReadOnlyList<ResultRow> Rows);

/// <summary>One cell: its members in the order of <c>By</c>, its values in the order of <c>Measures</c> (null: none known).</summary>
public sealed record ResultRow(IReadOnlyList<Member> Members, IReadOnlyList<object?> Values);

/// <summary>A member of a dimension; the code is null where the level is not stated ("2024, month not stated").</summary>
public readonly record struct Member(string? Code, string Name)
{
    /// <summary>The year or month that is stated where the level is not; null where nothing is.</summary>
    public string? Within { get; init; }
}
