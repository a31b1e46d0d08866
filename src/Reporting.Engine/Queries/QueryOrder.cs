namespace Reporting.Engine.Queries;

/// <summary>An order by a measure or a dimension of the question.</summary>
public sealed record QueryOrder(string Name, bool Descending);
