namespace Reporting.Engine.Queries;

/// <summary>A filter on one dimension. Values are codes; of a date level also ranges, <c>2020..2025</c>, open ends allowed.</summary>
public sealed record QueryFilter(string Dimension, FilterMode Mode, IReadOnlyList<string> Values)
{
    /// <summary>A member that is not in the data matches nothing, and is no error: the filter stands in a definition, nobody mistyped it.</summary>
    public bool MayBeAbsent { get; init; }
}
