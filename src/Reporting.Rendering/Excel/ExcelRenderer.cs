using ClosedXML.Excel;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Excel.LargeSheets;
using Reporting.Rendering.Excel.Sheets;
using Reporting.Rendering.Grids;
using Reporting.Rendering.Renderers;
using Reporting.Rendering.Values;
using Reporting.Warehouse.Problems;

namespace Reporting.Rendering.Excel;

/// <summary>
/// A whole report as one workbook: a summary with contents, a sheet with an Excel table for each section, and what the figures are made of. It has native
/// charts linked to the cells, and the rows behind the figures with a PivotTable. Totals are the database's figures, never SUBTOTAL formulas.
/// </summary>
public sealed class ExcelRenderer : IReportRenderer
{
    public string Format => "xlsx";

    public string ContentType => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public string Extension => ".xlsx";

    public async Task<Outcome<RenderedFile>> RenderAsync(ReportDocument document, CancellationToken cancel)
    {
        var workbook = Build(document, cancel);
        if (document.Data is not { } data)
        {
            return new RenderedFile(document.FileName + Extension, ContentType, workbook.Package);
        }

        using var whole = new MemoryStream();
        await LargeWorkbook.WriteAsync(workbook, data, null, whole, cancel);
        return new RenderedFile(document.FileName + Extension, ContentType, whole.ToArray());
    }

    /// <summary>Builds everything except the rows of the <c>Data</c> sheet.</summary>
    public static BuiltWorkbook Build(ReportDocument document, CancellationToken cancel)
    {
        using var package = new MemoryStream();
        var (summary, sheets, pivot) = WriteSheets(document, package, cancel);
        var entry = SheetExtras.Add(package, summary, sheets, pivot, document.Data);
        return StablePackage.Of(package, document, entry);
    }

    private static (SummaryPosition Summary, List<SheetPosition> Sheets, PivotPosition? Pivot) WriteSheets(ReportDocument document, MemoryStream package, CancellationToken cancel)
    {
        using var workbook = new XLWorkbook();
        var text = ValueText.In(document);
        workbook.Style.Font.FontName = "Calibri";
        workbook.Style.Font.FontSize = 11;
        var names = new ExcelNames();
        var summary = workbook.AddWorksheet(names.Sheet(text.Captions.SummarySheet));
        var about = names.Sheet(text.Captions.AboutSheet);
        if (document.Data is not null)
        {
            names.Reserve(PivotSheet.Name, DataSheet.Name);
        }

        var (written, entries) = (new List<SheetPosition>(), new List<SheetEntry>());
        foreach (var section in document.Sections.Where(section => section is not HeadlineSection))
        {
            if (section is TextSection words)
            {
                var sheet = workbook.AddWorksheet(names.Sheet(words.Title, words));
                entries.Add(TextSheet.Write(sheet, words, text));
                SheetPrint.SetUp(sheet, document, 0, null);
                continue;
            }

            foreach (var grid in SectionGrids.Of(section, text))
            {
                cancel.ThrowIfCancellationRequested();
                var sheet = workbook.AddWorksheet(names.Sheet(grid.Title, section));
                written.Add(GridSheet.Write(sheet, grid, names.Table(grid.Id), section as ChartSection));
                entries.Add(written[^1].Entry);
                SheetPrint.SetUp(sheet, document, written[^1].Width + (written[^1].HasNativeChart ? NativeChart.Characters(written[^1]) : 0), written[^1].HeaderRow);
                if (written[^1].HasNativeChart)
                {
                    SheetPrint.KeepChart(sheet, written[^1]);
                }
                else
                {
                    SheetPrint.KeepRows(sheet, written[^1]);
                }
            }
        }

        PivotPosition? pivot = null;
        if (document.Data is { } data)
        {
            if (PivotSheet.Fits(data))
            {
                pivot = PivotSheet.Write(workbook.AddWorksheet(PivotSheet.Name), data, document);
                entries.Add(pivot.Entry);
            }

            entries.Add(DataSheet.Write(workbook.AddWorksheet(DataSheet.Name), document));
        }

        var note = document.Data is { } rows && pivot is null ? PivotSheet.UnavailableReason(rows, text) : null;
        entries.Add(AboutSheet.Write(workbook.AddWorksheet(about), document, note));
        var first = SummarySheet.Write(summary, document, entries, written.FirstOrDefault(sheet => sheet.HasNativeChart));
        workbook.SaveAs(package);
        return (first, written, pivot);
    }
}
