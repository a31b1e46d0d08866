namespace Reporting.Warehouse.Demo;

/// <summary>
/// Invented organisations of a country: ministries, agencies and forces first, then any number of offices, units, institutes and companies. Letters stand for
/// names, so that no organisation can be taken for a real one.
/// </summary>
internal sealed class DemoOrganisations(DemoCountry country, DemoRandom random)
{
    private const int Boards = 7;
    private const int UnitKinds = 8;
    private const int Institutes = 5;
    private const int Companies = 40;

    // The sequence of kinds: mostly companies, and a ministry first.
    private static readonly string[] Kinds =
    [
        "government-body", "armed-force", "company", "research-body", "company", "government-body", "company", "armed-force", "company", "company",
    ];

    private static readonly string[] Offices =
    [
        "Ministry A", "Ministry B", "Ministry C", "Agency A", "Agency B", "Ministry D", "Agency C", "Agency D", "Agency E", "Agency F", "Agency G", "Ministry E", "Ministry F",
    ];

    private static readonly string[] Forces = ["Force A", "Force B", "Force C", "Force D", "Force E", "Force F", "Force G", "Force H", "Force I"];

    private static readonly string[] Fields = ["Optics", "Materials", "Security Studies", "Aeronautics", "Robotics", "Oceanography", "Cryptography", "Medicine", "Propulsion", "Signal Processing", "Energetics", "Geospatial Studies"];

    private static readonly string[] Trades = ["Aerospace", "Systems", "Electronics", "Optronics", "Shipyard", "Cyber", "Robotics", "Avionics", "Composites", "Dynamics", "Radar", "Software", "Propulsion", "Logistics"];

    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private int _next;
    private int _office;
    private int _force;

    public (string Kind, string Name, string? Local) Next()
    {
        var kind = Kinds[_next++ % Kinds.Length];
        var list = kind switch { "government-body" => Offices, "armed-force" => Forces, _ => [] };
        var i = kind == "government-body" ? _office++ : _force;
        _force += kind == "armed-force" ? 1 : 0;
        if (i < list.Length)
        {
            var name = $"{list[i]} of {country.Name}";
            _taken.Add(name);
            return (kind, name, DemoLocalNames.Of(list[i], country.Code));
        }

        return (kind, Unused(kind), null);
    }

    private string Unused(string kind)
    {
        for (var n = 1; ; n++)
        {
            var city = country.Cities[random.Below(country.Cities.Count)];
            var name = kind switch
            {
                "government-body" => $"Office {Letter(Boards)} in {city}",
                "armed-force" => Unit(1 + random.Below(60 + n)),
                "research-body" => random.Percent(50) ? $"Institute {Letter(Institutes)} of {Any(Fields)} in {city}" : $"National Institute {Letter(Institutes)} of {Any(Fields)} of {country.Name}",
                _ => Company(random.Percent(60) ? $"of {country.Name}" : $"in {city}"),
            };
            // Names of a small country run out, so further ones are numbered.
            name = n > 8 ? $"{name} {1 + random.Below(10 * n)}" : name;
            if (_taken.Add(name))
            {
                return name;
            }
        }
    }

    private string Unit(int number) => $"Unit {Letter(UnitKinds)}{number} of {country.Name}";

    private string Company(string where)
    {
        var letter = Letter(Companies);
        return $"{Any(Trades)} Company {letter} {where}";
    }

    // A to Z, then AA to AZ.
    private string Letter(int most)
    {
        var i = random.Below(most);
        return (i < 26 ? "" : "A") + (char)('A' + (i % 26));
    }

    private string Any(string[] words) => words[random.Below(words.Length)];
}

/// <summary>The names of India and Israel, their ministries, agencies, forces and people in their own script.</summary>
internal static class DemoLocalNames
{
    /// <summary>The name of a country; null for other countries.</summary>
    public static string? Of(string country) => country switch { "IN" => "भारत", "IL" => "ישראל", _ => null };

    /// <summary>The name of "Ministry A" or "Person 12"; null for other countries.</summary>
    public static string? Of(string name, string country)
    {
        var (word, rest) = name.Split(' ') is [var first, var last] ? (first, last) : throw new ArgumentException("A word and a letter or number.", nameof(name));
        return country switch
        {
            "IN" => $"{(word switch { "Ministry" => "मंत्रालय", "Agency" => "एजेंसी", "Force" => "बल", _ => "व्यक्ति" })} {rest}, {Of(country)}",
            "IL" => $"{(word switch { "Ministry" => "משרד", "Agency" => "סוכנות", "Force" => "כוח", _ => "אדם" })} {rest}, {Of(country)}",
            _ => null,
        };
    }
}
