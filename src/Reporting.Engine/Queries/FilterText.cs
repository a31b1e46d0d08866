namespace Reporting.Engine.Queries;

/// <summary>The values of a filter by name, as an answer says them.</summary>
public sealed record FilterText(string Dimension, IReadOnlyList<string> Values);
