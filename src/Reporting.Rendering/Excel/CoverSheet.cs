using System.Globalization;
using ClosedXML.Excel;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Excel;

/// <summary>The first sheet: what was asked, of which data, how it is counted, and where everything is.</summary>
internal static class CoverSheet
{
    private const double TextColumn = 78;

    public static void Write(IXLWorksheet sheet, ReportDocument document, IReadOnlyList<WrittenSheet> sheets)
    {
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

        row = Line(sheet, row, Captions.Handling, document.Provenance.Handling?.Name ?? string.Empty);
        row = Line(sheet, row, Captions.Filters, document.Provenance.Filters);
        row = Line(sheet, row, Captions.DataVersion, document.Provenance.DataVersion.ToString(CultureInfo.InvariantCulture));
        row = Line(sheet, row, Captions.DataAsOf, Captions.AsOf(document.Provenance.DataAsOf));
        row = Line(sheet, row, Captions.Counting, document.Provenance.Counting);
        Contents(sheet, row + 1, sheets);
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

    private static void Contents(IXLWorksheet sheet, int row, IReadOnlyList<WrittenSheet> sheets)
    {
        ExcelCell.Text(sheet.Cell(row, 1), Captions.Contents);
        ExcelLook.Title(sheet.Cell(row, 1).Style, 13);
        foreach (var target in sheets)
        {
            row++;
            var cell = sheet.Cell(row, 2);
            ExcelCell.Text(cell, target.Grid.Title);
            cell.Hyperlink = new XLHyperlink($"'{target.Name.Replace("'", "''", StringComparison.Ordinal)}'!A1");
            ExcelLook.Hyperlink(cell.Style);
            var rows = target.Grid.Rows.Count;
            ExcelCell.Text(sheet.Cell(row, 1), target.Chart is null ? $"{ValueText.Of((long)rows, ValueFormat.Count)} {(rows == 1 ? "row" : "rows")}" : "chart");
            ExcelLook.Note(sheet.Cell(row, 1).Style);
        }
    }
}
