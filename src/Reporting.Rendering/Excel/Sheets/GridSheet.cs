using ClosedXML.Excel;
using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Grids;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Excel.Sheets;

/// <summary>
/// One grid on one sheet: title, notes, an Excel table, and the total in the row below. The total is outside the table, so sorting and filtering do
/// not affect it.
/// </summary>
internal static class GridSheet
{
    /// <summary>The width of a line of notes in em.</summary>
    private const double NoteEm = 52;

    private const double TrendWidth = 18;

    /// <summary>Longer texts are cut on screen, so that rows can be read one below the other. The cells hold all of them.</summary>
    private const double MaxRowHeight = 60;

    public static SheetPosition Write(IXLWorksheet sheet, Grid grid, string tableName, ChartSection? chart)
    {
        sheet.ShowGridLines = false;
        var (widths, hasTrend) = (Widths(sheet, grid), grid is { Series: not null, Rows.Count: > 0 });
        var within = SheetHeading.Within(widths[0], widths.Sum() + (hasTrend ? TrendWidth : 0));
        sheet.Column(1).Width = widths[0] = within ?? widths[0];
        var row = SheetHeading.Write(sheet, grid.Title, grid.Notes, within, NoteEm) + 1;
        Header(sheet, grid, row, widths);
        var wraps = Heights(sheet, grid, row + 1, widths);
        var links = Rows(sheet, grid, row + 1, wraps);

        // An Excel table needs a row. Rows that stand apart are below the table like the total, so sorting does not move them.
        var lastData = row + Math.Max(grid.Rows.Count - grid.Apart, 1);
        var last = Total(sheet, grid, row, lastData);
        SheetColours.Add(sheet, grid, row + 1, lastData);
        int? trend = hasTrend ? Trend(sheet, grid, row, last) : null;
        if (grid.Rows.Count == 0)
        {
            ExcelCell.Text(sheet.Cell(lastData, 1), grid.Text.Captions.NothingFound);
        }

        var table = sheet.Range(row, 1, lastData, grid.Columns.Count).CreateTable(tableName);
        table.Theme = XLTableTheme.None;
        table.ShowAutoFilter = true;
        sheet.SheetView.Freeze(row, grid.Columns.Count > 3 ? 1 : 0);
        // Workbooks have no map: bars show its figures.
        return new SheetPosition(sheet.Name, grid, chart is { Kind: ChartKind.Map } ? chart with { Kind = ChartKind.Bar } : chart, row, lastData, last, widths.Sum() + (hasTrend ? TrendWidth : 0))
        {
            TrendColumn = trend,
            Links = links,
        };
    }

    /// <summary>Adds the column of sparklines beside the table, because it has no figures to sort or filter by.</summary>
    private static int Trend(IXLWorksheet sheet, Grid grid, int header, int last)
    {
        var column = grid.Columns.Count + 1;
        ExcelCell.Text(sheet.Cell(header, column), grid.Text.Captions.Trend);
        ExcelLook.Header(sheet.Cell(header, column).Style);
        ExcelLook.Data(sheet.Range(header + 1, column, last, column).Style);
        sheet.Column(column).Width = TrendWidth;
        return column;
    }

    private static void Header(IXLWorksheet sheet, Grid grid, int row, double[] widths)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < grid.Columns.Count; i++)
        {
            var cell = sheet.Cell(row, i + 1);
            var caption = UniqueCaption(taken, grid.Columns[i].Caption);
            ExcelCell.Text(cell, caption);
            ExcelLook.Header(cell.Style);
            if (grid.Columns[i].Format is not (ValueFormat.Text or ValueFormat.Date))
            {
                ExcelCell.Right(cell.Style);
            }
        }

        // Bold captions need more space than estimated.
        var lines = grid.Columns.Select((column, j) => ColumnWidths.Lines(column.Caption, widths[j] - 2)).DefaultIfEmpty(1).Max();
        sheet.Row(row).Height = Math.Max(32, ColumnWidths.RowHeight(lines));
    }

    /// <summary>Headers of an Excel table must be unique.</summary>
    private static string UniqueCaption(HashSet<string> taken, string caption)
    {
        var clean = ExcelText.Clean(caption).ReplaceLineEndings(" ").Trim();
        clean = clean.Length == 0 ? "Column" : clean[..Math.Min(clean.Length, 200)];
        var candidate = clean;
        for (var i = 2; !taken.Add(candidate); i++)
        {
            candidate = $"{clean} ({i})";
        }

        return candidate;
    }

    private static SheetLinks Rows(IXLWorksheet sheet, Grid grid, int first, bool[] wraps)
    {
        var links = new SheetLinks();
        if (grid.Rows.Count == 0)
        {
            ExcelLook.Data(sheet.Range(first, 1, first, grid.Columns.Count).Style);
        }

        // Creating a style for each cell would take most of the time. Cells of a column and kind of value share one.
        var styles = new Dictionary<(int Column, string Kind), IXLStyle>();
        for (var i = 0; i < grid.Rows.Count; i++)
        {
            for (var j = 0; j < grid.Columns.Count; j++)
            {
                var cell = sheet.Cell(first + i, j + 1);
                var value = grid.Rows[i][j];
                var kind = ExcelCell.Put(cell, value, grid.Columns[j].Format, grid.Text);
                if (styles.TryGetValue((j, kind), out var style))
                {
                    cell.Style = style;
                }
                else
                {
                    Style(cell, value, grid.Columns[j], wraps[j], grid.Text);
                    styles[(j, kind)] = cell.Style;
                }

                if (grid.Columns[j].IsLink)
                {
                    links.Add(cell, grid.Rows[i][j] as string);
                }
            }
        }

        return links;
    }

    private static void Style(IXLCell cell, object? value, GridColumn column, bool wraps, ValueText text)
    {
        ExcelLook.Data(cell.Style);
        cell.Style.Alignment.WrapText = wraps;
        cell.Style.Alignment.ShrinkToFit = column.IsCode;
        ExcelCell.Style(cell, value, column.Format, text);
        if (column.IsChange)
        {
            ExcelCell.Signed(cell.Style);
        }
    }

    /// <summary>Styles the rows that stand apart, writes the total, and returns the last row used.</summary>
    private static int Total(IXLWorksheet sheet, Grid grid, int header, int lastData)
    {
        if (grid.Columns is [.., { Id: "total" }])
        {
            ExcelLook.TotalColumn(sheet.Range(header + 1, grid.Columns.Count, lastData, grid.Columns.Count).Style);
        }

        var row = lastData;
        while (row < header + grid.Rows.Count)
        {
            ExcelLook.Others(sheet.Range(++row, 1, row, grid.Columns.Count).Style);
        }

        if (grid.Total is not { } total)
        {
            return row;
        }

        sheet.Row(++row).Height = ColumnWidths.RowHeight(1) + 2;
        ExcelLook.Total(sheet.Range(row, 1, row, grid.Columns.Count).Style);
        for (var j = 0; j < total.Count; j++)
        {
            var value = j == 0 ? total[0] ?? grid.Text.Captions.Total : total[j];
            ExcelCell.Write(sheet.Cell(row, j + 1), value, grid.Columns[j].Format, grid.Text);
        }

        return row;
    }

    private static double[] Widths(IXLWorksheet sheet, Grid grid)
    {
        var widths = new double[grid.Columns.Count];
        for (var j = 0; j < widths.Length; j++)
        {
            widths[j] = ColumnWidths.Of(grid, j);
            sheet.Column(j + 1).Width = widths[j];
        }

        return widths;
    }

    /// <summary>Sets row heights and returns the columns whose text wraps.</summary>
    private static bool[] Heights(IXLWorksheet sheet, Grid grid, int first, double[] widths)
    {
        var wraps = new bool[widths.Length];
        for (var i = 0; i < grid.Rows.Count; i++)
        {
            var most = 1;
            for (var j = 0; j < widths.Length; j++)
            {
                var lines = grid.Columns[j] is { IsLink: true } or { IsCode: true } ? 1 : ColumnWidths.Lines(grid.Rows[i][j], widths[j]);
                wraps[j] |= lines > 1;
                most = Math.Max(most, lines);
            }

            sheet.Row(first + i).Height = Math.Min(ColumnWidths.RowHeight(most), MaxRowHeight);
        }

        return wraps;
    }
}
