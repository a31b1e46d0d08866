namespace Reporting.Rendering.Excel;

/// <summary>A workbook, finished but for the rows of its <c>Data</c> sheet.</summary>
/// <param name="Package">Stable: the same document gives the same bytes.</param>
/// <param name="Data">Null for a workbook without such a sheet, which is finished.</param>
public sealed record BuiltWorkbook(byte[] Package, DataSheetPosition? Data);
