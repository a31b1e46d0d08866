using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Excel;
using Reporting.Rendering.Excel.LargeSheets;
using Reporting.Rendering.Excel.Sheets;
using Reporting.Warehouse.Dates;

namespace Reporting.Rendering.Tests.Excel.LargeSheets;

/// <summary>The streamed Data sheets are valid, equal to the rows, and reproducible.</summary>
public sealed class LargeWorkbookTests
{
    private const string Formula = "=HYPERLINK(\"https://evil.example\")";

    private static readonly string Long = new('x', 40_000);

    [Fact]
    public async Task The_workbook_is_valid_and_keeps_its_formatted_sheets()
    {
        using var workbook = Open(await WriteAsync(Hard()));
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2019).Validate(workbook).Select(e => $"{e.Path?.XPath}: {e.Description}"));
        Assert.Equal("Summary", Sheets(workbook)[0]);
        Assert.Equal(["Data", "About"], Sheets(workbook)[^2..]);
    }

    [Fact]
    public async Task Cells_have_the_values_of_the_rows()
    {
        using var workbook = Open(await WriteAsync(Hard()));
        var rows = Rows(workbook, "Data");
        Assert.Equal(DataColumns.All.Select(c => c.Caption), rows[0].Select(c => c.Text));
        var first = rows[1].ToDictionary(c => c.Column, c => c);
        Assert.Equal(("0001", "inlineStr"), (first["A"].Text, first["A"].Kind));
        Assert.Equal(Formula, first["B"].Text);
        Assert.Equal(new DateTime(2024, 7, 5).ToOADate().ToString(CultureInfo.InvariantCulture), first["C"].Text);
        Assert.Equal("n", first["C"].Kind);
        Assert.Equal("2024", first["E"].Text);
        Assert.Equal("0.25", first["I"].Text);
        Assert.All(rows.Skip(1).SelectMany(r => r), c => Assert.Null(c.Formula));
    }

    [Fact]
    public async Task Text_is_never_a_formula_and_never_breaks_the_sheet()
    {
        using var workbook = Open(await WriteAsync(Hard()));
        var titles = Rows(workbook, "Data").Skip(1).Select(r => r.First(c => c.Column == "B")).ToList();
        Assert.True(titles[0].IsQuoted);
        Assert.False(titles[1].IsQuoted);
        Assert.Equal("<b>Fish & chips</b>", titles[1].Text);
        Assert.Equal("  two lines\nand an end ", titles[2].Text);
        Assert.Equal("bell\uFFFD gone", titles[3].Text);
        Assert.Equal(ExcelText.Fit(Long), titles[4].Text);
        Assert.EndsWith("_x005F_x0041_ stays", titles[5].Text, StringComparison.Ordinal);
        Assert.Equal("नरेन्द्र מודי 😀", titles[6].Text);
    }

    [Fact]
    public async Task Dates_are_as_exact_as_stated_and_those_before_1900_are_text()
    {
        using var workbook = Open(await WriteAsync(Hard()));
        var starts = Rows(workbook, "Data").Skip(1).Select(r => r.FirstOrDefault(c => c.Column == "C")).ToList();
        Assert.Equal("1857-05-10", starts[1]!.Text);
        Assert.Equal("2024-07", starts[2]!.Text);
        Assert.Equal("2024", starts[3]!.Text);
        Assert.Equal("inlineStr", starts[3]!.Kind);
        Assert.Null(starts[4]);
    }

    [Fact]
    public async Task Rows_beyond_a_full_sheet_continue_on_the_next()
    {
        using var workbook = Open(await WriteAsync(Many(25), maxRows: 10));
        Assert.Equal(["Data", "Data (2)", "Data (3)", "About"], Sheets(workbook)[^4..]);
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2019).Validate(workbook).Select(e => e.Description));
        var codes = new[] { "Data", "Data (2)", "Data (3)" }.SelectMany(s => Rows(workbook, s).Skip(1)).Select(r => r[0].Text);
        Assert.Equal(Enumerable.Range(1, 25).Select(i => $"e{i}"), codes);
        var titles = workbook.WorkbookPart!.Workbook.DefinedNames!.Elements<DefinedName>().Where(n => n.Name == "_xlnm.Print_Titles").ToList();
        Assert.All(titles, name => Assert.Equal(Sheets(workbook)[(int)name.LocalSheetId!.Value], name.Text[..name.Text.IndexOf('!', StringComparison.Ordinal)].Trim('\'')));
        Assert.Contains(titles, name => name.Text.Contains("Data (3)", StringComparison.Ordinal));
        Assert.Equal([11, 11, 6], new[] { "Data", "Data (2)", "Data (3)" }.Select(s => Rows(workbook, s).Count));
    }

    [Fact]
    public async Task A_table_spans_the_rows_and_prints_its_header_on_every_page()
    {
        using var workbook = Open(await WriteAsync(Many(25)));
        var sheet = Sheet(workbook, "Data");
        Assert.Equal("A1:L26", sheet.TableDefinitionParts.Single().Table.Reference!.Value);
        Assert.Contains(workbook.WorkbookPart!.Workbook.DefinedNames!.Elements<DefinedName>(), n => n.Name == "_xlnm.Print_Titles" && n.Text.Replace("'", string.Empty, StringComparison.Ordinal) == "Data!$1:$1");
        Assert.NotEqual(PaneStateValues.Split, sheet.Worksheet.Descendants<Pane>().Single().State!.Value);
    }

    [Fact]
    public async Task A_workbook_without_rows_has_the_header()
    {
        using var workbook = Open(await WriteAsync([]));
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2019).Validate(workbook).Select(e => e.Description));
        Assert.Single(Rows(workbook, "Data"));
    }

    [Fact]
    public async Task The_same_rows_give_the_same_bytes() => Assert.Equal(await WriteAsync(Many(3_000)), await WriteAsync(Many(3_000)));

    [Theory]
    [InlineData(24)]
    [InlineData(26)]
    public async Task A_wrong_number_of_rows_gives_no_file(int there)
    {
        var target = new AsyncOnlyStream();
        await Assert.ThrowsAnyAsync<Exception>(() => WriteAsync(Many(there), 25, target, DataSheet.MaxRows));
        Assert.ThrowsAny<Exception>(() => Open(target.ToArray()));
    }

    [FactNeeds("soffice")]
    public async Task LibreOffice_opens_it()
    {
        var folder = Directory.CreateTempSubdirectory("reporting-large-").FullName;
        await File.WriteAllBytesAsync(Path.Combine(folder, "large.xlsx"), await WriteAsync(Hard()));
        TestRenderer.Run("soffice", "--headless", $"-env:UserInstallation=file://{folder}/profile", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1", "--outdir", folder, Path.Combine(folder, "large.xlsx"));
        var lines = await File.ReadAllTextAsync(Path.Combine(folder, "large-Data.csv"));
        Assert.Contains("0001", lines, StringComparison.Ordinal);
        Assert.Contains("2024-07-05", lines, StringComparison.Ordinal);
        Assert.Contains("<b>Fish & chips</b>", lines, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    private static List<object?[]> Hard() =>
    [
        Row("0001", Formula, new PartialDate(20240705), 2024),
        Row("e2", "<b>Fish & chips</b>", new PartialDate(18570510), 1857),
        Row("e3", "  two lines\nand an end ", new PartialDate(20240700), 2024),
        Row("e4", "bell\a\uD800 gone", new PartialDate(20240000), 2024),
        Row("e5", Long, null, null),
        Row("e6", "_x0041_ stays", null, null),
        Row("e7", "नरेन्द्र מודי 😀", null, null),
    ];

    private static List<object?[]> Many(int count) => [.. Enumerable.Range(1, count).Select(i => Row($"e{i}", $"Title {i}", new PartialDate(20240101), 2024))];

    private static object?[] Row(string code, string title, PartialDate? start, long? year) =>
        [code, title, start, start?.Label, year, "Digital", "cyber-security", "Cyber security", 0.25, "Meeting", "Dialogue", "India"];

    private static async Task<byte[]> WriteAsync(IReadOnlyList<object?[]> rows, int maxRows = DataSheet.MaxRows)
    {
        var target = new AsyncOnlyStream();
        await WriteAsync(rows, rows.Count, target, maxRows);
        return target.ToArray();
    }

    private static Task WriteAsync(IReadOnlyList<object?[]> rows, int announced, Stream target, int maxRows)
    {
        var whole = SampleReport.Whole();
        var document = whole with { Data = new ReportData(announced, rows.ToAsyncEnumerable(), whole.Sections.OfType<MatrixSection>().First()) };
        return LargeWorkbook.WriteAsync(ExcelRenderer.Build(document, CancellationToken.None), document.Data, null, target, maxRows, CancellationToken.None);
    }

    private static SpreadsheetDocument Open(byte[] content) => SpreadsheetDocument.Open(new MemoryStream(content), isEditable: false);

    private static List<string> Sheets(SpreadsheetDocument workbook) => [.. workbook.WorkbookPart!.Workbook.Sheets!.Elements<Sheet>().Select(s => s.Name!.Value!)];

    private static WorksheetPart Sheet(SpreadsheetDocument workbook, string name) =>
        (WorksheetPart)workbook.WorkbookPart!.GetPartById(workbook.WorkbookPart.Workbook.Sheets!.Elements<Sheet>().Single(s => s.Name == name).Id!);

    private static List<List<ReadCell>> Rows(SpreadsheetDocument workbook, string name)
    {
        var formats = workbook.WorkbookPart!.WorkbookStylesPart!.Stylesheet.CellFormats!.Elements<CellFormat>().ToList();
        return [.. Sheet(workbook, name).Worksheet.Descendants<Row>().Select(r => r.Elements<Cell>().Select(c => new ReadCell(
            c.CellReference!.Value!.TrimEnd([.. "0123456789"]),
            c.InlineString?.Text?.Text ?? (c.DataType?.Value == CellValues.SharedString ? workbook.WorkbookPart!.SharedStringTablePart!.SharedStringTable.ElementAt(int.Parse(c.CellValue!.Text, CultureInfo.InvariantCulture)).InnerText : c.CellValue!.Text),
            c.DataType?.InnerText ?? "n",
            c.CellFormula?.Text,
            formats[(int)c.StyleIndex!.Value].QuotePrefix?.Value == true)).ToList())];
    }

    private sealed record ReadCell(string Column, string Text, string Kind, string? Formula, bool IsQuoted);
}
