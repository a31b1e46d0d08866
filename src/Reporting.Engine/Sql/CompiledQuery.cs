namespace Reporting.Engine.Sql;

/// <summary>
/// A question as SQL: the rows, how many there are without the limit, and the totals, each at its own grain. Where one
/// statement answers all of it, <c>Rows</c> is that statement and the rest is empty.
/// </summary>
public sealed record CompiledQuery(CompiledStatement Rows, CompiledStatement? RowCount, IReadOnlyList<CompiledTotals> Totals);
