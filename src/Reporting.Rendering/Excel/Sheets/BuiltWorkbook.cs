namespace Reporting.Rendering.Excel.Sheets;

/// <summary>A workbook, finished but for the rows of its <c>Data</c> sheet.</summary>
/// <param name="Package">Stable: the same document gives the same bytes.</param>
/// <param name="Data">Null for a workbook without such a sheet, which is finished.</param>
public sealed record BuiltWorkbook(byte[] Package, DataSheetPosition? Data);

/// <summary>Where the rows of the <c>Data</c> sheet go in a workbook that was built without them.</summary>
/// <param name="Entry">The sheet's entry in the package.</param>
/// <param name="Prefix">The sheet's XML up to its first row of data.</param>
/// <param name="Suffix">From behind that row to the end.</param>
/// <param name="Styles">The style of each column's cells.</param>
/// <param name="QuotedStyles">The same for text that a spreadsheet would run as a formula if somebody edits it.</param>
/// <param name="FirstRow">The number of the first row of data.</param>
public sealed record DataSheetPosition(string Entry, string Prefix, string Suffix, IReadOnlyList<string> Styles, IReadOnlyList<string> QuotedStyles, int FirstRow);
