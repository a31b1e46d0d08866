namespace Reporting.Engine.Sql;

/// <summary>Figures counted from one row source at one grain: a SELECT of the cell's keys (k0, k1 …) and the figures.</summary>
internal sealed record AggregateQuery(string Select, IReadOnlyList<BaseAggregate> Figures);
