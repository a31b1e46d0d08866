using ClosedXML.Excel;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Excel.Sheets;

/// <summary>The title and the notes above a table. They extend over empty cells to their right; no cells are merged.</summary>
internal static class SheetHeading
{
    /// <summary>A bold title of 16 points takes so much more space than a text of 11.</summary>
    private const double TitleScale = 1.6;

    /// <summary>The least width of a first column that holds the title, for a long word in its size.</summary>
    private const double MinWidth = 30;

    private const double TitleHeight = 26;

    /// <summary>The width of the first column within which the heading stays; null if it may extend over the cells beside it.</summary>
    /// <param name="width">The printed width of all columns in characters. Other pages repeat the first column and would cut what extends from it.</param>
    public static double? Within(double first, double width) => SheetPrint.PagesAcross(width) > 1 ? Math.Max(first, MinWidth) : null;

    /// <summary>Writes both, and returns the next row.</summary>
    /// <param name="noteEm">The width of a line of notes that extends over the cells beside it.</param>
    public static int Write(IXLWorksheet sheet, string title, IEnumerable<string> notes, double? within, double noteEm)
    {
        ExcelCell.Text(sheet.Cell(1, 1), title);
        ExcelLook.Title(sheet.Cell(1, 1).Style);
        sheet.Cell(1, 1).Style.Alignment.WrapText = within is not null;
        sheet.Row(1).Height = TitleHeight * (within is { } width ? ColumnWidths.Lines(title, width / TitleScale) : 1);
        var row = 2;
        foreach (var line in notes.SelectMany(note => TextWidth.Lines(note, within is { } room ? ColumnWidths.Em(room - 2) : noteEm)))
        {
            ExcelCell.Text(sheet.Cell(row, 1), line);
            ExcelLook.Note(sheet.Cell(row, 1).Style);
            row++;
        }

        return row;
    }
}
