namespace Reporting.Rendering.Excel.Sheets;

/// <summary>An entry in the cover's list of sheets.</summary>
/// <param name="Kind">The content: "12 rows", "chart" …</param>
internal sealed record SheetEntry(string Name, string Title, string Kind);
