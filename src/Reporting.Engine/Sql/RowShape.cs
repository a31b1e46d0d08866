using Reporting.Engine.Model;

namespace Reporting.Engine.Sql;

/// <summary>The columns of a compiled statement: key, code and name of each dimension, then the raw figures.</summary>
public sealed record RowShape(IReadOnlyList<MemberColumns> Members, IReadOnlyDictionary<BaseAggregate, int> Figures)
{
    /// <summary>Ordinal of how many dimensions a row has, where one statement holds every level; -1 elsewhere.</summary>
    public int Depth { get; init; } = -1;

    /// <summary>Ordinal of how many rows the level has without the limit; -1 where another statement counts them.</summary>
    public int RowsOfDepth { get; init; } = -1;
}

/// <summary>Ordinals of a member's columns; -1 where the code or name follows from the key.</summary>
public sealed record MemberColumns(ModelDimension Dimension, int Key, int Code, int Name);
