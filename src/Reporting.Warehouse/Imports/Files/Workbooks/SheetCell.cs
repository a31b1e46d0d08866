using Reporting.Warehouse.Imports.Files.Rows;

namespace Reporting.Warehouse.Imports.Files.Workbooks;

/// <summary>A cell of a workbook.</summary>
/// <param name="Unit">The text that the number format displays beside the number.</param>
/// <param name="IsFilled">True for a value of a merged cell that starts in a row above.</param>
/// <param name="IsError">True when the text is a mark for a cell without a value (<see cref="CellMarks"/>).</param>
internal readonly record struct SheetCell(string Text, CellKind Kind = CellKind.Text, string Unit = "", bool IsFilled = false, bool IsError = false)
{
    public static readonly SheetCell Blank = new("");
}
