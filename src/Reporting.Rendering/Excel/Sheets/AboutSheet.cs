using ClosedXML.Excel;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Renderers;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Excel.Sheets;

/// <summary>The last sheet: the description, the parameters, the data version and the counting rules.</summary>
internal static class AboutSheet
{
    private const double TextColumn = 78;

    public static SheetEntry Write(IXLWorksheet sheet, ReportDocument document, string? note)
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

        Line(sheet, row, captions.Note, note ?? string.Empty);
        SheetPrint.SetUp(sheet, document, 0, null);
        return new SheetEntry(sheet.Name, captions.Provenance, captions.TextKind);
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
}
