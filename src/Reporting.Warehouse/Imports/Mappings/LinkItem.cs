namespace Reporting.Warehouse.Imports.Mappings;

/// <summary>One member that a rule found in a row: its name, the column it stands in, and its place among the others of the rule.</summary>
internal sealed record LinkItem(string Name, string Column, int Position);
