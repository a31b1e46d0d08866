using ClosedXML.Excel;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Renderers;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Excel.Sheets;

/// <summary>The first sheet: the query, the data version, the counting rules, and the contents.</summary>
internal static class CoverSheet
{
    private const double TextColumn = 78;

    public static void Write(IXLWorksheet sheet, ReportDocument document, IReadOnlyList<SheetEntry> sheets, string? note)
    {
        var text = ValueText.In(document);
        var captions = text.Captions;
        sheet.ShowGridLines = false;
        sheet.Column(1).Width = 24;
        sheet.Column(2).Width = TextColumn;
        ExcelCell.Text(sheet.Cell(1, 1), document.Title);
        ExcelLook.Title(sheet.Cell(1, 1).Style, 20);
        sheet.Row(1).Height = 34;
        var row = 2;
        foreach (var line in TextWidth.Lines(document.Description, 52))
        {
            ExcelCell.Text(sheet.Cell(row, 1), line);
            ExcelLook.Note(sheet.Cell(row++, 1).Style);
        }

        row++;
        foreach (var parameter in document.Parameters)
        {
            row = Line(sheet, row, parameter.Caption, parameter.Value);
        }

        foreach (var (caption, line) in ProvenanceFormatter.Of(document))
        {
            row = Line(sheet, row, caption, line);
        }

        if (document.Provenance.Hash is { } hash)
        {
            row = Line(sheet, row, captions.Hash, hash);
            row = Line(sheet, row, string.Empty, Captions.Format(captions.VerifyAt, new ReportLinks(string.Empty).Verify(hash)));
        }

        row = Line(sheet, row, captions.Note, note ?? string.Empty);
        Contents(sheet, row + 1, sheets, captions);
    }

    private static int Line(IXLWorksheet sheet, int row, string caption, string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return row;
        }

        ExcelCell.Text(sheet.Cell(row, 1), caption);
        ExcelCell.Text(sheet.Cell(row, 2), text);
        sheet.Cell(row, 1).Style.Font.Bold = true;
        sheet.Range(row, 1, row, 2).Style.Alignment.Vertical = XLAlignmentVerticalValues.Top;
        sheet.Cell(row, 2).Style.Alignment.WrapText = true;
        var lines = text.Split('\n').Sum(part => TextWidth.Lines(part, (TextColumn - 4) * 0.53).Count);
        sheet.Row(row).Height = Math.Min((15.5 * lines) + 3, 400);
        return row + 1;
    }

    private static void Contents(IXLWorksheet sheet, int row, IReadOnlyList<SheetEntry> sheets, Captions captions)
    {
        ExcelCell.Text(sheet.Cell(row, 1), captions.Contents);
        ExcelLook.Title(sheet.Cell(row, 1).Style, 13);
        foreach (var target in sheets)
        {
            row++;
            var cell = sheet.Cell(row, 2);
            ExcelCell.Text(cell, target.Title);
            cell.Hyperlink = new XLHyperlink($"'{target.Name.Replace("'", "''", StringComparison.Ordinal)}'!A1");
            ExcelLook.Hyperlink(cell.Style);
            ExcelCell.Text(sheet.Cell(row, 1), target.Kind);
            ExcelLook.Note(sheet.Cell(row, 1).Style);
        }
    }
}
