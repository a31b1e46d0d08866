namespace Reporting.Rendering.Excel.LargeSheets;

/// <summary>A sheet of the package whose rows are written when its turn comes.</summary>
internal sealed record LargeSheet(string Entry, int Rows);
