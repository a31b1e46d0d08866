using Reporting.Warehouse.Imports.Files.Rows;

namespace Reporting.Warehouse.Imports.Files.Workbooks;

/// <summary>The cells of a workbook reader's current row.</summary>
internal sealed class SheetCells
{
    private readonly SheetCell[] _cells = new SheetCell[ColumnLetters.Max];

    public SheetCells() => Array.Fill(_cells, SheetCell.Blank);

    /// <summary>The number of cells up to the last value.</summary>
    public int Count { get; private set; }

    /// <summary>The number of cells with their own value.</summary>
    public int Own { get; private set; }

    public SheetCell this[int index] => _cells[index];

    public void Clear()
    {
        Array.Fill(_cells, SheetCell.Blank, 0, Count);
        (Count, Own) = (0, 0);
    }

    public void Set(int column, SheetCell cell)
    {
        if (cell.Text.Length > 0)
        {
            (_cells[column], Count, Own) = (cell, Math.Max(Count, column + 1), Own + (cell.IsFilled ? 0 : 1));
        }
    }
}

/// <summary>A cell of a workbook.</summary>
/// <param name="Unit">The text that the number format displays beside the number.</param>
/// <param name="IsFilled">True for a value of a merged cell that starts in a row above.</param>
/// <param name="IsError">True when the text is a mark for a cell without a value (<see cref="CellMarks"/>).</param>
internal readonly record struct SheetCell(string Text, CellKind Kind = CellKind.Text, string Unit = "", bool IsFilled = false, bool IsError = false)
{
    public static readonly SheetCell Blank = new("");
}
