using System.Text;
using System.Text.Json;

namespace Reporting.Rendering.Tests.Json;

public class JsonRendererTests
{
    [Fact]
    public async Task Every_section_has_its_kind_and_the_matrix_equals_the_document()
    {
        using var json = JsonDocument.Parse(await TestRenderer.BytesAsync("json", SampleReport.Whole()));
        var root = json.RootElement;
        Assert.Equal(
            ["kpis", "matrix", "chart", "chart", "chart", "chart", "table", "engagements"],
            root.GetProperty("sections").EnumerateArray().Select(section => section.GetProperty("kind").GetString()));
        Assert.Equal(3, root.GetProperty("provenance").GetProperty("dataVersion").GetInt64());

        var (matrix, written) = (SampleReport.Matrix(), root.GetProperty("sections")[1]);
        Assert.Equal(matrix.GrandTotal, written.GetProperty("grandTotal").GetInt64());
        Assert.Equal(matrix.RowTotals, written.GetProperty("rowTotals").EnumerateArray().Select(total => (object?)total.GetInt64()));
        Assert.Equal(
            matrix.Cells.SelectMany(row => row),
            written.GetProperty("cells").EnumerateArray().SelectMany(row => row.EnumerateArray()).Select(cell => cell.ValueKind == JsonValueKind.Null ? null : (object?)cell.GetInt64()));
        Assert.Equal("0001", written.GetProperty("rows").GetProperty("members")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_date_without_a_day_is_null_with_its_label()
    {
        using var json = JsonDocument.Parse(await TestRenderer.BytesAsync("json", SampleReport.Whole()));
        var rows = json.RootElement.GetProperty("sections")[6].GetProperty("rows");
        Assert.Equal("2017-07-04", rows[0][5].GetProperty("date").GetString());
        Assert.Equal(JsonValueKind.Null, rows[1][5].GetProperty("date").ValueKind);
        Assert.Equal("January 2018", rows[1][5].GetProperty("label").GetString());
    }

    [Fact]
    public async Task The_kind_of_a_chart_and_formats_are_words_and_unicode_is_unescaped()
    {
        var text = Encoding.UTF8.GetString(await TestRenderer.BytesAsync("json", SampleReport.Whole()));
        Assert.Contains("\"chart\": \"stackedColumn\"", text, StringComparison.Ordinal);
        Assert.Contains("\"format\": \"money\"", text, StringComparison.Ordinal);
        Assert.Contains(SampleReport.Hebrew, text, StringComparison.Ordinal);
        Assert.Contains(SampleReport.Devanagari, text, StringComparison.Ordinal);
    }
}
