namespace Reporting.Warehouse.Imports;

/// <summary>A new member that may be the same as another one.</summary>
/// <param name="Dimension"><c>domain</c>, <c>type</c> or <c>participant</c>.</param>
/// <param name="Alias">The line of YAML for the mapping that merges the two.</param>
public sealed record PossibleDuplicate(string Dimension, string Code, string Name, string OtherCode, string OtherName, string Alias);
