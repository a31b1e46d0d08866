using ClosedXML.Excel;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Grids;
using Reporting.Warehouse.Problems;

namespace Reporting.Rendering.Excel;

/// <summary>
/// A whole report as one workbook: a cover with contents, then a sheet per section with a real Excel table, and native
/// charts bound to their own sheet's cells. Totals are the database's figures, never SUBTOTAL formulas.
/// </summary>
public sealed class ExcelRenderer : IReportRenderer
{
    public string Format => "xlsx";

    public string ContentType => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public string Extension => ".xlsx";

    public Task<Outcome<RenderedFile>> RenderAsync(ReportDocument document, CancellationToken cancel)
    {
        using var package = new MemoryStream();
        var sheets = WriteSheets(document, package, cancel);
        SheetExtras.Add(package, sheets);
        var content = StablePackage.Of(package, document);
        return Task.FromResult<Outcome<RenderedFile>>(new RenderedFile(document.FileName + Extension, ContentType, content));
    }

    private static List<WrittenSheet> WriteSheets(ReportDocument document, MemoryStream package, CancellationToken cancel)
    {
        using var workbook = new XLWorkbook();
        workbook.Style.Font.FontName = "Calibri";
        workbook.Style.Font.FontSize = 11;
        var names = new ExcelNames();
        var cover = workbook.AddWorksheet(names.Sheet("Cover"));
        var written = new List<WrittenSheet>();
        foreach (var section in document.Sections)
        {
            foreach (var grid in SectionGrids.Of(section))
            {
                cancel.ThrowIfCancellationRequested();
                var sheet = workbook.AddWorksheet(names.Sheet(grid.Title));
                written.Add(GridSheet.Write(sheet, grid, names.Table(grid.Id), section as ChartSection));
                SheetPrint.SetUp(sheet, document, written[^1]);
            }
        }

        CoverSheet.Write(cover, document, written);
        SheetPrint.SetUp(cover, document, null);
        workbook.SaveAs(package);
        return written;
    }
}
