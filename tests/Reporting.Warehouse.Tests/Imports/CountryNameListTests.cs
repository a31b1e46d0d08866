using System.Text.RegularExpressions;
using Reporting.Warehouse.Imports.Countries;

namespace Reporting.Warehouse.Tests.Imports;

public sealed class CountryNameListTests
{
    private static readonly HashSet<string> Known =
    [
        "unknown",
        .. new[] { "0003-countries.sqlite.sql", "0009-former-states.sqlite.sql" }
            .SelectMany(file => Regex.Matches(File.ReadAllText(RepositoryRoot.File("sql", file)), @"^    \('(?<code>[A-Z]+)'", RegexOptions.Multiline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)))
            .Select(match => match.Groups["code"].Value),
    ];

    [Fact]
    public void Only_these_names_could_be_several_countries() =>
        Assert.Equal(["korea: KP KR XKOR", "rusia soviet union: RU SUHH"], CountryNameList.Names.Where(name => name.Value.Length > 1).Select(name => $"{name.Key}: {string.Join(' ', name.Value.Order(StringComparer.Ordinal))}").Order(StringComparer.Ordinal));

    [Fact]
    public void Every_name_and_code_is_of_a_country_that_the_warehouse_has()
    {
        Assert.Equal(250 + 42, Known.Count);
        var named = CountryNameList.Names.Values.Concat(CountryNameList.Contested.Values).SelectMany(codes => codes).Concat(CountryNameList.Codes.Values);
        Assert.Empty(named.Distinct(StringComparer.Ordinal).Except(Known, StringComparer.Ordinal));
    }

    [Fact]
    public void Every_country_has_names()
    {
        var named = CountryNameList.Names.Values.SelectMany(codes => codes).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(["unknown"], Known.Except(named, StringComparer.Ordinal));
    }
}
