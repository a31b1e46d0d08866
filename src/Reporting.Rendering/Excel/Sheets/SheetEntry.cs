namespace Reporting.Rendering.Excel.Sheets;

/// <summary>A sheet as the cover lists it.</summary>
/// <param name="Kind">What is on it: "12 rows", "chart" …</param>
internal sealed record SheetEntry(string Name, string Title, string Kind);
