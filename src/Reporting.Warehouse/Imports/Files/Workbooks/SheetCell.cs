namespace Reporting.Warehouse.Imports.Files.Workbooks;

/// <summary>A cell of a workbook.</summary>
/// <param name="Unit">What the format of a number shows beside it.</param>
/// <param name="IsFilled">True for the value of a cell further up that is merged over this one.</param>
/// <param name="IsError">True where the text stands for a cell that has no value (<see cref="CellMarks"/>).</param>
internal readonly record struct SheetCell(string Text, CellKind Kind = CellKind.Text, string Unit = "", bool IsFilled = false, bool IsError = false)
{
    public static readonly SheetCell Blank = new("");
}
