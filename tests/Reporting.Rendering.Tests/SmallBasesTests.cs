using System.Globalization;
using System.Text;
using System.Text.Json;
using ClosedXML.Excel;
using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Mails;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Tests;

/// <summary>Readers see "1 of 3" instead of 33.3%; data have the ratio in every format.</summary>
public sealed class SmallBasesTests
{
    private const double Third = 1 / 3d;

    [Theory]
    [InlineData("en", "1 of 3", "3 of 8")]
    [InlineData("hi", "3 में से 1", "8 में से 3")]
    [InlineData("he", "1 מתוך 3", "3 מתוך 8")]
    public async Task Pages_mails_and_workbooks_show_the_parts_and_hold_the_ratio(string language, string cell, string tile)
    {
        var document = Sample(language);
        var page = Encoding.UTF8.GetString(await TestRenderer.BytesAsync("html", document));
        Assert.Contains(cell, page, StringComparison.Ordinal);
        Assert.Contains(tile, page, StringComparison.Ordinal);
        Assert.DoesNotContain("33.3", page, StringComparison.Ordinal);
        Assert.DoesNotContain("37.5", page, StringComparison.Ordinal);
        Assert.Contains("70.0%", page, StringComparison.Ordinal);

        Assert.Equal(cell, ValueText.In(language).Of(Proportion.Of(1, 3), ValueFormat.Percent));
        using var workbook = new XLWorkbook(new MemoryStream(await TestRenderer.BytesAsync("xlsx", document)));
        var cells = workbook.Worksheets.SelectMany(sheet => sheet.CellsUsed()).Where(c => c.DataType == XLDataType.Number).ToList();
        Assert.Contains(cells, c => Math.Abs(c.GetDouble() - Third) < 1e-12 && c.Style.NumberFormat.Format == $"\"{cell}\"");
        Assert.Contains(cells, c => c.GetDouble() == .375 && c.Style.NumberFormat.Format == $"\"{tile}\"");
        Assert.Equal(language == "he", cells.Single(c => Math.Abs(c.GetDouble() - Third) < 1e-12).Style.Alignment.ReadingOrder == XLAlignmentReadingOrderValues.RightToLeft);
        Assert.Contains(cells, c => c.GetDouble() == .7 && c.Style.NumberFormat.Format == "0.0%");
    }

    [Fact]
    public async Task Data_have_the_ratio()
    {
        var json = JsonDocument.Parse(await TestRenderer.BytesAsync("json", Sample("en"))).RootElement.GetProperty("sections");
        Assert.Equal(.375, json[0].GetProperty("items")[0].GetProperty("value").GetDouble());
        Assert.Equal(Third, json[1].GetProperty("rows")[0][2].GetDouble());
        var csv = Encoding.UTF8.GetString(await TestRenderer.BytesAsync("csv", Sample("en") with { Sections = [Table()] }));
        Assert.Contains(Third.ToString(CultureInfo.InvariantCulture), csv, StringComparison.Ordinal);
        Assert.DoesNotContain("of 3", csv, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mail_shows_the_parts() =>
        Assert.Equal(["Cyber security", "1", "1 of 3"], MailSummary.Of(Sample("en") with { Sections = [Table()] }).Table!.Rows[0]);

    [Fact]
    public async Task Pages_and_mails_leave_out_changes_in_percent_where_there_is_none_and_data_keep_them()
    {
        foreach (var (change, isShown) in new[] { ((object?)null, false), (.25, true) })
        {
            var document = Sample("en") with { Sections = [Years(change)] };
            Assert.Equal(isShown, Encoding.UTF8.GetString(await TestRenderer.BytesAsync("html", document)).Contains("Change (%)", StringComparison.Ordinal));
            Assert.Equal(isShown ? ["2023", "–", "12", "–"] : ["2023", "–", "12"], MailSummary.Of(document).Table!.Rows[0]);
            Assert.Equal(4, JsonDocument.Parse(await TestRenderer.BytesAsync("json", document)).RootElement.GetProperty("sections")[0].GetProperty("columns").GetArrayLength());
            Assert.Contains("change_pct", Encoding.UTF8.GetString(await TestRenderer.BytesAsync("csv", document)), StringComparison.Ordinal);
        }
    }

    private static TableSection Years(object? change) => new(
        "years", "Years", null,
        [new("year", "Year", ValueFormat.Text), new("engagements_change", "Change", ValueFormat.Count) { IsChange = true }, new("engagements", "Engagements", ValueFormat.Count), new("engagements_change_pct", "Change (%)", ValueFormat.Percent) { IsChange = true }],
        [["2023", null, 12L, null], ["2024", 3L, 15L, change]],
        Total: [null, null, 27L, null],
        Truncated: false);

    private static ReportDocument Sample(string language) => SampleReport.Whole() with
    {
        Language = language,
        Sections =
        [
            new KpiSection("figures", "Figures", null, [new Kpi("delivered_share", "Delivered", Proportion.Of(3, 8), ValueFormat.Percent, null)]),
            Table(),
        ],
    };

    private static TableSection Table() => new(
        "domains", "Domains", null,
        [new("domain", "Domain", ValueFormat.Text), new("engagements", "Engagements", ValueFormat.Count), new("engagement_share", "Share", ValueFormat.Percent)],
        [["Cyber security", 1L, Proportion.Of(1, 3)], ["Space", 7L, Proportion.Of(7, 10)]],
        Total: null,
        Truncated: false);
}
