namespace Reporting.Engine.Model;

/// <summary>A level of the date hierarchy. Its keys are those of DimDate.</summary>
public enum TimeLevel
{
    Year,
    Quarter,
    Month,
    Date,

    /// <summary>The year from April to March.</summary>
    FiscalYear,

    FiscalYearFromFebruary,
    FiscalYearFromMarch,
    FiscalYearFromMay,
    FiscalYearFromJune,
    FiscalYearFromJuly,
    FiscalYearFromAugust,
    FiscalYearFromSeptember,
    FiscalYearFromOctober,
    FiscalYearFromNovember,
    FiscalYearFromDecember,
}

/// <summary>Fiscal years by the month in which they begin. A fiscal year that begins in January is the year itself.</summary>
public static class FiscalYears
{
    private static readonly TimeLevel[] ByMonth =
    [
        TimeLevel.FiscalYearFromFebruary, TimeLevel.FiscalYearFromMarch, TimeLevel.FiscalYear, TimeLevel.FiscalYearFromMay, TimeLevel.FiscalYearFromJune,
        TimeLevel.FiscalYearFromJuly, TimeLevel.FiscalYearFromAugust, TimeLevel.FiscalYearFromSeptember, TimeLevel.FiscalYearFromOctober,
        TimeLevel.FiscalYearFromNovember, TimeLevel.FiscalYearFromDecember,
    ];

    public static bool IsFiscalYear(this TimeLevel level) => level >= TimeLevel.FiscalYear;

    /// <summary>The month in which periods of this level begin their year, 1 to 12.</summary>
    public static int FirstMonth(this TimeLevel level) => Array.IndexOf(ByMonth, level) + 2 is var month and > 1 ? month : 1;

    /// <param name="month">2 to 12.</param>
    public static TimeLevel From(int month) => ByMonth[month - 2];
}
