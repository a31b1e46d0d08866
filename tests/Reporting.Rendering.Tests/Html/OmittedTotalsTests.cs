using System.Text;
using Reporting.Engine.Reports.Documents;

namespace Reporting.Rendering.Tests.Html;

public sealed class OmittedTotalsTests
{
    [Fact]
    public async Task A_matrix_without_totals_has_the_same_cells_and_no_total_in_any_format()
    {
        var (with, without) = (SampleReport.Matrix(), SampleReport.Matrix() with { OmitsTotals = true });
        Assert.Contains("class=\"total\"", await TextAsync("html", with), StringComparison.Ordinal);
        var page = await TextAsync("html", without);
        Assert.DoesNotContain("class=\"total", page, StringComparison.Ordinal);
        Assert.Contains("Cyber security", page, StringComparison.Ordinal);
        var lines = (await TextAsync("csv", without)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(1 + (without.Rows.Members.Count * without.Columns.Members.Count), lines.Length);
        Assert.Equal(lines.Length + without.Rows.Members.Count + without.Columns.Members.Count + 1, (await TextAsync("csv", with)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    private static async Task<string> TextAsync(string format, MatrixSection matrix) =>
        Encoding.UTF8.GetString(await TestRenderer.BytesAsync(format, SampleReport.Whole() with { Sections = [matrix] }));
}
