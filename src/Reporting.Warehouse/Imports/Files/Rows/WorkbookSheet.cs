namespace Reporting.Warehouse.Imports.Files.Rows;

/// <summary>A sheet of a workbook.</summary>
/// <param name="Part">Null for a sheet without cells, such as a chart.</param>
internal sealed record WorkbookSheet(string Name, bool IsHidden, string? Part);
