namespace Reporting.Warehouse.Copies;

/// <summary>A column whose values, where it has one, are keys of another table.</summary>
internal sealed record TableReference(string Column, string Table, string Key);
