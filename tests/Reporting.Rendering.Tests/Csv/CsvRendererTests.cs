using System.Globalization;
using System.Text;
using CsvHelper;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Renderers;

namespace Reporting.Rendering.Tests.Csv;

public class CsvRendererTests
{
    [Fact]
    public async Task The_first_matrix_is_a_row_for_each_cell_and_total()
    {
        var matrix = SampleReport.Matrix();
        var rows = await ReadAsync(SampleReport.Whole());

        Assert.Equal(["domain", "domain_name", "year", "year_name", "total", "engagements"], rows[0]);
        Assert.Equal((12 + 1) * (4 + 1), rows.Count - 1);
        for (var i = 0; i < 12; i++)
        {
            var (code, name) = (matrix.Rows.Members[i].Code, matrix.Rows.Members[i].Name);
            for (var j = 0; j < 4; j++)
            {
                var year = matrix.Columns.Members[j].Code;
                var row = Assert.Single(rows, row => row[0] == code && row[2] == year && row[4].Length == 0);
                Assert.Equal([code!, name, year!, year!, string.Empty, Text(matrix.Cells[i][j])], row);
            }

            Assert.Equal(Text(matrix.RowTotals[i]), Assert.Single(rows, row => row[0] == code && row[4] == "year")[5]);
        }

        Assert.Equal(["301", "1322", "343", "364"], rows.Where(row => row[4] == "domain").Select(row => row[5]));
        Assert.Equal("1234", Assert.Single(rows, row => row[4] == "all")[5]);
    }

    [Fact]
    public async Task The_file_starts_with_a_byte_order_mark_and_ends_lines_with_crlf()
    {
        var content = await TestRenderer.BytesAsync("csv", SampleReport.Whole());
        Assert.Equal([0xEF, 0xBB, 0xBF], content[..3]);
        var text = Encoding.UTF8.GetString(content);
        Assert.Equal(text.Count(c => c == '\n'), text.Split("\r\n").Length - 1);
    }

    [Fact]
    public async Task Risky_text_is_guarded_and_minus_five_stays_a_number()
    {
        Assert.True(SampleReport.Whole().Only("top-participants").IsValue(out var report, out _));
        var rows = await ReadAsync(report);

        Assert.Equal("'" + SampleReport.Formula, rows[3][0]);
        Assert.Equal("'+972", rows[4][1]);
        Assert.Equal("'@Handle", rows[5][0]);
        Assert.Equal("0001", rows[3][1]);
        Assert.Equal("-5", rows[1][6]);
        Assert.Equal("0.0332", rows[1][3]);
        Assert.Equal("2018-01", rows[2][5]);
        Assert.Equal(string.Empty, rows[2][4]);
        Assert.Equal(SampleReport.Hebrew, rows[2][0]);
    }

    [Theory]
    [InlineData("\t=1+1")]
    [InlineData("\r=1+1")]
    [InlineData("＝1+1")]
    public async Task Tabs_returns_and_full_width_signs_are_guarded(string text)
    {
        var table = SampleReport.Table() with { Rows = [[text, "x", 1L, null, null, null, null]], Total = null };
        var rows = await ReadAsync(SampleReport.Whole() with { Sections = [table] });
        Assert.Equal("'" + text, rows[1][0]);
    }

    [Fact]
    public async Task Links_of_an_engagement_are_joined_with_semicolons()
    {
        Assert.True(SampleReport.Whole().Only("engagements").IsValue(out var report, out _));
        var rows = await ReadAsync(report);
        Assert.Equal(20, rows.Count - 1);
        Assert.Equal("Narendra Modi; Benjamin Netanyahu; Rafael", rows[1][rows[0].ToList().IndexOf("participants")]);
        Assert.Equal(string.Empty, rows[7][rows[0].ToList().IndexOf("start_date")]);
        Assert.Equal("July 2024", rows[7][rows[0].ToList().IndexOf("start_label")]);
    }

    [Fact]
    public void An_unknown_section_is_a_problem_that_lists_the_sections()
    {
        Assert.False(SampleReport.Whole().Only("nonsense").IsValue(out _, out var problem));
        Assert.Equal("unknown-section", problem.Code);
        Assert.Contains("by-domain-and-year", problem.Hint, StringComparison.Ordinal);
    }

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;

    private static async Task<List<string[]>> ReadAsync(ReportDocument document)
    {
        using var stream = new MemoryStream(await TestRenderer.BytesAsync("csv", document));
        var rows = new List<string[]>();
        using var reader = CsvReader.Create(stream, new CsvReaderOptions { HasHeader = false });
        while (reader.Read())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetString(i) ?? string.Empty)]);
        }

        return rows;
    }
}
