using ClosedXML.Excel;
using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Grids;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Excel.Sheets;

/// <summary>The first sheet: the headline, the figures and their comparison, the first members, one native chart, and the contents.</summary>
internal static class SummarySheet
{
    private const int LastColumn = 6;
    private const double NameWidth = 58;
    private const double FigureWidth = 13;
    private const double NoteWidth = 40;

    /// <summary>A caption of 13 points takes so much more space than one of 11, in bold.</summary>
    private const double HeadlineScale = 1.28;

    private const int PixelsOfRow = 20;
    private const int PixelsOfCells = 24;
    private const int ChartWidth = 560;

    /// <param name="chart">The cells of the first chart, drawn if the headline has no periods; null without one.</param>
    public static SummaryPosition Write(IXLWorksheet sheet, ReportDocument document, IReadOnlyList<SheetEntry> sheets, SheetPosition? chart)
    {
        var text = ValueText.In(document);
        var headline = document.Sections.OfType<HeadlineSection>().FirstOrDefault();
        sheet.ShowGridLines = false;
        sheet.Column(1).Width = NameWidth;
        sheet.Columns(2, LastColumn - 1).Width = FigureWidth;
        sheet.Column(LastColumn).Width = NoteWidth;
        var row = Heading(sheet, document, headline, text);
        row = Figures(sheet, row, document, headline, text);

        // The chart stands to the right of the tables of members and periods.
        var top = row;
        if (headline is { Top.Rows.Count: > 0 })
        {
            row = Cells(sheet, row, SectionGrids.Table(headline.Top, text)) + 2;
        }

        SheetPosition? trend = null;
        if (headline?.Trend is { } periods)
        {
            trend = Trend(sheet, row, periods, text);
            row = trend.LastRow + 2;
        }

        var drawn = trend is { HasNativeChart: true } ? trend : chart;
        var place = new ChartPlace(2, top - 1, ChartWidth, Math.Clamp((row - top - 1) * PixelsOfCells, 260, 420));
        row = drawn is null ? row : Math.Max(row, top + (place.Height / PixelsOfRow) + 2);
        Contents(sheet, row, sheets, text.Captions);
        SheetPrint.SetUp(sheet, document, Width(sheet, 1), null);

        // All of it on one page.
        sheet.PageSetup.PageOrientation = XLPageOrientation.Portrait;
        sheet.PageSetup.FitToPages(1, 1);
        return new SummaryPosition(sheet.Name, drawn, drawn is null ? null : place, trend);
    }

    /// <summary>Writes the title, the answer in one cell, and the data version. Returns the next free row.</summary>
    private static int Heading(IXLWorksheet sheet, ReportDocument document, HeadlineSection? headline, ValueText text)
    {
        ExcelCell.Text(sheet.Cell(1, 1), document.Title);
        ExcelLook.Title(sheet.Cell(1, 1).Style, 20);
        sheet.Row(1).Height = 34;
        var said = headline?.Sentence ?? document.Description;
        var answer = sheet.Cell(2, 1);
        ExcelCell.Text(answer, said);
        answer.Style.Font.SetBold(headline is not null).Font.SetFontSize(13);
        answer.Style.Alignment.WrapText = true;
        answer.Style.Alignment.Vertical = XLAlignmentVerticalValues.Top;
        sheet.Row(2).Height = (18 * ColumnWidths.Lines(said, NameWidth / HeadlineScale)) + 6;
        ExcelCell.Text(sheet.Cell(3, 1), text.Captions.Version(document.Provenance, text.Language));
        ExcelLook.Note(sheet.Cell(3, 1).Style);
        var row = 4;
        foreach (var mark in DataMarks.Of(document.Provenance, text.Captions))
        {
            ExcelCell.Text(sheet.Cell(row, 1), mark.ToString());
            sheet.Cell(row++, 1).Style.Font.Bold = true;
        }

        return row + 1;
    }

    /// <summary>The figure of the headline, then those of the sections, each once and with its comparison if one of both has it. Returns the next free row.</summary>
    private static int Figures(IXLWorksheet sheet, int row, ReportDocument document, HeadlineSection? headline, ValueText text)
    {
        Kpi[] first = headline is null ? [] : [headline.Figure, .. headline.Beside ?? []];
        var items = first.Concat(document.Sections.OfType<KpiSection>().SelectMany(section => section.Items))
            .GroupBy(kpi => (kpi.Measure, kpi.Caption), (_, same) => same.FirstOrDefault(kpi => kpi.Change is not null && Equals(kpi.Value, same.First().Value)) ?? same.First()).ToList();
        if (items.Count == 0)
        {
            return row;
        }

        var last = Cells(sheet, row, SectionGrids.Kpis(new KpiSection("summary", string.Empty, null, items), text));
        if (headline?.Note is { } note)
        {
            // A sentence such as "no comparison, because the data do not cover 2024" stands below its figures.
            ExcelCell.Text(sheet.Cell(++last, 1), note);
            ExcelLook.Note(sheet.Cell(last, 1).Style);
        }

        return last + 2;
    }

    private static SheetPosition Trend(IXLWorksheet sheet, int row, ChartSection periods, ValueText text)
    {
        // Months of one year have short names, which stand side by side under a small chart.
        var members = periods.Categories.Members.Select(member => member with { Name = member.Short ?? member.Name }).ToList();
        var chart = periods with { Title = $"{periods.MeasureCaption} – {periods.Categories.Caption}", Categories = periods.Categories with { Members = members } };
        var grid = SectionGrids.Chart(chart, text);
        var last = Cells(sheet, row, grid);

        // The chart leaves out names of periods that do not fit. Engagements without a period would stand there without a name, so only the cells have them.
        var stated = Stated(chart);
        var drawn = ChartNames.Step(stated, ChartWidth) > 1 ? stated : chart;
        var lastDrawn = last - (chart.Categories.NotStated - drawn.Categories.NotStated);
        return new SheetPosition(sheet.Name, grid, drawn, row, lastDrawn, last, NameWidth + FigureWidth) { Links = new SheetLinks() };
    }

    private static ChartSection Stated(ChartSection chart)
    {
        var count = chart.Categories.Members.Count - chart.Categories.NotStated;
        return chart with
        {
            Categories = chart.Categories with { Members = [.. chart.Categories.Members.Take(count)], NotStated = 0 },
            Series = [.. chart.Series.Select(series => series with { Values = [.. series.Values.Take(count)] })],
        };
    }

    /// <summary>
    /// Writes a grid as cells, without an Excel table, and returns its last row. Notes reach from the column after the figures over the empty cells beside them,
    /// or stand in the wide last column if they need several lines. Merged cells could not be sorted.
    /// </summary>
    private static int Cells(IXLWorksheet sheet, int header, Grid grid)
    {
        var notes = grid.Columns.Count > 1 && grid.Columns[^1].Format == ValueFormat.Text ? grid.Columns.Count - 1 : -1;
        var isOneLine = notes > 0 && Enumerable.Range(0, grid.Rows.Count).All(i => ColumnWidths.Lines(grid.Rows[i][notes], Width(sheet, notes + 1)) == 1);
        var columns = grid.Columns.Select((column, j) => (Column: column, At: j == notes && !isOneLine ? LastColumn : j + 1)).ToList();
        var last = notes > 0 ? LastColumn : columns.Count;
        ExcelLook.Header(sheet.Range(header, 1, header, last).Style);
        ExcelLook.Data(sheet.Range(header + 1, 1, header + grid.Rows.Count, last).Style);
        for (var gap = notes + 1; notes > 0 && gap < last; gap++)
        {
            // The cells beside the notes belong to them.
            sheet.Range(header + 1, gap, header + grid.Rows.Count, gap).Style.Border.RightBorder = XLBorderStyleValues.None;
        }

        for (var j = 0; j < columns.Count; j++)
        {
            var (column, at) = columns[j];
            ExcelCell.Text(sheet.Cell(header, at), column.Caption);
            if (column.Format != ValueFormat.Text)
            {
                ExcelCell.Right(sheet.Cell(header, at).Style);
                sheet.Column(at).Width = Math.Max(sheet.Column(at).Width, ColumnWidths.Of(grid, j));
            }

            for (var i = 0; i < grid.Rows.Count; i++)
            {
                var cell = sheet.Cell(header + 1 + i, at);
                ExcelCell.Write(cell, grid.Rows[i][j], column.Format, grid.Text);
                cell.Style.Alignment.WrapText = Wraps(j);
                if (column.IsChange)
                {
                    ExcelCell.Signed(cell.Style);
                }
            }
        }

        sheet.Row(header).Height = ColumnWidths.RowHeight(columns.Max(c => ColumnWidths.Lines(c.Column.Caption, sheet.Column(c.At).Width - 1))) + 3;
        for (var i = 0; i < grid.Rows.Count; i++)
        {
            sheet.Row(header + 1 + i).Height = ColumnWidths.RowHeight(columns.Select((c, j) => Wraps(j) ? ColumnWidths.Lines(grid.Rows[i][j], sheet.Column(c.At).Width) : 1).Max());
        }

        for (var i = grid.Rows.Count - grid.Apart; i < grid.Rows.Count; i++)
        {
            ExcelLook.Others(sheet.Range(header + 1 + i, 1, header + 1 + i, last).Style);
        }

        return header + grid.Rows.Count;

        bool Wraps(int column) => grid.Columns[column].Format == ValueFormat.Text && (column != notes || !isOneLine);
    }

    /// <summary>The width from a column to the edge of the sheet.</summary>
    private static double Width(IXLWorksheet sheet, int from) => Enumerable.Range(from, LastColumn - from + 1).Sum(column => sheet.Column(column).Width);

    private static void Contents(IXLWorksheet sheet, int row, IReadOnlyList<SheetEntry> sheets, Captions captions)
    {
        ExcelCell.Text(sheet.Cell(row, 1), captions.Contents);
        ExcelLook.Title(sheet.Cell(row, 1).Style, 13);
        foreach (var target in sheets)
        {
            var cell = sheet.Cell(++row, 1);
            ExcelCell.Text(cell, target.Title);
            cell.Hyperlink = new XLHyperlink($"'{target.Name.Replace("'", "''", StringComparison.Ordinal)}'!A1");
            ExcelLook.Hyperlink(cell.Style);
            cell.Style.Alignment.WrapText = true;
            sheet.Row(row).Height = ColumnWidths.RowHeight(ColumnWidths.Lines(target.Title, NameWidth));
            ExcelCell.Text(sheet.Cell(row, 2), target.Kind);
            ExcelLook.Note(sheet.Cell(row, 2).Style);
        }
    }
}

/// <summary>Parts that are added to the sheet after ClosedXML has written it.</summary>
/// <param name="Drawn">The cells of its chart, on this or another sheet; null without a chart.</param>
/// <param name="Periods">The cells of the periods on this sheet; null without them.</param>
internal sealed record SummaryPosition(string Name, SheetPosition? Drawn, ChartPlace? Place, SheetPosition? Periods);
