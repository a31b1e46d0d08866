using Reporting.Warehouse.Dates;

namespace Reporting.Warehouse.Tests.Dates;

public sealed class DateRowsTests
{
    [Fact]
    public void A_day_has_all_levels() => Assert.Equal(
        new DateRow(20250702, new DateOnly(2025, 7, 2), 2025, "2025-Q3", "2025-07", "2025-26", 2025, 20253, 202507, 20251, 20250702, 20250702, "2 July 2025"),
        DateRow.Of(new PartialDate(20250702)));

    [Fact]
    public void A_month_has_no_day_and_covers_its_days() => Assert.Equal(
        new DateRow(20240200, null, 2024, "2024-Q1", "2024-02", "2023-24", 2024, 20241, 202402, 20231, 20240201, 20240229, "February 2024"),
        DateRow.Of(new PartialDate(20240200)));

    [Fact]
    public void A_year_alone_has_no_quarter_and_no_fiscal_year() => Assert.Equal(
        new DateRow(20250000, null, 2025, null, null, null, 2025, 20250, 202500, 20250, 20250101, 20251231, "2025"),
        DateRow.Of(new PartialDate(20250000)));

    [Theory]
    [InlineData("2025-03-31", "2024-25", 20241)]
    [InlineData("2025-04-01", "2025-26", 20251)]
    [InlineData("1999-04-01", "1999-00", 19991)]
    public void A_fiscal_year_begins_in_April(string day, string label, int key)
    {
        Assert.True(PartialDate.TryParse(day, out var date));
        Assert.Equal((label, key), (DateRow.Of(date).FiscalYear, DateRow.Of(date).FiscalYearKey));
    }

    [Theory]
    [InlineData(1, 378)]
    [InlineData(2024, 379)]
    [InlineData(9999, 378)]
    public void The_rows_of_a_year_are_its_days_its_months_and_the_year(int year, int rows)
    {
        var all = DateRows.OfYear(year).ToList();

        Assert.Equal(rows, all.Count);
        Assert.Equal(rows, all.Select(r => r.DateKey).Distinct().Count());
        Assert.All(all, r => Assert.True(r.FirstDay <= r.LastDay && r.Year == year));
    }
}
