namespace Reporting.Warehouse.Demo;

/// <summary>Invented organisations of a country: well-known offices first, then any number of units, institutes and companies.</summary>
internal sealed class DemoOrganisations(DemoCountry country, DemoRandom random)
{
    // The sequence of kinds: mostly companies, and a ministry first.
    private static readonly string[] Kinds =
    [
        "government-body", "armed-force", "company", "research-body", "company", "government-body", "company", "armed-force", "company", "company",
    ];

    // Name|in Devanagari|in Hebrew
    private static readonly string[] Offices =
    [
        "Ministry of Defence|रक्षा मंत्रालय|משרד הביטחון", "Ministry of Foreign Affairs|विदेश मंत्रालय|משרד החוץ", "Ministry of the Interior|गृह मंत्रालय|משרד הפנים",
        "Defence Procurement Agency", "Cyber Security Agency", "Ministry of Science and Technology|विज्ञान और प्रौद्योगिकी मंत्रालय|משרד המדע והטכנולוגיה", "Space Agency",
        "Border Guard", "Civil Protection Agency", "Export Control Office", "National Security Secretariat", "Ministry of Industry|उद्योग मंत्रालय|משרד התעשייה", "Ministry of Health|स्वास्थ्य मंत्रालय|משרד הבריאות",
    ];

    private static readonly string[] Forces =
    [
        "Army|थल सेना|צבא היבשה", "Navy|नौसेना|חיל הים", "Air Force|वायु सेना|חיל האוויר", "Joint Staff", "Coast Guard|तटरक्षक|משמר החופים", "Special Operations Command", "Cyber Command", "Medical Corps", "Logistics Command",
    ];

    private static readonly string[] Units = ["Infantry Brigade", "Engineer Regiment", "Air Wing", "Frigate Squadron", "Signal Regiment", "Logistics Battalion", "Air Defence Regiment", "Training Centre"];

    private static readonly string[] Boards = ["Customs Directorate", "Police Directorate", "Port Authority", "Civil Protection Directorate", "Procurement Office", "Standards Laboratory", "Airport Authority"];

    private static readonly string[] Fields = ["Optics", "Materials", "Security Studies", "Aeronautics", "Robotics", "Oceanography", "Cryptography", "Medicine", "Propulsion", "Signal Processing", "Energetics", "Geospatial Studies"];

    private static readonly string[] Houses = ["Institute of", "Centre for", "Laboratory of", "School of", "Academy of"];

    private static readonly string[] Stems =
    [
        "Orion", "Vector", "Meridian", "Trident", "Cobalt", "Helix", "Zenith", "Polaris", "Quantum", "Astra", "Sable", "Vertex", "Lumen", "Kestrel", "Argent", "Delta", "Falcon", "Nimbus", "Onyx", "Pioneer",
        "Solaris", "Summit", "Tundra", "Vanguard", "Condor", "Ember", "Granite", "Halcyon", "Ibis", "Juniper", "Larch", "Mistral", "Osprey", "Peregrine", "Quartz", "Sirocco", "Tamarind", "Banyan", "Cedar", "Monsoon",
    ];

    private static readonly string[] Trades = ["Aerospace", "Systems", "Electronics", "Optronics", "Shipyards", "Cyber", "Robotics", "Avionics", "Composites", "Dynamics", "Radar", "Software", "Propulsion", "Logistics"];

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
            var words = list[i].Split('|');
            var name = kind == "armed-force" ? $"{country.Adjective} {words[0]}" : $"{words[0]} of {country.Name}";
            _taken.Add(name);
            return (kind, name, words.Length < 3 ? null : country.Code switch { "IN" => (kind == "armed-force" ? "भारतीय " : "") + words[1], "IL" => words[2], _ => null });
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
                "government-body" => $"{Any(Boards)}, {city}",
                "armed-force" => $"{1 + random.Below(60 + n)}. {country.Adjective} {Any(Units)}",
                "research-body" => random.Percent(50) ? $"{city} {Any(Houses)} {Any(Fields)}" : $"{country.Adjective} {Any(Houses)} {Any(Fields)}",
                _ => (random.Percent(60) ? "" : city + " ") + $"{Any(Stems)} {Any(Trades)} {country.LegalForm}",
            };
            // Names of a small country run out, so further ones are numbered.
            name = n > 8 ? $"{name} {1 + random.Below(10 * n)}" : name;
            if (_taken.Add(name))
            {
                return name;
            }
        }
    }

    private string Any(string[] words) => words[random.Below(words.Length)];
}
