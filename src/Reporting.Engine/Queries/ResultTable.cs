using Reporting.Engine.Model;
using Reporting.Warehouse.Editions;
using Reporting.Warehouse.Imports.History;
using Reporting.Warehouse.Members;

namespace Reporting.Engine.Queries;

/// <summary>The result of an aggregate: rows, the requested totals, and a description of both.</summary>
public sealed record ResultTable
{
    public required IReadOnlyList<ModelDimension> By { get; init; }

    public required IReadOnlyList<ModelMeasure> Measures { get; init; }

    public required IReadOnlyList<ResultRow> Rows { get; init; }

    /// <summary>The grand total; null if not requested.</summary>
    public ResultRow? Grand { get; init; }

    /// <summary>Totals of each prefix of <c>By</c>, shortest first; empty if not requested.</summary>
    public IReadOnlyList<ResultLevel> Levels { get; init; } = [];

    /// <summary>The number of rows without the limit.</summary>
    public required long RowCount { get; init; }

    public bool Truncated => RowCount > Rows.Count;

    public required int Limit { get; init; }

    public required DataVersion Version { get; init; }

    /// <summary>The language of its texts.</summary>
    public string Language { get; init; } = "en";

    /// <summary>The highest classification of its engagements.</summary>
    public Classification? Handling { get; init; }

    /// <summary>The filters in words, or "everything".</summary>
    public required string Filters { get; init; }

    /// <summary>Each filter with its values by name.</summary>
    public IReadOnlyList<FilterText> FilterTexts { get; init; } = [];

    /// <summary>The incomplete periods of a comparison over time.</summary>
    public IReadOnlyList<IncompletePeriod> Incomplete { get; init; } = [];

    /// <summary>The edition whose figures stand beside those of the answer; null for none.</summary>
    public ComparedWith? Compared { get; init; }

    /// <summary>The counting rules as sentences.</summary>
    public required IReadOnlyList<string> Counting { get; init; }
}

/// <summary>An edition that an answer is compared with.</summary>
public sealed record ComparedWith(string Edition, EditionState State, DataVersion Version);

/// <summary>Totals of the first dimensions of <c>By</c>.</summary>
public sealed record ResultLevel(IReadOnlyList<ModelDimension> By, IReadOnlyList<ResultRow> Rows);

/// <summary>An incomplete period: it continues after the day of the data, or a filter keeps only a part of it.</summary>
public sealed record IncompletePeriod(ModelDimension Dimension, Member Member, bool GoesOn);

/// <summary>One cell: members in the order of <c>By</c>, values in the order of <c>Measures</c> (null if unknown).</summary>
public sealed record ResultRow(IReadOnlyList<Member> Members, IReadOnlyList<object?> Values);

/// <summary>A member of a dimension. The code is null if the level is not stated ("2024, month not stated").</summary>
public readonly record struct Member(string? Code, string Name)
{
    /// <summary>True for the member <c>unknown</c>, and for a period that is not stated at its level.</summary>
    public bool IsNotStated => Code is null or UnknownMembers.Code;

    /// <summary>The stated year or month, if the level is not stated; otherwise null.</summary>
    public string? Within { get; init; }
}
