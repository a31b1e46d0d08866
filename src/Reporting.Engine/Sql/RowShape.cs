using Reporting.Engine.Model;

namespace Reporting.Engine.Sql;

/// <summary>The columns of a compiled statement: key, code and name of each dimension, then the base aggregates.</summary>
public sealed record RowShape(IReadOnlyList<MemberColumns> Members, IReadOnlyDictionary<BaseAggregate, int> Figures)
{
    /// <summary>That of a statement whose columns are read one by one.</summary>
    public static readonly RowShape None = new([], new Dictionary<BaseAggregate, int>());

    /// <summary>Ordinal of a row's number of dimensions, if one statement holds all levels; otherwise -1.</summary>
    public int Depth { get; init; } = -1;

    /// <summary>Ordinal of the level's number of rows without the limit; -1 if another statement counts them.</summary>
    public int RowsOfDepth { get; init; } = -1;
}

/// <summary>Ordinals of a member's columns; -1 if the code or name follows from the key.</summary>
public sealed record MemberColumns(ModelDimension Dimension, int Key, int Code, int Name)
{
    /// <summary>The column with the name in the member's own script; -1 for none.</summary>
    public int LocalName { get; init; } = -1;
}
