namespace Reporting.Engine.Sql.Aggregates;

/// <summary>
/// A query as SQL: the rows, which carry their number without the limit, and the totals, each at its own grain. If one statement returns all,
/// <c>Rows</c> carries the depth of each row, and there are no other totals.
/// </summary>
public sealed record CompiledQuery(CompiledStatement Rows, IReadOnlyList<CompiledTotals> Totals);

/// <summary>The totals of the first <c>Depth</c> dimensions; 0 is the grand total.</summary>
public sealed record CompiledTotals(int Depth, CompiledStatement Statement);
