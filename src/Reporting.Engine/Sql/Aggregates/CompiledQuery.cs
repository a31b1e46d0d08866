namespace Reporting.Engine.Sql.Aggregates;

/// <summary>
/// A question as SQL: the rows (each says how many there are without the limit) and the totals, each at its own grain.
/// Where one statement answers all of it, <c>Rows</c> has the depth of each row, and there are no further totals.
/// </summary>
public sealed record CompiledQuery(CompiledStatement Rows, IReadOnlyList<CompiledTotals> Totals);

/// <summary>The totals of the first <c>Depth</c> dimensions; 0 is the grand total.</summary>
public sealed record CompiledTotals(int Depth, CompiledStatement Statement);
