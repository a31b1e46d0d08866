using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Mails;

namespace Reporting.Rendering.Tests.Mails;

/// <summary>The table of a mail leaves out what repeats its only column.</summary>
public sealed class MailSummaryTests
{
    [Fact]
    public void Changes_in_a_table_have_a_sign()
    {
        var table = new TableSection("years", "Years", null, [new("year", "Year", ValueFormat.Text), new("engagements_change", "Change", ValueFormat.Count) { IsChange = true }], [["2024", 4L], ["2025", -2L], ["2026", 0L]], Total: null, Truncated: false);
        Assert.Equal(["+4", "\u22122", "0"], MailSummary.Of(SampleReport.Whole() with { Sections = [table] }).Table!.Rows.Select(row => row[1]));
    }

    [Fact]
    public void A_matrix_of_one_year_has_no_total_beside_it() => Assert.Equal(["Domain", "2024"], TableOf(OneYear()).Columns);

    [Fact]
    public void The_year_before_stands_beside_a_single_year_and_no_total()
    {
        var matrix = OneYear();
        var before = new LeadingColumn(new AxisMember("2023", "2023"), [.. matrix.RowTotals.Select(_ => (object?)7L)], 77L, Replaces: 0);
        var table = TableOf(matrix with { Lead = before });
        Assert.Equal(["Domain", "2023", "2024"], table.Columns);
        Assert.Equal(["Agriculture and food security", "7", "200"], table.Rows[0]);
        Assert.Equal(["Total", "77", "1,234"], table.Total);
        Assert.Null(TableOf(matrix with { Rows = matrix.Rows with { Members = [.. matrix.Rows.Members.Take(3)] }, Lead = before }).More);
    }

    [Theory]
    [InlineData(4, "Total", null)]
    [InlineData(3, "Total", null)]
    public void A_matrix_of_few_years_has_all_of_them_and_its_total(int years, string total, string? more)
    {
        var table = TableOf(Years(SampleReport.Matrix(), years));
        Assert.Equal(["Domain", .. Enumerable.Range(2021, years).Select(year => $"{year}"), total], table.Columns);
        Assert.Equal(more, table.More?.Contains("columns", StringComparison.Ordinal) == true ? table.More : null);
    }

    [Fact]
    public void A_matrix_of_many_years_has_the_last_ones_and_says_so()
    {
        var table = TableOf(Years(SampleReport.Matrix(), 9));
        Assert.Equal(["Domain", "2026", "2027", "2028", "2029", "Total (all)"], table.Columns);
        Assert.Equal(6, table.Total!.Count);
        Assert.All(table.Rows, row => Assert.Equal(6, row.Count));
        Assert.Contains("5", table.More, StringComparison.Ordinal);
    }

    [Fact]
    public void A_matrix_of_many_members_has_the_first_ones()
    {
        var matrix = Years(SampleReport.Matrix(), 9);
        var columns = new Axis("partner", "Partner", [.. Enumerable.Range(1, 9).Select(i => new AxisMember($"{i}", $"Partner {i}"))]);
        var table = TableOf(matrix with { Columns = columns });
        Assert.Equal(["Domain", "Partner 1", "Partner 2", "Partner 3", "Partner 4", "Total (all)"], table.Columns);
        Assert.Equal(["50", "51", "52", "53"], table.Total!.Skip(1).Take(4));
    }

    [Theory]
    [InlineData("en", 12L, "+2 compared with 10 in 2024")]
    [InlineData("en", 10L, "the same as in 2024")]
    [InlineData("hi", 10L, "2024 के बराबर")]
    [InlineData("he", 10L, "ללא שינוי לעומת 2024")]
    public void A_figure_without_a_change_says_so_in_words(string language, long figure, string change)
    {
        var figures = SampleReport.Kpis() with { Items = [new Kpi("engagements", "Engagements", figure, ValueFormat.Count, null) { Change = new KpiChange("2024", 10L, figure - 10, (figure - 10) / 10.0) }] };
        Assert.Equal(change, MailSummary.Of(SampleReport.Whole() with { Language = language, Sections = [figures] }).Figures.Single().Change);
    }

    private static MailTable TableOf(MatrixSection matrix) => MailSummary.Of(SampleReport.Whole() with { Sections = [matrix] }).Table!;

    private static MatrixSection OneYear()
    {
        var matrix = SampleReport.Matrix();
        return matrix with { Columns = matrix.Columns with { Members = [new AxisMember("2024", "2024")] }, Cells = [.. matrix.RowTotals.Select(total => (IReadOnlyList<object?>)[total])], ColumnTotals = [matrix.GrandTotal] };
    }

    private static MatrixSection Years(MatrixSection matrix, int count) => matrix with
    {
        Columns = matrix.Columns with { Members = [.. Enumerable.Range(2021, count).Select(year => new AxisMember($"{year}", $"{year}"))] },
        Cells = [.. matrix.RowTotals.Select((_, i) => (IReadOnlyList<object?>)[.. Enumerable.Range(0, count).Select(j => (object?)(long)(i + j))])],
        ColumnTotals = [.. Enumerable.Range(0, count).Select(j => (object?)(long)(50 + j))],
    };
}
