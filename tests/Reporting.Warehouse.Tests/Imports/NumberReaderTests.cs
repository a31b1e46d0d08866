using System.Globalization;
using Reporting.Warehouse.Imports.Numbers;

namespace Reporting.Warehouse.Tests.Imports;

public sealed class NumberReaderTests
{
    private static readonly NumberRules Amount = new() { Currency = "USD" };

    [Theory]
    [InlineData("12", "12")]
    [InlineData("12.50", "12.50")]
    [InlineData("1,234,567.5", "1234567.5")]
    [InlineData("1 234 567", "1234567")]
    [InlineData("1'234'567", "1234567")]
    [InlineData("12,34,567", "1234567")]
    [InlineData("$5", "5")]
    [InlineData("US$ 5", "5")]
    [InlineData("USD 5", "5")]
    [InlineData("5 US dollars", "5")]
    [InlineData("5 U.S. dollars", "5")]
    [InlineData("-$5", "-5")]
    [InlineData("$-5", "-5")]
    [InlineData("(5)", "-5")]
    [InlineData("$(5)", "-5")]
    [InlineData("($5.25)", "-5.25")]
    [InlineData("+5", "5")]
    [InlineData("\u22125", "-5")]
    [InlineData(".5", "0.5")]
    [InlineData("5.", "5")]
    [InlineData("1e5", "100000")]
    [InlineData("1E5", "100000")]
    [InlineData("1.2345678E7", "12345678")]
    [InlineData("0.004", "0.004")]
    [InlineData("१२,३४,५६७", "1234567")]
    [InlineData("١٢٣٤", "1234")]
    [InlineData("１２３", "123")]
    public void A_number_is_read(string text, string expected)
    {
        var read = Read(text, Amount);
        Assert.Null(read.Reason);
        Assert.Equal(decimal.Parse(expected, CultureInfo.InvariantCulture), read.Number);
    }

    [Theory]
    [InlineData("5 million")]
    [InlineData("5M")]
    [InlineData("5k")]
    [InlineData("k5")]
    [InlineData("$5m")]
    [InlineData("5 lakh")]
    [InlineData("Rs. 3 crore")]
    [InlineData("5-7")]
    [InlineData("5 – 7")]
    [InlineData("5 to 7")]
    [InlineData("between 5 and 7")]
    [InlineData("~500")]
    [InlineData("over 300")]
    [InlineData("more than 300")]
    [InlineData("300+")]
    [InlineData(">300")]
    [InlineData("approx. 300")]
    [InlineData("about 300")]
    [InlineData("5%")]
    [InlineData("5 percent")]
    [InlineData("5 per cent")]
    [InlineData("5 cent")]
    [InlineData("5 people")]
    [InlineData("5*")]
    [InlineData("5 (est.)")]
    [InlineData("5 min")]
    [InlineData("5 T")]
    [InlineData("5-")]
    [InlineData("5/7")]
    [InlineData("2020-05-01")]
    [InlineData("1.234,50")]
    [InlineData("1.234,567")]
    [InlineData("1234,567")]
    [InlineData("0,123")]
    [InlineData("12,34")]
    [InlineData("1,2345")]
    [InlineData("1,234 567")]
    [InlineData("1.2.3")]
    [InlineData("1.23457E+11")]
    [InlineData("12 34")]
    [InlineData("5 000 k")]
    [InlineData("$5 €")]
    [InlineData("(5")]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("1e400")]
    [InlineData("12345678901234567890123456789012")]
    public void Text_that_is_not_exactly_a_number_is_refused(string text) => Assert.NotNull(Read(text, Amount).Reason);

    [Theory]
    [InlineData("5k", "5000")]
    [InlineData("5 K", "5000")]
    [InlineData("5 thousand", "5000")]
    [InlineData("2.5m", "2500000")]
    [InlineData("2.5 MN", "2500000")]
    [InlineData("2.5 Million", "2500000")]
    [InlineData("million 2.5", "2500000")]
    [InlineData("US$2.5m", "2500000")]
    [InlineData("2.5mUSD", "2500000")]
    [InlineData("USDm 2.5", "2500000")]
    [InlineData("$m 2.5", "2500000")]
    [InlineData("1.2bn", "1200000000")]
    [InlineData("1.2 billion US dollars", "1200000000")]
    [InlineData("3 lakh", "300000")]
    [InlineData("3 Lakhs", "300000")]
    [InlineData("3 crore", "30000000")]
    [InlineData("3 Cr.", "30000000")]
    [InlineData("(2.5 m)", "-2500000")]
    [InlineData("2 लाख", "200000")]
    [InlineData("३ करोड़", "30000000")]
    [InlineData("5 हज़ार", "5000")]
    [InlineData("3.5 מיליון", "3500000")]
    [InlineData("2 אלף", "2000")]
    [InlineData("1.5 מיליארד", "1500000000")]
    [InlineData("0.75 Md", "750000000")]
    [InlineData("2 Millionen", "2000000")]
    [InlineData("2 millones", "2000000")]
    public void A_magnitude_scales_where_the_mapping_allows_it(string text, string expected)
    {
        Assert.Equal(decimal.Parse(expected, CultureInfo.InvariantCulture), Read(text, Amount with { Magnitudes = true }).Number);
        Assert.Contains("magnitudes: true", Read(text, Amount).Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("5 thousand million")]
    [InlineData("5 M people")]
    [InlineData("5 m to 7 x")]
    [InlineData("5 mil")]
    public void An_ambiguous_magnitude_is_refused_even_if_magnitudes_are_allowed(string text) => Assert.NotNull(Read(text, Amount with { Magnitudes = true, Ranges = "low" }).Reason);

    [Theory]
    [InlineData("5-7", "low", "5")]
    [InlineData("5-7", "high", "7")]
    [InlineData("5 – 8", "middle", "6.5")]
    [InlineData("between 5 and 7", "low", "5")]
    [InlineData("$1,000-$2,000", "high", "2000")]
    [InlineData("5-7 million", "high", "7000000")]
    [InlineData("5..7", "low", "5")]
    public void A_range_is_read_as_the_mapping_says(string text, string way, string expected) =>
        Assert.Equal(decimal.Parse(expected, CultureInfo.InvariantCulture), Read(text, Amount with { Ranges = way, Magnitudes = true }).Number);

    [Theory]
    [InlineData("7-5")]
    [InlineData("-7 - 5")]
    [InlineData("5-6-7")]
    public void A_text_that_is_not_a_range_is_refused_even_if_ranges_are_allowed(string text) => Assert.NotNull(Read(text, Amount with { Ranges = "low" }).Reason);

    [Theory]
    [InlineData("~500", "500")]
    [InlineData("over 300", "300")]
    [InlineData("approx. $300", "300")]
    [InlineData("300 or more", "300")]
    [InlineData("300+", "300")]
    public void An_approximation_is_read_where_the_mapping_allows_it(string text, string expected) =>
        Assert.Equal(decimal.Parse(expected, CultureInfo.InvariantCulture), Read(text, Amount with { Approximate = true }).Number);

    [Fact]
    public void A_percentage_is_a_number_or_a_fraction_as_the_mapping_says()
    {
        Assert.Equal(75, Read("75 %", Amount with { Percent = "number" }).Number);
        Assert.Equal(0.75m, Read("75%", Amount with { Percent = "fraction" }).Number);
    }

    [Fact]
    public void A_comma_is_the_decimal_mark_where_the_mapping_says_so()
    {
        var rules = Amount with { Mark = ',' };
        Assert.Equal(1234567.5m, Read("1.234.567,5", rules).Number);
        Assert.Equal(1.5m, Read("1,5", rules).Number);
        Assert.NotNull(Read("1,234.5", rules).Reason);
        Assert.NotNull(Read("1.5", rules).Reason);
    }

    [Theory]
    [InlineData("5", "EUR", "EUR")]
    [InlineData("5", "%", null)]
    [InlineData("5", "m", null)]
    [InlineData("5", "people", null)]
    public void The_unit_that_a_spreadsheet_shows_counts_too(string text, string unit, string? currency)
    {
        var read = NumberReader.Read(text, Amount, unit);
        Assert.Equal(currency, read.Currencies?.Single());
        Assert.Equal(currency is null, read.Reason is not null);
    }

    [Theory]
    [InlineData("$", "USD")]
    [InlineData("US$", "USD")]
    [InlineData("€", "EUR")]
    [InlineData("eur", "EUR")]
    [InlineData("Canadian dollars", "CAD")]
    [InlineData("NIS", "ILS")]
    [InlineData("ש\"ח", "ILS")]
    [InlineData("ש״ח", "ILS")]
    [InlineData("שקלים", "ILS")]
    [InlineData("אירו", "EUR")]
    [InlineData("¥", null)]
    [InlineData("XYZ", null)]
    public void A_currency_is_found_by_code_sign_or_name(string text, string? code) => Assert.Equal(code, Currencies.Find(text));

    private static NumberReader.Reading Read(string text, NumberRules rules) => NumberReader.Read(text, rules);
}
