namespace Reporting.Warehouse.Dates;

/// <summary>One row of DimDate: a day, a month without a day, or a year alone. A fiscal year runs from April to March.</summary>
public sealed record DateRow(
    int DateKey,
    DateOnly? Date,
    int Year,
    string? Quarter,
    string? Month,
    string? FiscalYear,
    int YearKey,
    int QuarterKey,
    int MonthKey,
    int FiscalYearKey,
    int FirstDay,
    int LastDay,
    string Label)
{
    /// <summary>The row of a known date.</summary>
    public static DateRow Of(PartialDate date)
    {
        var (year, month) = (date.Year, date.Month);
        var first = date.First ?? throw new ArgumentException("The date is not stated.", nameof(date));
        var quarter = (month + 2) / 3;
        var fiscal = month < 4 ? year - 1 : year;
        var alone = month == 0;
        return new DateRow(
            date.Key,
            date.Exact,
            year,
            Quarter: alone ? null : $"{year:0000}-Q{quarter}",
            Month: alone ? null : $"{year:0000}-{month:00}",
            FiscalYear: alone ? null : $"{fiscal:0000}-{(fiscal + 1) % 100:00}",
            YearKey: year,
            QuarterKey: (year * 10) + quarter,
            MonthKey: (year * 100) + month,
            FiscalYearKey: alone ? year * 10 : (fiscal * 10) + 1,
            FirstDay: PartialDate.On(first).Key,
            LastDay: PartialDate.On(date.Last!.Value).Key,
            date.Label);
    }
}
