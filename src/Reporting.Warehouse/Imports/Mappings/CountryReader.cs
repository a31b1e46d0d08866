using Reporting.Warehouse.Dates;
using Reporting.Warehouse.Imports.Countries;
using Reporting.Warehouse.Members;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Imports.Mappings;

/// <summary>Finds the countries of a file by name and by the mapping's list of codes. Also detects columns whose codes fit another list better.</summary>
internal sealed class CountryReader(CountryNames names, MemberNames aliases, string? scheme)
{
    private const int MaxCodes = 2000;

    private readonly Dictionary<string, (string? Scheme, HashSet<string> Codes)> _columns = new(StringComparer.Ordinal);

    /// <summary>The date at which codes are interpreted.</summary>
    public PartialDate On { get; set; }

    /// <summary>Warnings about whole columns, and whether their codes may have been read as wrong countries.</summary>
    public IEnumerable<(string Message, bool IsUnstated)> Doubts => _columns.SelectMany(column => Doubt(column.Key, column.Value.Scheme, column.Value.Codes));

    /// <summary>Columns with codes of two letters.</summary>
    public IEnumerable<string> ColumnsOfCodes => _columns.Where(column => column.Value.Codes.Count(code => code.Length == 2 && !char.IsAsciiDigit(code[0])) > 1).Select(column => column.Key);

    public string NameOf(string code) => names.NameOf(code);

    /// <summary>The country's code; null, with the reason, when there is none.</summary>
    /// <param name="own">The list that the value itself names. The default is the mapping's list, then ISO 3166.</param>
    public string? Find(string text, string? own, string column, out string reason)
    {
        reason = "It is not a known country.";
        var alias = aliases.Resolve("countries", text);
        if (alias != text)
        {
            return names.Find(alias);
        }

        var isCode = CodeScheme.IsCode(text);
        if (isCode)
        {
            RecordCode(column, own ?? scheme, text);
        }

        if (CodeScheme.Of(own ?? scheme ?? CodeScheme.Iso) is not { } codes || !isCode)
        {
            return names.Find(text);
        }

        if (!codes.Knows(text))
        {
            reason = $"It is not a code of '{own ?? scheme}', the list in the mapping.";
            return null;
        }

        var found = codes.Find(text, On, out var problem);
        reason = problem.Length > 0 ? problem : reason;
        return found is null ? null : names.Find(found);
    }

    public string Hint(string text, string? own)
    {
        var used = own ?? scheme ?? CodeScheme.Iso;
        var others = CodeScheme.IsCode(text) ? CodeScheme.Others.Where(other => other.Name != used && other.Scheme.Knows(text)).Select(other => $"'country_codes: {other.Name}'").ToList() : [];
        return others.Count == 0 ? names.Hint(text) : $"{names.Hint(text)} Other lists of codes contain it: {string.Join(", ", others)}.";
    }

    private void RecordCode(string column, string? stated, string code)
    {
        if (!_columns.TryGetValue(column, out var seen))
        {
            _columns.Add(column, seen = (stated, new HashSet<string>(StringComparer.OrdinalIgnoreCase)));
        }

        if (seen.Codes.Count < MaxCodes)
        {
            seen.Codes.Add(code);
        }
    }

    private IEnumerable<(string Message, bool IsUnstated)> Doubt(string column, string? stated, HashSet<string> codes)
    {
        var used = stated ?? CodeScheme.Iso;
        var known = codes.Where(code => Knows(used, code)).ToList();
        var (best, knownByBest) = CodeScheme.Names.Where(name => name != used).Select(name => (Name: name, Known: codes.Count(code => Knows(name, code)))).MaxBy(other => other.Known);
        var unknown = codes.Where(code => !Knows(used, code)).Order(StringComparer.OrdinalIgnoreCase).ToList();
        var isNumbers = codes.All(code => char.IsAsciiDigit(code[0]));
        if (codes.Count > 1 && knownByBest > known.Count && (knownByBest == codes.Count || (!isNumbers && knownByBest - known.Count >= 3)))
        {
            var booked = known.Select(code => (Code: code, Here: Country(used, code), There: Country(best, code))).Where(code => code.Here is not null && code.There is not null && code.Here != code.There)
                .OrderBy(code => code.Code, StringComparer.OrdinalIgnoreCase).Select(code => $"{code.Code} is {names.NameOf(code.Here!)} in {used} and {names.NameOf(code.There!)} in {best}").Take(5).ToList();
            yield return (
                $"The country codes in '{TextRules.Short(column)}' fit '{best}' better than '{used}': {used} has {known.Count} of {codes.Count} ({string.Join(", ", unknown.Take(5))} are not in it), {best} {knownByBest}."
                + $"{(booked.Count > 0 ? $" {string.Join("; ", booked)}." : "")} Write 'country_codes: {best}' into the mapping, or 'country_codes: {used}' if {used} is right.",
                stated is null && known.Count > 0);
        }
        else if (unknown.Count >= 3 && unknown.Count * 10 > codes.Count)
        {
            yield return ($"Of {Plural.Of(codes.Count, "code")} in '{TextRules.Short(column)}', {Plural.Word(unknown.Count, $"{unknown.Count} is not a country", $"{unknown.Count} are not countries")} of '{used}': {string.Join(", ", unknown.Take(10))}.", false);
        }
    }

    private bool Knows(string name, string code) => CodeScheme.Of(name)?.Knows(code) ?? names.Find(code) is not null;

    private string? Country(string name, string code) => CodeScheme.Of(name) is { } other ? other.Find(code, new PartialDate(20_000_000), out _) : names.Find(code);
}
