using System.IO.Compression;
using System.Text;
using Reporting.Warehouse.Imports;
using Reporting.Warehouse.Imports.Mappings;
using Reporting.Warehouse.Problems;

namespace Reporting.Warehouse.Tests.Imports;

/// <summary>Damaged, wrong and malicious files. Each is refused clearly and leaves the warehouse unchanged. REPORTING_DEEP=1 adds large files.</summary>
public sealed class HostileFilesTests
{
    private const string Header = "Code,Title,Start,Type\n";
    private const string SheetStart = "<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData>";

    private static readonly Mapping Titles = MappingCatalog.Parse("titles", """
        file: {sheet: Data}
        engagement: {code: "{Code}", title: "{Title}"}
        """);

    [Fact]
    public Task A_missing_closing_quotation_mark() => RefusedAsync("malformed-csv", text => Repeat(text, Header + "e1,\"open,2022,visit\n", "x,y,2022,visit\n", TestRun.IsDeep ? 20_000_000 : 200_000));

    [Fact]
    public Task Endless_zeros() => RefusedAsync("malformed-csv", text => Zeros(text, TestRun.IsDeep ? 2L << 30 : 4 << 20), header: Header + "e1,");

    [Fact]
    public Task A_header_of_a_hundred_thousand_columns() => RefusedAsync("too-many-columns", text => Repeat(text, "Code,Title", ",Column", 100_000));

    [Fact]
    public Task An_endless_row_of_short_values() => RefusedAsync("too-many-columns", text => Repeat(text, Header, "x,", TestRun.IsDeep ? 50_000_000 : 500_000));

    [Fact]
    public Task UTF16_without_a_byte_order_mark() => RefusedAsync("not-utf8", text => text.Write(Encoding.Unicode.GetBytes(Header + "e1,T,2022,visit\n")));

    [Fact]
    public Task A_workbook_cut_in_the_middle() => RefusedAsync("malformed-xlsx", text => text.Write(TestWorkbook.Of("Code,Title\ne1,T")[..900]), mapping: Titles);

    [Fact]
    public Task A_zip_without_a_workbook() => RefusedAsync("malformed-xlsx", file =>
    {
        using var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true);
        zip.CreateEntry("readme.txt");
    });

    [Fact]
    public Task A_bomb_of_zeros_in_a_workbook() => RefusedAsync("malformed-xlsx", file => file.Write(TestWorkbook.Of(sheet => Zeros(sheet, TestRun.IsDeep ? 2L << 30 : 20 << 20))), mapping: Titles);

    [Theory]
    [InlineData("<c r=\"A1\" t=\"inlineStr\"><is><t>")]
    [InlineData("<c r=\"A1\" t=\"inlineStr\"><is><t><![CDATA[<")]
    [InlineData("<c r=\"A1\"><v>")]
    [InlineData("<c r=\"A1\" t=\"")]
    [InlineData("<c")]
    [InlineData("<!-- ")]
    [InlineData("<?x ")]
    [InlineData("")]
    public Task A_bomb_of_one_endless_text(string start) => RefusedAsync("file-too-large", file => file.Write(TestWorkbook.Of(sheet => Repeat(sheet, SheetStart + start, "a", TestRun.IsDeep ? 1 << 30 : 20 << 20))), mapping: Titles);

    /// <summary>Files of a few kilobytes that once took a minute: sheets with huge dimensions, and deep nesting.</summary>
    [Theory]
    [InlineData("<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>", "")]
    [InlineData("<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"A1048576\"><v>1</v></c></row>", "")]
    [InlineData("<row r=\"1048577\"><c><v>1</v></c></row>", "malformed-xlsx")]
    [InlineData("<row r=\"2\"/><row r=\"1\"/>", "malformed-xlsx")]
    [InlineData("<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>", "malformed-xlsx")]
    [InlineData("<row r=\"1\"><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>1</v></c></row>", "malformed-xlsx")]
    [InlineData("<row r=\"1\"><c r=\"A2\"><v>1</v></c></row>", "malformed-xlsx")]
    [InlineData("<row r=\"99999999999999999999\"/>", "malformed-xlsx")]
    [InlineData("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>2147483648</v></c></row>", "malformed-xlsx")]
    [InlineData("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>", "malformed-xlsx")]
    [InlineData("<row r=\"1\"><c r=\"A1\"><v>1e999</v></c></row>", "malformed-xlsx")]
    [InlineData("<row r=\"1\"><c r=\"A1\" t=\"zz\"><v>1</v></c></row>", "malformed-xlsx")]
    public async Task A_sheet_with_huge_or_unordered_rows(string rows, string code)
    {
        await using var warehouse = await TestWarehouse.CreateAsync();
        var book = TestWorkbook.Of(sheet => sheet.Write(Encoding.UTF8.GetBytes(
            $"<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><dimension ref=\"A1:XFD1048576\"/><cols><col min=\"1\" max=\"16384\"/></cols><sheetData>{rows}</sheetData><mergeCells><mergeCell ref=\"A1:XFD1048576\"/></mergeCells></worksheet>")));
        var outcome = await warehouse.Imports.RunAsync(new ImportRequest(new MemoryStream(book), "huge.xlsx") { MappingFile = Titles });
        Assert.Contains(outcome.Problem?.Code, code.Length > 0 ? [code] : (string[])["missing-column", "empty-file"]);
    }

    [Theory]
    [InlineData("xl/worksheets/sheet2.xml", "<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData>")]
    [InlineData("xl/worksheets/sheet2.xml", "<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData><row><c><is>")]
    [InlineData("xl/sharedStrings.xml", "<sst xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><si>")]
    [InlineData("xl/styles.xml", "<styleSheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'>")]
    [InlineData("xl/workbook.xml", "<workbook xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'>")]
    [InlineData("xl/_rels/workbook.xml.rels", "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>")]
    [InlineData("_rels/.rels", "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>")]
    public Task An_endlessly_nested_part(string part, string start) => RefusedAsync("malformed-xlsx", file => file.Write(TestWorkbook.With(part, content => Repeat(content, start, "<a>", TestRun.IsDeep ? 5_000_000 : 200_000))), mapping: Titles);

    [Fact]
    public Task A_header_as_wide_as_a_sheet_over_rows_of_one_cell() => RefusedAsync("file-too-large", file => file.Write(TestWorkbook.Of(sheet =>
    {
        Repeat(sheet, SheetStart + "<row><c t=\"inlineStr\"><is><t>Code</t></is></c><c t=\"inlineStr\"><is><t>Title</t></is></c><c r=\"XFD1\"><v>1</v></c></row>", "<row><c><v>1</v></c></row>", 100_000);
        sheet.Write("</sheetData></worksheet>"u8);
    })), mapping: Titles);

    [Fact]
    public Task A_header_as_wide_as_a_sheet_over_lines_of_one_value() => RefusedAsync("file-too-large", text => Repeat(text, "Code,Title" + string.Concat(Enumerable.Range(0, 16_000).Select(i => $",C{i}")) + "\n", "x\n", 100_000), mapping: Titles);

    /// <summary>Deflate compresses blanks to a thousandth, but real rows only to about a twentieth.</summary>
    [Fact]
    public Task A_sheet_that_is_larger_than_its_archive_can_hold() => RefusedAsync("file-too-large", file => file.Write(TestWorkbook.Of(sheet => Repeat(sheet, SheetStart, $"<x>{new string(' ', 50_000)}</x>", TestRun.IsDeep ? 20_000 : 2_000))), mapping: Titles);

    [Fact]
    public Task A_part_that_occurs_twice() => RefusedAsync("malformed-xlsx", file => file.Write(TestWorkbook.Of(
        sheet => sheet.Write("<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData/></worksheet>"u8), zip => zip.CreateEntry("xl/Workbook.xml"))), mapping: Titles);

    [Fact]
    public Task A_part_whose_checksum_is_wrong()
    {
        var book = TestWorkbook.Of(sheet => sheet.Write("<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData><row><c><v>12345</v></c></row></sheetData></worksheet>"u8), stored: true);
        book.AsSpan().Slice(book.AsSpan().IndexOf("12345"u8), 1)[0] = (byte)'9';
        return RefusedAsync("malformed-xlsx", file => file.Write(book), mapping: Titles);
    }

    [Fact]
    public Task A_document_type_with_entities_in_entities() => RefusedAsync("malformed-xlsx", file => file.Write(TestWorkbook.Of(sheet => sheet.Write(Encoding.UTF8.GetBytes(
        "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData><row><c t=\"str\"><v>&b;</v></c></row></sheetData></worksheet>")))), mapping: Titles);

    /// <summary>A cancelled import stops reading every part of a workbook, however slow the part is.</summary>
    [Theory]
    [InlineData("<row></row>")]
    [InlineData("<x/>")]
    [InlineData("<!---->")]
    public async Task A_cancelled_import_ends(string part)
    {
        await using var warehouse = await TestWarehouse.CreateAsync();
        var random = new Random(1);
        var book = TestWorkbook.Of(sheet =>
        {
            sheet.Write(Encoding.UTF8.GetBytes(SheetStart));
            // Incompressible content, so that its size is allowed.
            for (var i = 0; i < 200; i++)
            {
                Repeat(sheet, $"<!--{random.NextInt64()}-->", part, 100_000);
            }
        });
        using var leaving = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        try
        {
            var outcome = await warehouse.Imports.RunAsync(new ImportRequest(new MemoryStream(book), "endless.xlsx") { MappingFile = Titles }, leaving.Token);
            Assert.NotNull(outcome.Problem);
        }
        catch (OperationCanceledException)
        {
            Assert.True(leaving.IsCancellationRequested);
        }
    }

    [Fact]
    public Task A_bomb_of_shared_strings() => RefusedAsync("file-too-large", file => file.Write(TestWorkbook.Of(
        sheet => sheet.Write("<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData/></worksheet>"u8),
        zip =>
        {
            using var strings = zip.CreateEntry("xl/sharedStrings.xml", CompressionLevel.Fastest).Open();
            Repeat(strings, "<sst xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'>", "<si><t>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</t></si>", TestRun.IsDeep ? 20_000_000 : 800_000);
        })), mapping: Titles);

    [Fact]
    public Task A_row_of_more_cells_than_a_sheet_has() => RefusedAsync("too-many-columns", file => file.Write(TestWorkbook.Of(
        sheet => Repeat(sheet, "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row r=\"1\">", "<c><v>1</v></c>", 20_000))), mapping: Titles);

    [Fact]
    public async Task A_file_cut_in_the_middle_of_a_row_is_refused_for_that_row()
    {
        await using var warehouse = await TestWarehouse.CreateAsync();

        var result = await warehouse.ImportAsync(Header + "e1,T,2022,visit\ne2,T,20");

        Assert.False(result.Taken);
        Assert.Equal([3], result.Refusals.Select(r => r.Row).Distinct());
    }

    [Fact]
    public async Task One_bad_row_late_in_a_large_file_leaves_nothing_or_the_rest()
    {
        await using var warehouse = await TestWarehouse.CreateAsync();
        var rows = TestRun.IsDeep ? 500_000 : 3_000;
        var text = new StringBuilder(Header);
        for (var i = 2; i <= rows; i++)
        {
            text.Append("e-").Append(i).Append(",T,").Append(i == rows ? "x" : "2022").Append(",visit\n");
        }

        Assert.False((await warehouse.ImportAsync(text.ToString())).Taken);
        Assert.Equal(["0"], await warehouse.RowsAsync("SELECT COUNT(*) FROM FactEngagement"));
        Assert.Equal(rows - 2, (await warehouse.ImportAsync(text.ToString(), maxRejected: 1)).Added);
    }

    private static async Task RefusedAsync(string code, Action<Stream> write, string header = "", Mapping? mapping = null)
    {
        await using var warehouse = await TestWarehouse.CreateAsync();
        await warehouse.ImportAsync(Header + "before,T,2022,visit\n");
        var before = await warehouse.ContentAsync();
        await using var file = new FileStream(Path.Combine(warehouse.Folder, "hostile"), FileMode.Create, FileAccess.ReadWrite);
        file.Write(Encoding.UTF8.GetBytes(header));
        write(file);
        file.Position = 0;

        var outcome = await warehouse.Imports.RunAsync(new ImportRequest(file, "hostile") { MappingFile = mapping });

        Assert.True(code == outcome.Problem?.Code, $"{code} was expected: {outcome.Problem}");
        Assert.True(outcome.Problem!.Kind is ProblemKind.Invalid or ProblemKind.TooLarge);
        Assert.NotEmpty(outcome.Problem.Hint);
        Assert.Equal(before, await warehouse.ContentAsync());
    }

    private static void Zeros(Stream stream, long count)
    {
        var zeros = new byte[1 << 20];
        for (var left = count; left > 0; left -= zeros.Length)
        {
            stream.Write(zeros.AsSpan(0, (int)Math.Min(left, zeros.Length)));
        }
    }

    private static void Repeat(Stream stream, string start, string part, int times)
    {
        stream.Write(Encoding.UTF8.GetBytes(start));
        var thousand = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(part, 1000)));
        for (var i = 0; i < times; i += 1000)
        {
            stream.Write(thousand);
        }
    }
}
