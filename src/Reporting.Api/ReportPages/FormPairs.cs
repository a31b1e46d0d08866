using Reporting.Engine.Reports;

namespace Reporting.Api.ReportPages;

/// <summary>
/// What a form sends, as an address to be shared: without empty fields, with a period as one value. Names with a point are the form's own,
/// which no parameter can have.
/// </summary>
/// <param name="Pairs">The report's parameters.</param>
/// <param name="Finds">What members are searched for, by parameter; empty unless a search was asked for.</param>
internal sealed record FormPairs(IReadOnlyList<KeyValuePair<string, string>> Pairs, IReadOnlyDictionary<string, string> Finds)
{
    public const string Find = "find.";
    public const string FindNow = "find.now";
    /// <summary>The language of what names none.</summary>
    private const string Usually = "en";

    /// <summary>What the button sends that searches.</summary>
    public const string FindButton = "yes";

    public const string From = ".from";
    public const string To = ".to";
    public const string Usual = ".usual";

    /// <summary>The value of a period that stands in <see cref="From"/> and <see cref="To"/>.</summary>
    public const string Range = "range";

    /// <summary>Filters by nothing, for a parameter with a default.</summary>
    public const string Everything = "all";

    private static readonly Comparer<KeyValuePair<string, string>> ByName = Comparer<KeyValuePair<string, string>>.Create((a, b) =>
        string.CompareOrdinal(a.Key, b.Key) is not 0 and var order ? order : string.CompareOrdinal(a.Value, b.Value));

    public static FormPairs Of(ReportDefinition definition, IEnumerable<KeyValuePair<string, string>> sent)
    {
        var given = sent.Where(p => p.Value.Length > 0 && p is not { Key: "lang", Value: Usually }).ToList();
        var periods = definition.Parameters.Where(p => p.Kind == ParameterKind.Period).Select(p => p.Id).ToList();
        var finds = given.Any(p => p.Key == FindNow)
            ? given.Where(p => p.Key.StartsWith(Find, StringComparison.Ordinal) && p.Key != FindNow).GroupBy(p => p.Key[Find.Length..]).ToDictionary(g => g.Key, g => g.Last().Value)
            : [];
        var pairs = new List<KeyValuePair<string, string>>();
        foreach (var (name, value) in given)
        {
            if (name.StartsWith(Find, StringComparison.Ordinal) || periods.Any(p => name == p + From || name == p + To || name == p + Usual))
            {
                continue;
            }

            var meant = periods.Contains(name) ? Period(name, value, given) : value;
            if (meant.Length > 0 && !pairs.Contains(new(name, meant)))
            {
                pairs.Add(new(name, meant));
            }
        }

        // What is chosen holds, not the nothing that stands beside it.
        pairs.RemoveAll(p => p.Value == Everything && pairs.Any(other => other.Key == p.Key && other.Value != Everything)
            && definition.Parameters.Any(d => d.Id == p.Key && d.Kind == ParameterKind.Members && d.Default.Count > 0));
        return new FormPairs(pairs, finds);
    }

    /// <summary>True where they are these: the address is tidy already.</summary>
    public bool Are(IEnumerable<KeyValuePair<string, string>> sent) => sent.Order(ByName).SequenceEqual(All().Order(ByName));

    /// <summary>The query of an address, with its question mark.</summary>
    public string Query() => QueryString.Create(Pairs.Select(p => new KeyValuePair<string, string?>(p.Key, p.Value))).Value ?? string.Empty;

    /// <summary>The same, with what is searched for.</summary>
    public string QueryWithFinds() => QueryString.Create(All().Select(p => new KeyValuePair<string, string?>(p.Key, p.Value))).Value ?? string.Empty;

    private IEnumerable<KeyValuePair<string, string>> All() =>
        Finds.Count == 0 ? Pairs : [.. Pairs, .. Finds.Select(f => new KeyValuePair<string, string>(Find + f.Key, f.Value)), new(FindNow, FindButton)];

    private static string Period(string name, string value, List<KeyValuePair<string, string>> given)
    {
        return value switch
        {
            Range => One(From) is var from && One(To) is var to && from.Length + to.Length > 0 ? $"{from}..{to}" : Everything,
            "usual" => One(Usual),
            _ => value,
        };

        string One(string ending) => given.LastOrDefault(p => p.Key == name + ending).Value ?? string.Empty;
    }
}
