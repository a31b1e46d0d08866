using System.IO.Compression;
using System.Xml.Linq;
using ClosedXML.Excel;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;

namespace Reporting.Rendering.Tests.Excel;

public class ExcelRendererTests
{
    [Fact]
    public async Task The_workbook_is_valid_for_Office_2019()
    {
        using var stream = new MemoryStream(await TestRenderer.BytesAsync("xlsx", SampleReport.Answered()));
        using var package = SpreadsheetDocument.Open(stream, isEditable: false);
        var findings = new OpenXmlValidator(FileFormatVersions.Office2019).Validate(package)
            .Select(finding => $"{finding.Part?.Uri} {finding.Path?.XPath}: {finding.Description}").ToList();
        Assert.True(findings.Count == 0, string.Join('\n', findings));
    }

    [Fact]
    public async Task The_matrix_reads_back_with_the_figures_of_the_document()
    {
        using var workbook = await OpenAsync(SampleReport.Whole());
        var (matrix, sheet) = (SampleReport.Matrix(), workbook.Worksheet("Engagements by domain and year"));
        var table = sheet.Tables.Single();
        Assert.Equal(["Domain", "2021", "2022", "2023", "2024", "Total"], table.Fields.Select(field => field.Name));
        Assert.False(table.ShowTotalsRow);
        Assert.True(table.ShowAutoFilter);
        Assert.Equal(12, table.DataRange.RowCount());
        for (var i = 0; i < 12; i++)
        {
            var row = table.DataRange.Row(i + 1);
            Assert.Equal(matrix.Rows.Members[i].Name, row.Cell(1).GetString());
            Assert.Equal([.. matrix.Cells[i], matrix.RowTotals[i]], Enumerable.Range(2, 5).Select(j => Number(row.Cell(j))));
        }

        var total = sheet.Row(table.RangeAddress.LastAddress.RowNumber + 1);
        Assert.Equal("Total", total.Cell(1).GetString());
        Assert.Equal([.. matrix.ColumnTotals, matrix.GrandTotal], Enumerable.Range(2, 5).Select(j => Number(total.Cell(j))));
        Assert.All(workbook.Worksheets.SelectMany(each => each.CellsUsed()), cell => Assert.False(cell.HasFormula));
        Assert.All(workbook.Worksheets, each => Assert.Empty(each.MergedRanges));
        Assert.Equal((4, 1), (sheet.SheetView.SplitRow, sheet.SheetView.SplitColumn));
        Assert.Equal((4, 4), (sheet.PageSetup.FirstRowToRepeatAtTop, sheet.PageSetup.LastRowToRepeatAtTop));
    }

    [Fact]
    public async Task A_row_of_others_leaves_the_header_of_the_total_column_as_it_is()
    {
        using var workbook = await OpenAsync(SampleReport.Whole() with { Sections = [SampleReport.Matrix() with { HasOthers = true }] });
        var table = workbook.Worksheet("Engagements by domain and year").Tables.Single();
        var (header, first) = (table.HeadersRow(), table.DataRange.Row(1));
        Assert.Equal(11, table.DataRange.RowCount());
        Assert.Equal(header.Cell(1).Style.Fill.BackgroundColor, header.Cell(6).Style.Fill.BackgroundColor);
        Assert.NotEqual(header.Cell(6).Style.Fill.BackgroundColor, first.Cell(6).Style.Fill.BackgroundColor);
    }

    [Fact]
    public async Task Formula_like_text_and_codes_stay_text_and_minus_five_a_number()
    {
        using var workbook = await OpenAsync(SampleReport.Whole());
        var rows = workbook.Worksheet("Most active participants").Tables.Single().DataRange;
        var cell = rows.Cell(3, 1);
        Assert.Equal((XLDataType.Text, SampleReport.Formula), (cell.DataType, cell.GetString()));
        Assert.True(cell.Style.IncludeQuotePrefix);
        Assert.Equal((XLDataType.Text, "0001"), (rows.Cell(3, 2).DataType, rows.Cell(3, 2).GetString()));
        Assert.Equal((XLDataType.Number, -5.0), (rows.Cell(1, 7).DataType, rows.Cell(1, 7).GetDouble()));
    }

    [Fact]
    public async Task Days_from_1900_on_are_dates_and_other_dates_are_text()
    {
        using var workbook = await OpenAsync(SampleReport.Whole());
        var rows = workbook.Worksheet("Most active participants").Tables.Single().DataRange;
        Assert.Equal((XLDataType.DateTime, new DateTime(2017, 7, 4, 0, 0, 0, DateTimeKind.Unspecified)), (rows.Cell(1, 6).DataType, rows.Cell(1, 6).GetDateTime()));
        Assert.Equal("January 2018", rows.Cell(2, 6).GetString());
        Assert.Equal("1920", rows.Cell(3, 6).GetString());
        Assert.Equal("1895-12-31", rows.Cell(4, 6).GetString());
    }

    [Fact]
    public async Task A_chart_refers_to_the_cells_of_its_section()
    {
        using var stream = new MemoryStream(await TestRenderer.BytesAsync("xlsx", SampleReport.Whole()));
        using var workbook = new XLWorkbook(stream);
        stream.Position = 0;
        using var zip = new ZipArchive(stream);
        var charts = zip.Entries.Where(entry => entry.FullName.Contains("/charts/", StringComparison.Ordinal) && entry.FullName.EndsWith(".xml", StringComparison.Ordinal)).ToList();

        // The summary of a report without a headline shows the first chart.
        Assert.Equal(5, charts.Count);
        foreach (var entry in charts)
        {
            using var content = entry.Open();
            var chart = XElement.Load(content);
            var c = chart.Name.Namespace;
            var title = string.Concat(chart.Descendants(c + "title").First().Descendants().Where(element => element.Name.LocalName == "t").Select(element => element.Value));
            var section = Assert.Single(SampleReport.Whole().Sections.OfType<ChartSection>(), candidate => candidate.Title == title);
            var series = chart.Descendants(c + "ser").ToList();
            Assert.Equal(section.Series.Count, series.Count);
            for (var i = 0; i < series.Count; i++)
            {
                Assert.Equal(section.Series[i].Name, Cells(workbook, series[i], c + "tx").Single().GetString());
                Assert.Equal(section.Categories.Members.Select(member => member.Name), Cells(workbook, series[i], c + "cat").Select(cell => cell.GetString()));
                Assert.Equal(section.Series[i].Values.Select(Double), Cells(workbook, series[i], c + "val").Select(cell => cell.IsEmpty() ? null : (double?)cell.GetDouble()));
            }
        }
    }

    [Fact]
    public async Task Unusual_names_long_texts_and_control_characters_give_a_valid_workbook()
    {
        var hard = new string('x', 40_000);
        TableSection Table(string title, object? text) => new(
            "t" + title.Length, title, null, [new("a", "Same", ValueFormat.Text), new("b", "same", ValueFormat.Text)], [[text, "half \uD800 pair \u0001"]], null, false);
        var document = SampleReport.Whole() with
        {
            Title = "Fish & chips & more",
            Sections =
            [
                Table("A [very] long: name/with\\all* that? is 'forbidden'", hard), Table("A [very] long: name/with\\all* that? is 'forbidden' too", "\"q\""),
                Table("History", "_x0041_"), Table("history", "\r\nline"), Table("   ", null), Table("Summary", "x"), Table("About", "x"), SampleReport.Table() with { Rows = [], Total = null },
            ],
        };
        using var stream = new MemoryStream(await TestRenderer.BytesAsync("xlsx", document));
        using (var package = SpreadsheetDocument.Open(stream, isEditable: false))
        {
            Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2019).Validate(package).Select(finding => finding.Description));
        }

        using var workbook = new XLWorkbook(stream);
        Assert.All(workbook.Worksheets, sheet => Assert.InRange(sheet.Name.Length, 1, 31));
        Assert.EndsWith("[cut: Excel holds 32,767 characters in a cell]", workbook.Worksheet(2).Tables.Single().DataRange.Cell(1, 1).GetString(), StringComparison.Ordinal);

        // ClosedXML reads such text back incorrectly, so the file itself is examined (ECMA-376 part 1, 22.9.2.19).
        stream.Position = 0;
        using var zip = new ZipArchive(stream);
        using var strings = new StreamReader(zip.GetEntry("xl/sharedStrings.xml")!.Open());
        Assert.Contains(">_x005F_x0041_<", await strings.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [FactNeeds("soffice", "pdftotext")]
    public async Task LibreOffice_opens_the_workbook_and_shows_every_figure()
    {
        var path = TestRenderer.Temporary(await TestRenderer.BytesAsync("xlsx", SampleReport.Answered()), ".xlsx");
        var folder = Path.GetDirectoryName(path)!;
        TestRenderer.Run("soffice", "-env:UserInstallation=file:///tmp/reporting-soffice", "--headless", "--convert-to", "pdf", "--outdir", folder, path);
        var text = TestRenderer.Run("pdftotext", "-layout", Path.ChangeExtension(path, ".pdf"), "-");
        Assert.All(SampleFigures.Of(SampleReport.Whole() with { Sections = [SampleReport.Matrix()] }), figure => Assert.Contains(figure, text, StringComparison.Ordinal));
        Assert.DoesNotContain("###", text, StringComparison.Ordinal);
        File.Delete(path);
        File.Delete(Path.ChangeExtension(path, ".pdf"));
    }

    private static List<IXLCell> Cells(XLWorkbook workbook, XElement series, XName role)
    {
        var reference = series.Element(role)!.Descendants(role.Namespace + "f").Single().Value.Split('!');
        return [.. workbook.Worksheet(reference[0].Trim('\'')).Range(reference[1]).Cells()];
    }

    private static object? Number(IXLCell cell) => cell.IsEmpty() ? null : (long)cell.GetDouble();

    private static double? Double(object? value) => value is null ? null : Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<XLWorkbook> OpenAsync(ReportDocument document) =>
        new(new MemoryStream(await TestRenderer.BytesAsync("xlsx", document)));
}
