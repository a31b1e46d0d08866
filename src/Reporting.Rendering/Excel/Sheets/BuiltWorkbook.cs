namespace Reporting.Rendering.Excel.Sheets;

/// <summary>A finished workbook, except for the rows of its <c>Data</c> sheet.</summary>
/// <param name="Package">The file. The same document gives the same bytes.</param>
/// <param name="Data">Null for a complete workbook without such a sheet.</param>
public sealed record BuiltWorkbook(byte[] Package, DataSheetPosition? Data);

/// <summary>Where the rows of the <c>Data</c> sheet belong in the finished workbook.</summary>
/// <param name="Entry">The sheet's entry in the package.</param>
/// <param name="Prefix">The sheet's XML before its first data row.</param>
/// <param name="Suffix">The sheet's XML after that row.</param>
/// <param name="Styles">The style of each column's cells.</param>
/// <param name="QuotedStyles">The styles for text that a spreadsheet would run as a formula after an edit.</param>
/// <param name="FirstRow">The number of the first data row.</param>
public sealed record DataSheetPosition(string Entry, string Prefix, string Suffix, IReadOnlyList<string> Styles, IReadOnlyList<string> QuotedStyles, int FirstRow);
