using Reporting.Engine.Languages;
using Reporting.Engine.Model;

namespace Reporting.Engine.Tests.Model;

public sealed class TimeLevelsTests
{
    [Theory]
    [InlineData(TimeLevel.Year, 2025, "2025", "2025")]
    [InlineData(TimeLevel.Quarter, 20253, "2025-Q3", "Q3 2025")]
    [InlineData(TimeLevel.Month, 202507, "2025-07", "July 2025")]
    [InlineData(TimeLevel.Date, 20250723, "2025-07-23", "23 July 2025")]
    [InlineData(TimeLevel.FiscalYear, 20251, "2025-26", "2025-26")]
    [InlineData(TimeLevel.FiscalYear, 19991, "1999-00", "1999-00")]
    [InlineData(TimeLevel.Year, 0, null, "Date not stated")]
    [InlineData(TimeLevel.Quarter, 20250, null, "2025, quarter not stated")]
    [InlineData(TimeLevel.Month, 202500, null, "2025, month not stated")]
    [InlineData(TimeLevel.Date, 20250700, null, "July 2025, day not stated")]
    [InlineData(TimeLevel.Date, 20250000, null, "2025, day not stated")]
    [InlineData(TimeLevel.FiscalYear, 20250, null, "2025, fiscal year not stated")]
    [InlineData(TimeLevel.Month, 0, null, "Date not stated")]
    public void A_key_always_has_a_name_and_has_a_code_if_the_date_is_known(TimeLevel level, int key, string? code, string name)
    {
        Assert.Equal(code, level.Code(key));
        Assert.Equal(name, level.Name(key, Language.English));
        Assert.Equal(code is not null, level.IsStated(key));
    }

    [Theory]
    [InlineData("en", "Q3 2025")]
    [InlineData("hi", "ति॰ 3, 2025")]
    [InlineData("he", "רבעון 3, 2025")]
    public void A_quarter_is_named_in_the_language_of_the_reader(string language, string name) => Assert.Equal(name, TimeLevel.Quarter.Name(20253, Language.Of(language)));

    [Theory]
    [InlineData(TimeLevel.Year, "2024", "2024-01-01", "2024-12-31")]
    [InlineData(TimeLevel.Quarter, "2024-Q1", "2024-01-01", "2024-03-31")]
    [InlineData(TimeLevel.Quarter, "2024-Q4", "2024-10-01", "2024-12-31")]
    [InlineData(TimeLevel.Month, "2024-02", "2024-02-01", "2024-02-29")]
    [InlineData(TimeLevel.Date, "2024-02-29", "2024-02-29", "2024-02-29")]
    [InlineData(TimeLevel.FiscalYear, "2024-25", "2024-04-01", "2025-03-31")]
    [InlineData(TimeLevel.FiscalYear, "1999-00", "1999-04-01", "2000-03-31")]
    public void A_code_covers_its_days(TimeLevel level, string code, string first, string last)
    {
        Assert.True(level.TryParse(code, out var from, out var to));
        Assert.Equal((first, last), ($"{from:yyyy-MM-dd}", $"{to:yyyy-MM-dd}"));
    }

    [Theory]
    [InlineData(TimeLevel.Year, "24")]
    [InlineData(TimeLevel.Year, "2024-07")]
    [InlineData(TimeLevel.Year, "0000")]
    [InlineData(TimeLevel.Quarter, "2024-Q5")]
    [InlineData(TimeLevel.Quarter, "2024Q3")]
    [InlineData(TimeLevel.Month, "2024")]
    [InlineData(TimeLevel.Month, "2024-13")]
    [InlineData(TimeLevel.Date, "2023-02-29")]
    [InlineData(TimeLevel.FiscalYear, "2024-26")]
    [InlineData(TimeLevel.FiscalYear, "2024")]
    public void A_code_of_another_level_or_an_invalid_day_is_not_accepted(TimeLevel level, string code) =>
        Assert.False(level.TryParse(code, out _, out _));

    [Theory]
    [InlineData(TimeLevel.Year)]
    [InlineData(TimeLevel.Quarter)]
    [InlineData(TimeLevel.Month)]
    [InlineData(TimeLevel.Date)]
    [InlineData(TimeLevel.FiscalYear)]
    public void The_example_in_hints_is_valid(TimeLevel level) => Assert.True(level.TryParse(level.Example(), out _, out _));
}
