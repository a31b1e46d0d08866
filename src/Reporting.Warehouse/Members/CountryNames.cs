using Reporting.Warehouse.Imports.Countries;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Members;

/// <summary>
/// Finds countries by ISO 3166 codes of two, three or (former states) four letters. Also finds names in several languages and any word order ("Korea,
/// Republic of"). An ambiguous name is not found. A former state is never read as a present one.
/// </summary>
internal sealed class CountryNames
{
    private static readonly HashSet<string> States = WordsOf("republic", "kingdom", "state", "commonwealth");
    private static readonly HashSet<string> Forms = [.. States, .. WordsOf("democratic", "federal", "islamic", "people", "united", "union", "socialist", "arab")];
    private static readonly HashSet<string> Past = WordsOf("former", "formerly", "fmr", "ex", "ehemalige");
    private static readonly string Union = CountryNameList.Words("union");
    private static readonly HashSet<string> IslamicState = WordsOf("islamic", "state");

    private readonly CountryCodes _countries;
    private readonly RecentMembers<string?> _found = new();
    private readonly Dictionary<string, string> _own = new(StringComparer.Ordinal);

    public CountryNames(CountryCodes countries)
    {
        _countries = countries;
        foreach (var (name, code) in countries.Names)
        {
            _own[CountryNameList.Words(name)] = code;
        }
    }

    /// <summary>The code in the warehouse's spelling. Null for an unknown or ambiguous name.</summary>
    public string? Find(string text) => _found.TryGet(text, out var code) ? code : _found.Keep(text, Search(text));

    private string? Search(string text) =>
        _countries.Find(CountryNameList.Codes.GetValueOrDefault(text, text)) ?? (TextRules.Broken(text) is null && Candidates(text) is [var only] ? only : null);

    /// <summary>The name for a code that was found.</summary>
    public string NameOf(string code) => _countries.NameOf(code);

    public string Hint(string text) => TextRules.Broken(text) is null && Candidates(text) is { Count: > 1 } several
        ? $"It could be {string.Join(" or ", several.Select(code => $"{_countries.NameOf(code)} ({code})"))}. Name the intended one."
        : _countries.Hint(text);

    private static HashSet<string> WordsOf(params string[] words) => new(words.Select(CountryNameList.Words), StringComparer.Ordinal);

    private IReadOnlyList<string> Candidates(string text)
    {
        var words = CountryNameList.Words(text);
        if (Named(words) is { Count: > 0 } named)
        {
            return named;
        }

        var parts = words.Split(' ');
        if (parts.Any(Past.Contains))
        {
            return [.. Named(string.Join(' ', parts.Where(word => !Past.Contains(word)))).Where(code => _countries.YearsOf(code) is not null)];
        }

        return InParentheses(text) ?? WithoutForm(parts);
    }

    private IReadOnlyList<string> Named(string words) => words.Length == 0 ? [] : _own.TryGetValue(words, out var own) && !CountryNameList.Names.ContainsKey(words)
        ? [own]
        : [.. CountryNameList.Names.GetValueOrDefault(words, []).Where(code => _countries.Find(code) is not null)];

    // "Myanmar (Burma)": both names mean the same country.
    private IReadOnlyList<string>? InParentheses(string text)
    {
        var open = text.IndexOf('(', StringComparison.Ordinal);
        return open > 0 && text.EndsWith(')') && !text[..open].Contains(')', StringComparison.Ordinal)
            && Find(text[..open].Trim()) is { } one && Find(text[(open + 1)..^1].Trim()) == one ? [one] : null;
    }

    // "Republic of Rwanda" is Rwanda. "Socialist Republic of Germany" remains ambiguous.
    private IReadOnlyList<string> WithoutForm(string[] words)
    {
        var forms = words.Where(Forms.Contains).ToList();
        if (!(forms.Any(States.Contains) || forms is [var single] && single == Union) || IslamicState.All(words.Contains))
        {
            return [];
        }

        var bare = string.Join(' ', words.Where(word => !Forms.Contains(word)));
        return CountryNameList.Contested.GetValueOrDefault(bare) ?? Named(bare);
    }
}
