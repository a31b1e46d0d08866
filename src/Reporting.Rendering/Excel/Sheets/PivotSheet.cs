using ClosedXML.Excel;
using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Excel.Sheets;

/// <summary>
/// The cells of the PivotTable, for viewers that do not compute pivots. The figures are the database's. A refresh sums the weights of the <c>Data</c>
/// sheet and gives the same figures.
/// </summary>
internal static class PivotSheet
{
    public const string Name = "Pivot";

    private const int MaxRows = 200_000;
    private const int MaxItem = 255;
    private const double MemberWidth = 12;

    /// <summary>Wide enough for each note on a line of its own.</summary>
    private const double NoteEm = 200;

    public static bool Fits(ReportData data) =>
        data.Count is > 0 and <= MaxRows && data.Allocated.Rows.Members.Count > 0 && data.Allocated.Columns.Members.Count is > 0 and < 250;

    public static string UnavailableReason(ReportData data, ValueText text) => data.Count == 0
        ? text.Captions.NoPivotNoRows
        : Captions.Format(text.Captions.NoPivotTooMany, text.Rows(data.Count), text.Of((long)MaxRows, ValueFormat.Count));

    public static PivotPosition Write(IXLWorksheet sheet, ReportData data, ReportDocument document)
    {
        var text = ValueText.In(document);
        sheet.ShowGridLines = false;
        var names = data.Allocated.Rows.Members.Select(member => ExcelText.Fit(member.Name)).ToList();
        var named = names.Distinct(StringComparer.OrdinalIgnoreCase).Count() == names.Count && names.All(name => name.Length is > 0 and <= MaxItem);
        var entry = new SheetEntry(Name, text.Captions.PivotEntry, text.Captions.PivotKind);
        var (first, width) = (Math.Clamp(names.Max(name => (TextWidth.Em(name) / 0.53) + 3), 16, 50), 40 + (MemberWidth * (data.Allocated.Columns.Members.Count + 1)));
        var within = SheetHeading.Within(first, width);
        var row = SheetHeading.Write(sheet, text.Captions.PivotTitle, [text.Captions.PivotSums, text.Captions.PivotCount], within, NoteEm);
        var pivot = new PivotPosition(data.Allocated, row + 1, named ? DataColumns.Domain : DataColumns.DomainCode, entry, text);
        Cells(sheet, pivot);
        sheet.Column(1).Width = within ?? first;
        sheet.Columns(2, pivot.LastColumn).Width = MemberWidth;
        sheet.SheetView.Freeze(pivot.HeaderRow + 1, 1);
        SheetPrint.SetUp(sheet, document, width, pivot.HeaderRow + 1);
        return pivot;
    }

    /// <summary>The text of a member in the row field.</summary>
    public static string Item(PivotPosition pivot, AxisMember member) =>
        ExcelText.Fit(pivot.RowField == DataColumns.Domain ? member.Name : member.Code ?? member.Name);

    private static void Cells(IXLWorksheet sheet, PivotPosition pivot)
    {
        var (matrix, top) = (pivot.Allocated, pivot.HeaderRow);
        ExcelCell.Text(sheet.Cell(top, 1), pivot.Text.Captions.Allocated);
        ExcelCell.Text(sheet.Cell(top, 2), pivot.Header(DataColumns.Year));
        ExcelCell.Text(sheet.Cell(top + 1, 1), pivot.Header(pivot.RowField));
        for (var j = 0; j < matrix.Columns.Members.Count; j++)
        {
            var cell = sheet.Cell(top + 1, j + 2);
            if (matrix.Columns.Members[j].Code is { } year)
            {
                cell.SetValue(double.Parse(year, System.Globalization.CultureInfo.InvariantCulture));
                cell.Style.NumberFormat.Format = "0";
            }
            else
            {
                ExcelCell.Text(cell, DataSheet.YearNotStated(pivot.Text));
            }
        }

        ExcelCell.Text(sheet.Cell(top + 1, pivot.LastColumn), pivot.Text.Captions.GrandTotal);
        for (var i = 0; i < matrix.Rows.Members.Count; i++)
        {
            ExcelCell.Text(sheet.Cell(top + 2 + i, 1), Item(pivot, matrix.Rows.Members[i]));
            Row(sheet, top + 2 + i, [.. matrix.Cells[i], matrix.RowTotals[i]], pivot.Text);
        }

        ExcelCell.Text(sheet.Cell(pivot.LastRow, 1), pivot.Text.Captions.GrandTotal);
        Row(sheet, pivot.LastRow, [.. matrix.ColumnTotals, matrix.GrandTotal], pivot.Text);
        ExcelLook.Header(sheet.Range(top, 1, top + 1, pivot.LastColumn).Style);
        sheet.Range(top + 1, 2, top + 1, pivot.LastColumn).Style.Alignment.Horizontal = XLAlignmentHorizontalValues.Right;
        ExcelLook.Data(sheet.Range(top + 2, 1, pivot.LastRow, pivot.LastColumn).Style);
        ExcelLook.Total(sheet.Range(pivot.LastRow, 1, pivot.LastRow, pivot.LastColumn).Style);
        ExcelLook.TotalColumn(sheet.Range(top + 2, pivot.LastColumn, pivot.LastRow, pivot.LastColumn).Style);
    }

    private static void Row(IXLWorksheet sheet, int row, IReadOnlyList<object?> values, ValueText text)
    {
        for (var j = 0; j < values.Count; j++)
        {
            ExcelCell.Write(sheet.Cell(row, j + 2), values[j], ValueFormat.Fraction, text);
        }
    }
}

/// <summary>The position of the PivotTable. Rows and columns count from 1.</summary>
/// <param name="HeaderRow">The row of the data caption, above the column members.</param>
/// <param name="RowField">The column of <see cref="DataColumns"/> used for the rows.</param>
internal sealed record PivotPosition(MatrixSection Allocated, int HeaderRow, int RowField, SheetEntry Entry, ValueText Text)
{
    /// <summary>The header of a column of the <c>Data</c> sheet.</summary>
    public string Header(int column) => DataColumns.All[column].Header(Text.Captions);

    public int LastRow => HeaderRow + Allocated.Rows.Members.Count + 2;

    public int LastColumn => Allocated.Columns.Members.Count + 2;
}
