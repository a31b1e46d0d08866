using ClosedXML.Excel;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Excel.Sheets;

/// <summary>A sheet of sentences. It has no table, because there is nothing to sort.</summary>
internal static class TextSheet
{
    /// <summary>Narrower than a printed page in any font: a single column is never scaled to the page.</summary>
    private const double Width = 78;

    public static SheetEntry Write(IXLWorksheet sheet, TextSection section, ValueText text)
    {
        sheet.ShowGridLines = false;
        sheet.Column(1).Width = Width;
        ExcelCell.Text(sheet.Cell(1, 1), section.Title);
        ExcelLook.Title(sheet.Cell(1, 1).Style);
        sheet.Row(1).Height = 26;
        var row = 2;
        foreach (var note in SectionNotes.Of(section, text))
        {
            Paragraph(sheet, row, note);
            ExcelLook.Note(sheet.Cell(row++, 1).Style);
        }

        foreach (var paragraph in section.Paragraphs)
        {
            Paragraph(sheet, ++row, paragraph);
        }

        return new SheetEntry(sheet.Name, section.Title, text.Captions.TextKind);
    }

    private static void Paragraph(IXLWorksheet sheet, int row, string text)
    {
        ExcelCell.Text(sheet.Cell(row, 1), text);
        sheet.Cell(row, 1).Style.Alignment.WrapText = true;
        sheet.Cell(row, 1).Style.Alignment.Vertical = XLAlignmentVerticalValues.Top;
        sheet.Row(row).Height = ColumnWidths.RowHeight(ColumnWidths.Lines(text, Width)) + 4;
    }
}
