using Reporting.Engine.Reports;

namespace Reporting.Api.ReportPages;

/// <summary>
/// Converts the fields of a form to the parameters of a short address: without empty fields, and with one value for a period.
/// Field names with a dot belong to the form, because parameter names cannot contain a dot.
/// </summary>
/// <param name="Pairs">The report's parameters.</param>
/// <param name="Finds">The search texts by parameter; empty without a search.</param>
internal sealed record FormPairs(IReadOnlyList<KeyValuePair<string, string>> Pairs, IReadOnlyDictionary<string, string> Finds)
{
    public const string Find = "find.";
    public const string FindNow = "find.now";

    /// <summary>The field that opens a filter on a further dimension. It has no value yet, so it belongs to the form.</summary>
    public const string MoreFilter = "find.filter";

    /// <summary>The default language, which an address omits.</summary>
    private const string DefaultLanguage = "en";

    /// <summary>The value of the search button.</summary>
    public const string FindButton = "yes";

    public const string From = ".from";
    public const string To = ".to";
    public const string Usual = ".usual";

    /// <summary>The value of a period whose years are in <see cref="From"/> and <see cref="To"/>.</summary>
    public const string Range = "range";

    /// <summary>The value for no filter, for a parameter with a default.</summary>
    public const string Everything = "all";

    /// <summary>The dimension of <see cref="MoreFilter"/>; null for none.</summary>
    public string? More { get; private init; }

    private static readonly Comparer<KeyValuePair<string, string>> ByName = Comparer<KeyValuePair<string, string>>.Create((a, b) =>
        string.CompareOrdinal(a.Key, b.Key) is not 0 and var order ? order : string.CompareOrdinal(a.Value, b.Value));

    /// <param name="keepsEnglish">True for a reader of another language, whose addresses must name English too.</param>
    public static FormPairs Of(ReportDefinition definition, IEnumerable<KeyValuePair<string, string>> sent, bool keepsEnglish = false)
    {
        var fields = sent.Where(p => p.Value.Length > 0 && p is not { Key: ReportParameters.Detail, Value: "brief" } && (keepsEnglish || p is not { Key: "lang", Value: DefaultLanguage })).ToList();
        var periods = definition.Parameters.Where(p => p.Kind == ParameterKind.Period).Select(p => p.Id).ToList();
        var finds = fields.Any(p => p.Key == FindNow)
            ? fields.Where(p => p.Key.StartsWith(Find, StringComparison.Ordinal) && p.Key is not (FindNow or MoreFilter)).GroupBy(p => p.Key[Find.Length..]).ToDictionary(g => g.Key, g => g.Last().Value)
            : [];
        var pairs = new List<KeyValuePair<string, string>>();
        foreach (var (name, value) in fields)
        {
            if (name.StartsWith(Find, StringComparison.Ordinal) || periods.Any(p => name == p + From || name == p + To || name == p + Usual))
            {
                continue;
            }

            var effective = periods.Contains(name) ? Period(name, value, fields) : value;
            if (effective.Length > 0 && !pairs.Contains(new(name, effective)))
            {
                pairs.Add(new(name, effective));
            }
        }

        // Drop the hidden value for no filter if members are selected.
        pairs.RemoveAll(p => p.Value == Everything && pairs.Any(other => other.Key == p.Key && other.Value != Everything)
            && definition.Parameters.Any(d => d.Id == p.Key && d.Kind == ParameterKind.Members && d.Default.Count > 0));
        return new FormPairs(InOrder(definition, pairs), finds) { More = fields.LastOrDefault(p => p.Key == MoreFilter).Value };
    }

    /// <summary>Years that were chosen the wrong way round change places, since only one order has a meaning.</summary>
    private static IReadOnlyList<KeyValuePair<string, string>> InOrder(ReportDefinition definition, List<KeyValuePair<string, string>> pairs)
    {
        var (from, to) = (Given(ParameterKind.FirstYear), Given(ParameterKind.LastYear));
        return from is { } first && to is { } last && IsBackwards(first.Value, last.Value)
            ? pairs.ConvertAll(p => p.Key == first.Key ? new(p.Key, last.Value) : p.Key == last.Key ? new(p.Key, first.Value) : p)
            : pairs;

        KeyValuePair<string, string>? Given(ParameterKind kind)
        {
            var names = definition.Parameters.Where(p => p.Kind == kind).Select(p => p.Id).ToList();
            return pairs.Where(p => names.Contains(p.Key)).ToList() is [var one] ? one : null;
        }
    }

    private static bool IsBackwards(string from, string to) => from.Length == 4 && to.Length == 4 && from.All(char.IsAsciiDigit) && to.All(char.IsAsciiDigit) && string.CompareOrdinal(from, to) > 0;

    /// <summary>True if the parameters are equal, so that the address needs no redirect.</summary>
    public bool Are(IEnumerable<KeyValuePair<string, string>> sent) => sent.Order(ByName).SequenceEqual(All().Order(ByName));

    /// <summary>The query string, with its question mark.</summary>
    public string Query() => QueryString.Create(Pairs.Select(p => new KeyValuePair<string, string?>(p.Key, p.Value))).Value ?? string.Empty;

    /// <summary>The address of the page with these members of a parameter, relative to the page.</summary>
    public string With(ReportParameter parameter, IReadOnlyList<string> codes)
    {
        var value = codes.Count > 0 ? string.Join(',', codes) : parameter.Default.Count > 0 ? Everything : null;
        var pairs = Pairs.Where(p => p.Key != parameter.Id).Concat(value is null ? [] : [new(parameter.Id, value)]).Select(p => KeyValuePair.Create(p.Key, (string?)p.Value));
        return "?" + (QueryString.Create(pairs).Value ?? string.Empty).TrimStart('?').Replace("%2C", ",", StringComparison.Ordinal);
    }

    /// <summary>The query string, including the search texts.</summary>
    public string QueryWithFinds() => QueryString.Create(All().Select(p => new KeyValuePair<string, string?>(p.Key, p.Value))).Value ?? string.Empty;

    private IEnumerable<KeyValuePair<string, string>> All() =>
    [
        .. Pairs,
        .. Finds.Select(f => new KeyValuePair<string, string>(Find + f.Key, f.Value)),
        .. Finds.Count == 0 ? [] : new KeyValuePair<string, string>[] { new(FindNow, FindButton) },
        .. More is null ? [] : new KeyValuePair<string, string>[] { new(MoreFilter, More) },
    ];

    private static string Period(string name, string value, List<KeyValuePair<string, string>> fields)
    {
        return value switch
        {
            Range => FieldOf(From) is var from && FieldOf(To) is var to && from.Length + to.Length > 0 ? Years(from, to) : Everything,
            "usual" => FieldOf(Usual),
            _ => value.Split("..") is [var first, var last] ? Years(first, last) : value,
        };

        static string Years(string from, string to) => IsBackwards(from, to) ? $"{to}..{from}" : $"{from}..{to}";

        string FieldOf(string ending) => fields.LastOrDefault(p => p.Key == name + ending).Value ?? string.Empty;
    }
}
