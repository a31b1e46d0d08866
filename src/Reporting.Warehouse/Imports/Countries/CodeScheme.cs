using System.Collections.Frozen;
using System.Globalization;
using Reporting.Warehouse.Dates;

namespace Reporting.Warehouse.Imports.Countries;

/// <summary>
/// Country codes of lists other than ISO 3166, with the years of their validity (schemes.tsv). Two lists have numbers and letters: the Correlates of War
/// project's states (version 2016), and Gleditsch and Ward's independent states and microstates. The third is FIPS PUB 10-4. The same letters may mean
/// different countries in different lists.
/// </summary>
internal sealed class CodeScheme
{
    public const string Iso = "iso";

    private static readonly FrozenDictionary<string, CodeScheme> Schemes = CountryNameList.Rows("schemes.tsv").GroupBy(row => row[0], StringComparer.Ordinal)
        .ToFrozenDictionary(scheme => scheme.Key, scheme => new CodeScheme(scheme), StringComparer.Ordinal);

    private readonly FrozenDictionary<string, Entry[]> _entries;

    private CodeScheme(IEnumerable<string[]> rows) => _entries = rows
        .SelectMany(row => new[] { row[1], row[2] }.Where(code => code.Length > 0).Distinct(StringComparer.Ordinal).Select(code => (Code: code, Entry: new Entry(Day(row[3], isLast: false), Day(row[4], isLast: true), row[5]))))
        .GroupBy(e => e.Code, e => e.Entry, StringComparer.OrdinalIgnoreCase)
        .ToFrozenDictionary(code => code.Key, code => code.ToArray(), StringComparer.OrdinalIgnoreCase);

    /// <summary>The names for mappings. The first is the default.</summary>
    public static string[] Names { get; } = [Iso, "cow", "gw", "fips"];

    /// <summary>The lists other than ISO 3166, which the warehouse itself holds.</summary>
    public static IEnumerable<(string Name, CodeScheme Scheme)> Others => Names.Skip(1).Select(name => (name, Schemes[name]));

    /// <summary>Null for ISO 3166.</summary>
    public static CodeScheme? Of(string name) => Schemes.GetValueOrDefault(name);

    /// <summary>True for a text in the form of a code: two or three letters, or a number up to 999.</summary>
    public static bool IsCode(string text) => (text.Length is 2 or 3 && text.All(char.IsAsciiLetter)) || (Plain(text) is { Length: > 0 and <= 3 } number && number.All(char.IsAsciiDigit));

    public bool Knows(string code) => _entries.ContainsKey(Plain(code));

    /// <summary>The country of a code on a day, or in the middle of a month or year. Null, with the reason, when there is none or more than one.</summary>
    public string? Find(string code, PartialDate date, out string reason)
    {
        reason = "";
        var entries = _entries.GetValueOrDefault(Plain(code), []);
        var countries = entries.Select(entry => entry.Country).Distinct(StringComparer.Ordinal).ToList();
        if (countries.Count < 2)
        {
            return countries.FirstOrDefault();
        }

        if (date.First is not { } first)
        {
            reason = $"The code means {string.Join(" or ", countries)}, depending on the date, and no date is stated.";
            return null;
        }

        var day = first.AddDays((date.Last!.Value.DayNumber - first.DayNumber) / 2);
        var country = entries.FirstOrDefault(entry => entry.From <= day && day <= entry.To)?.Country;
        reason = country is null ? $"The code had no country on {day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}." : "";
        return country;
    }

    // 2, 002 and 2.0 are the same code.
    private static string Plain(string code)
    {
        var plain = code.EndsWith(".0", StringComparison.Ordinal) ? code[..^2] : code;
        return plain.Length > 1 && plain[0] == '0' && plain.All(char.IsAsciiDigit) ? plain.TrimStart('0') : plain;
    }

    private static DateOnly Day(string text, bool isLast) => text.Length switch
    {
        0 => isLast ? DateOnly.MaxValue : DateOnly.MinValue,
        4 => new DateOnly(int.Parse(text, CultureInfo.InvariantCulture), isLast ? 12 : 1, isLast ? 31 : 1),
        _ => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture),
    };

    private sealed record Entry(DateOnly From, DateOnly To, string Country);
}
