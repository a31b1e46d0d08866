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

    private static readonly Comparer<KeyValuePair<string, string>> ByName = Comparer<KeyValuePair<string, string>>.Create((a, b) =>
        string.CompareOrdinal(a.Key, b.Key) is not 0 and var order ? order : string.CompareOrdinal(a.Value, b.Value));

    /// <param name="keepsEnglish">True for a reader of another language, whose addresses must name English too.</param>
    public static FormPairs Of(ReportDefinition definition, IEnumerable<KeyValuePair<string, string>> sent, bool keepsEnglish = false)
    {
        var fields = sent.Where(p => p.Value.Length > 0 && p is not { Key: ReportParameters.Detail, Value: "brief" } && (keepsEnglish || p is not { Key: "lang", Value: DefaultLanguage })).ToList();
        var periods = definition.Parameters.Where(p => p.Kind == ParameterKind.Period).Select(p => p.Id).ToList();
        var finds = fields.Any(p => p.Key == FindNow)
            ? fields.Where(p => p.Key.StartsWith(Find, StringComparison.Ordinal) && p.Key != FindNow).GroupBy(p => p.Key[Find.Length..]).ToDictionary(g => g.Key, g => g.Last().Value)
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
        return new FormPairs(pairs, finds);
    }

    /// <summary>True if the parameters are equal, so that the address needs no redirect.</summary>
    public bool Are(IEnumerable<KeyValuePair<string, string>> sent) => sent.Order(ByName).SequenceEqual(All().Order(ByName));

    /// <summary>The query string, with its question mark.</summary>
    public string Query() => QueryString.Create(Pairs.Select(p => new KeyValuePair<string, string?>(p.Key, p.Value))).Value ?? string.Empty;

    /// <summary>The query string, including the search texts.</summary>
    public string QueryWithFinds() => QueryString.Create(All().Select(p => new KeyValuePair<string, string?>(p.Key, p.Value))).Value ?? string.Empty;

    private IEnumerable<KeyValuePair<string, string>> All() =>
        Finds.Count == 0 ? Pairs : [.. Pairs, .. Finds.Select(f => new KeyValuePair<string, string>(Find + f.Key, f.Value)), new(FindNow, FindButton)];

    private static string Period(string name, string value, List<KeyValuePair<string, string>> fields)
    {
        return value switch
        {
            Range => FieldOf(From) is var from && FieldOf(To) is var to && from.Length + to.Length > 0 ? $"{from}..{to}" : Everything,
            "usual" => FieldOf(Usual),
            _ => value,
        };

        string FieldOf(string ending) => fields.LastOrDefault(p => p.Key == name + ending).Value ?? string.Empty;
    }
}
