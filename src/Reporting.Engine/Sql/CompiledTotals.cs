namespace Reporting.Engine.Sql;

/// <summary>The totals of the first <c>Depth</c> dimensions; 0 is the grand total.</summary>
public sealed record CompiledTotals(int Depth, CompiledStatement Statement);
