using System.IO.Compression;
using System.Text;
using Reporting.Warehouse.Imports;
using Reporting.Warehouse.Imports.Mappings;
using Reporting.Warehouse.Problems;

namespace Reporting.Warehouse.Tests.Imports;

/// <summary>Files that are damaged, wrong or meant to harm: each ends in a clear refusal, and the warehouse is as before. Large ones only with REPORTING_DEEP=1.</summary>
public sealed class HostileFilesTests
{
    private const string Header = "Code,Title,Start,Type\n";

    private static readonly bool IsDeep = Environment.GetEnvironmentVariable("REPORTING_DEEP") == "1";

    private static readonly Mapping Titles = MappingCatalog.Parse("titles", """
        file: {sheet: Data}
        engagement: {code: "{Code}", title: "{Title}"}
        """);

    [Fact]
    public Task A_quotation_mark_that_never_closes() => RefusedAsync("malformed-csv", text => Repeat(text, Header + "e1,\"open,2022,visit\n", "x,y,2022,visit\n", IsDeep ? 20_000_000 : 200_000));

    [Fact]
    public Task Zeros_without_end() => RefusedAsync("malformed-csv", text => Zeros(text, IsDeep ? 2L << 30 : 4 << 20), header: Header + "e1,");

    [Fact]
    public Task A_header_of_a_hundred_thousand_columns() => RefusedAsync("too-many-columns", text => Repeat(text, "Code,Title", ",Column", 100_000));

    [Fact]
    public Task A_row_of_short_values_without_end() => RefusedAsync("too-many-columns", text => Repeat(text, Header, "x,", IsDeep ? 50_000_000 : 500_000));

    [Fact]
    public Task UTF16_that_says_nothing_of_it() => RefusedAsync("not-utf8", text => text.Write(Encoding.Unicode.GetBytes(Header + "e1,T,2022,visit\n")));

    [Fact]
    public Task A_workbook_cut_in_the_middle() => RefusedAsync("malformed-xlsx", text => text.Write(TestWorkbook.Of("Code,Title\ne1,T")[..900]), mapping: Titles);

    [Fact]
    public Task A_zip_that_is_no_workbook() => RefusedAsync("malformed-xlsx", file =>
    {
        using var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true);
        zip.CreateEntry("readme.txt");
    });

    [Fact]
    public Task A_bomb_of_one_endless_text() => RefusedAsync("file-too-large", file => file.Write(TestWorkbook.Of(sheet => Zeros(sheet, IsDeep ? 2L << 30 : 20 << 20))), mapping: Titles);

    [Fact]
    public Task A_bomb_of_shared_strings() => RefusedAsync("file-too-large", file => file.Write(TestWorkbook.Of(
        sheet => sheet.Write("<worksheet><sheetData/></worksheet>"u8),
        zip =>
        {
            using var strings = zip.CreateEntry("xl/sharedStrings.xml", CompressionLevel.Fastest).Open();
            Repeat(strings, "<sst>", "<si><t>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</t></si>", IsDeep ? 20_000_000 : 800_000);
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
        var rows = IsDeep ? 500_000 : 3_000;
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

        Assert.Equal(code, outcome.Problem?.Code);
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
