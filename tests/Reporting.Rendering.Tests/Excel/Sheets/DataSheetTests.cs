using System.Globalization;
using System.Xml.Linq;
using ClosedXML.Excel;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Excel;
using Reporting.Rendering.Excel.Sheets;
using Reporting.Warehouse.Dates;

namespace Reporting.Rendering.Tests.Excel.Sheets;

public class DataSheetTests
{
    private static readonly object?[][] Hard =
    [
        Row("0001", SampleReport.Formula, new PartialDate(20240105), 2024, "Cyber security", 0.5),
        Row("0001", SampleReport.Formula, new PartialDate(20240105), 2024, "Defence", 0.5),
        Row("-2", new string('x', 40_000), new PartialDate(18951231), 1895, "Defence", 1),
        Row("E3", "_x0041_ \u0001\uD800 tab\there", new PartialDate(20240700), 2024, "Defence", 1),
        Row("E4", SampleReport.Hebrew + "\nsecond line", PartialDate.Unknown, null, "Defence", 1),
    ];

    [Fact]
    public async Task The_rows_behind_the_figures_are_a_table_of_typed_cells()
    {
        using var workbook = new XLWorkbook(await StreamAsync(Hard));
        var table = workbook.Worksheet("Data").Table("Table_Data");
        Assert.Equal(DataColumns.All.Select(c => c.Caption), table.Fields.Select(f => f.Name));
        Assert.Equal("A1:L6", table.RangeAddress.ToString());
        var rows = table.DataRange;
        Assert.Equal((XLDataType.Text, "0001"), (rows.Cell(1, 1).DataType, rows.Cell(1, 1).GetString()));
        Assert.Equal((XLDataType.Text, SampleReport.Formula, true), (rows.Cell(1, 2).DataType, rows.Cell(1, 2).GetString(), rows.Cell(1, 2).Style.IncludeQuotePrefix));
        Assert.False(rows.Cell(1, 2).HasFormula);
        Assert.Equal("yyyy-mm-dd", rows.Cell(1, 3).Style.NumberFormat.Format);
        Assert.Equal(new DateTime(2024, 1, 5, 0, 0, 0, DateTimeKind.Unspecified), rows.Cell(1, 3).GetDateTime());
        Assert.Equal((2024.0, 0.5), (rows.Cell(1, 5).GetDouble(), rows.Cell(1, 9).GetDouble()));
        Assert.Equal("1895-12-31", rows.Cell(3, 3).GetString());
        Assert.EndsWith("[cut: Excel holds 32,767 characters in a cell]", rows.Cell(3, 2).GetString(), StringComparison.Ordinal);
        Assert.Equal("2024-07", rows.Cell(4, 3).GetString());
        Assert.Equal("Not stated", rows.Cell(5, 5).GetString());
        Assert.Equal(1, workbook.Worksheet("Data").SheetView.SplitRow);
    }

    [Fact]
    public async Task The_pivot_sums_weights_over_all_rows_and_shows_the_databases_figures()
    {
        using var stream = await StreamAsync(Hard);
        using var package = SpreadsheetDocument.Open(stream, isEditable: false);
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2019).Validate(package).Select(f => $"{f.Part?.Uri} {f.Path?.XPath}: {f.Description}"));
        var pivot = package.WorkbookPart!.WorksheetParts.SelectMany(p => p.PivotTableParts).Single();
        var cache = pivot.PivotTableCacheDefinitionPart!.PivotCacheDefinition;
        Assert.Equal(("Data", "A1:L6"), (cache.CacheSource!.WorksheetSource!.Sheet!.Value, cache.CacheSource.WorksheetSource.Reference!.Value));
        Assert.True(cache.RefreshOnLoad!.Value);
        Assert.DoesNotContain(cache.Descendants(), element => element is DocumentFormat.OpenXml.Spreadsheet.MissingItem);
        var data = pivot.PivotTableDefinition.DataFields!.Elements<DocumentFormat.OpenXml.Spreadsheet.DataField>().Single();
        Assert.Equal("Weight", DataColumns.All[(int)data.Field!.Value].Caption);
        Assert.Null(data.Subtotal); // sum

        var cells = package.WorkbookPart.WorksheetParts.Single(p => p.PivotTableParts.Any()).Worksheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.Cell>();
        Assert.Equal("4", cells.Last().CellValue!.Text);
    }

    [Theory]
    [InlineData(0, "no rows")]
    [InlineData(200_001, "Sum the column Weight")]
    public async Task The_last_sheet_explains_a_missing_pivot(int count, string why)
    {
        using var workbook = new XLWorkbook(await StreamAsync([], count));
        Assert.False(workbook.TryGetWorksheet("Pivot", out _));
        Assert.Contains(workbook.Worksheet("About").CellsUsed(), c => c.GetString().Contains(why, StringComparison.Ordinal));
        Assert.True(workbook.TryGetWorksheet("Data", out _));
    }

    [Fact]
    public async Task Series_over_time_have_sparklines_and_cells_a_colour_scale()
    {
        using var package = SpreadsheetDocument.Open(new MemoryStream(await TestRenderer.BytesAsync("xlsx", SampleReport.Whole() with { Sections = [SampleReport.Matrix()] })), isEditable: false);
        var sheet = package.WorkbookPart!.WorksheetParts.Select(p => XElement.Parse(p.Worksheet.OuterXml)).Single(x => x.Descendants().Any(e => e.Name.LocalName == "sparklineGroup"));
        var lines = sheet.Descendants().Where(e => e.Name.LocalName == "sparkline").Select(e => string.Join(" at ", e.Elements().Select(part => part.Value))).ToList();
        Assert.Equal(13, lines.Count);
        Assert.Equal("'Engagements by domain and year'!B5:E5 at G5", lines[0]);
        Assert.Equal("B5:E16", (string)sheet.Descendants().Single(e => e.Name.LocalName == "colorScale").Ancestors().First(e => e.Name.LocalName == "conditionalFormatting").Attribute("sqref")!);
    }

    [Fact]
    public void Links_beyond_the_limit_of_Excel_stay_text()
    {
        using var workbook = new XLWorkbook();
        var sheet = workbook.AddWorksheet();
        var links = new SheetLinks();
        for (var row = 1; row <= 65_600; row++)
        {
            links.Add(sheet.Cell(row, 1), "https://example.org/source");
        }

        Assert.Equal(65_530, links.Count);
        Assert.False(sheet.Cell(65_531, 1).Style.Font.Underline == XLFontUnderlineValues.Single);
    }

    private static async Task<MemoryStream> StreamAsync(object?[][] rows, long? count = null)
    {
        var (domains, years) = (new Axis("domain", "Domain", [new("cyber", "Cyber security"), new("defence", "Defence")]), new Axis("year", "Year", [new(null, "Date not stated"), new("1895", "1895"), new("2024", "2024")]));
        var allocated = new MatrixSection(
            "pivot", string.Empty, null, domains, years, "allocated_engagements", "Allocated engagements", ValueFormat.Fraction,
            [[null, null, 0.5], [1.0, 1.0, 1.5]], [0.5, 3.5], [1.0, 1.0, 2.0], 4.0);
        var document = SampleReport.Whole() with { Sections = [SampleReport.Bars()], Data = new ReportData(count ?? rows.Length, rows.ToAsyncEnumerable(), allocated) };

        // The rows need not be written, because the test examines what precedes them.
        return new MemoryStream(count is null ? await TestRenderer.BytesAsync("xlsx", document) : ExcelRenderer.Build(document, CancellationToken.None).Package);
    }

    private static object?[] Row(string code, string title, PartialDate start, long? year, string domain, double weight) =>
        [code, title, start, start.Label, year, "Group", domain.ToLower(CultureInfo.InvariantCulture), domain, weight, "Meeting", "Dialogue", "India"];
}
