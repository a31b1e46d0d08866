using Reporting.Warehouse.Dates;
using Reporting.Warehouse.Imports.Countries;
using Reporting.Warehouse.Members;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Imports.Suggestions;

/// <summary>A column with country codes of another list than ISO 3166: the list, and the reason.</summary>
internal sealed record SuggestedCodes(string Scheme, string Why)
{
    // Two lists may share two or three codes by chance.
    private const int EnoughCodes = 5;

    private static readonly (string Word, string Scheme)[] Words = [("gwno", "gw"), (" gwn", "gw"), (" gwc", "gw"), (" gw ", "gw"), ("cow", "cow"), ("ccode", "cow"), ("fips", "fips"), ("stateabb", "cow"), ("state abb", "cow"), ("statenme", "cow")];

    /// <summary>The number of rows for each country of the column. Unknown countries count by their text.</summary>
    public Dictionary<string, int> Countries(ColumnSample column) => Counted(column, text => CodeScheme.Of(Scheme)!.Find(text, new PartialDate(20_000_000), out _));

    public static Dictionary<string, int> Named(ColumnSample column, CountryNames countries) => Counted(column, countries.Find);

    /// <summary>Null for names, for codes of ISO 3166, and for numbers without a sign that they are codes.</summary>
    public static SuggestedCodes? Of(ColumnSample column, CountryNames countries, bool isCalled)
    {
        var codes = column.Values.Select(value => value.Text).Where(text => !text.StartsWith('-')).ToList();
        if (!column.IsComplete || codes.Count < 2 || codes.Count(CodeScheme.IsCode) * 100 < codes.Count * 95)
        {
            return null;
        }

        var named = Words.FirstOrDefault(word => column.Key.Contains(word.Word, StringComparison.Ordinal)).Scheme;
        var areNumbers = codes.Exists(code => char.IsAsciiDigit(code[0]));
        var known = CodeScheme.Others.Select(other => (other.Name, Count: codes.Count(other.Scheme.Knows))).OrderByDescending(other => other.Count).ThenByDescending(other => other.Name == named).ToList();
        var (best, count) = named is not null && known.Find(other => other.Name == named) is var own && own.Count * 100 >= known[0].Count * 95 ? own : known[0];
        var iso = codes.Count(code => countries.Find(code) is not null);
        if (count * 100 < codes.Count * 90 || (areNumbers && named is null) || (named is null && (iso >= count || (!isCalled && codes.Count < EnoughCodes))) || (named is not null && iso > count))
        {
            return null;
        }

        var alike = string.Join(", ", known.Where(other => other.Name != best && other.Count == count).Select(other => $"{other.Name} has as many"));
        return new SuggestedCodes(best, $"{best} has {count:N0} of {Plural.Of(codes.Count, "code")}, iso {iso:N0}{(alike.Length > 0 ? $"; {alike}" : "")}");
    }

    private static Dictionary<string, int> Counted(ColumnSample column, Func<string, string?> find)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (text, count) in column.Values)
        {
            var country = find(text) ?? text;
            counts[country] = counts.GetValueOrDefault(country) + count;
        }

        return counts;
    }
}
