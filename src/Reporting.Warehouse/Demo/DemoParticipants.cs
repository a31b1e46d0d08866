using System.Text;
using Reporting.Warehouse.Members;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Demo;

/// <summary>All participants: the organisations and people of each country, the most active first; some countries; some international bodies.</summary>
internal sealed class DemoParticipants
{
    private const int NamedCountries = 20;

    private const int InternationalCount = 8;

    private static readonly Dictionary<string, byte[][]> Capacities = new(StringComparer.Ordinal)
    {
        ["government-body"] = Words("Director", "Deputy Director", "Adviser", "Senior Adviser", "Official", "Senior Official", "Head of Division", "Delegate"),
        ["armed-force"] = Words("Commander", "Staff Officer", "Senior Staff Officer", "Deputy Commander", "Commanding Officer", "Liaison Officer"),
        ["company"] = Words("Programme Manager", "Chief Executive", "Vice President", "Chief Engineer", "Head of Sales", "Chair of the Board"),
        ["research-body"] = Words("Professor", "Director of Research", "Senior Scientist", "Head of Laboratory", "Fellow"),
    };

    private readonly List<DemoParticipant> _all = [];
    private readonly int _firstKey;

    private DemoParticipants(int firstKey) => _firstKey = firstKey;

    public IReadOnlyList<DemoParticipant> All => _all;

    public List<Side> Sides { get; } = [];

    public List<DemoParticipant> InternationalBodies { get; } = [];

    public DemoParticipant this[int key] => _all[key - _firstKey];

    public static int Count(int engagements) => Math.Clamp(engagements / 25, 200, 60_000);

    public static DemoParticipants Create(int engagements, int firstKey, DemoRandom random)
    {
        var made = new DemoParticipants(firstKey);
        for (var i = 0; i < InternationalCount; i++)
        {
            made.InternationalBodies.Add(made.Add($"International Body {(char)('A' + i)}", null, "international-organisation", UnknownMembers.Code, null));
        }

        var countries = DemoCountries.All;
        var left = Count(engagements) - InternationalCount - NamedCountries - (2 * countries.Count);
        var weights = countries.Select((_, i) => 1_000_000L / (i + 3)).ToArray();
        long before = 0;
        var given = 0;
        for (var i = 0; i < countries.Count; i++)
        {
            before += weights[i];
            var upTo = (int)(left * before / weights.Sum());
            made.AddSide(countries[i], 2 + upTo - given, isNamed: i < NamedCountries, random);
            given = upTo;
        }

        return made;
    }

    private static byte[][] Words(params string[] words) => [.. words.Select(Encoding.UTF8.GetBytes)];

    private void AddSide(DemoCountry country, int count, bool isNamed, DemoRandom random)
    {
        var self = isNamed ? Add(char.ToUpperInvariant(country.Name[0]) + country.Name[1..], DemoLocalNames.Of(country.Code), ParticipantKinds.Country, country.Code, null) : null;
        var made = new DemoOrganisations(country, random);
        var organisations = new DemoParticipant[Math.Max(1, count * 32 / 100)];
        for (var i = 0; i < organisations.Length; i++)
        {
            var (kind, name, local) = made.Next();
            organisations[i] = Add(name, local, kind, country.Code, Parent(organisations.AsSpan(0, i), kind, random));
        }

        var choice = WeightedChoice.Zipf(organisations.Length, headStart: 1);
        var people = new DemoParticipant[count - organisations.Length];
        for (var i = 0; i < people.Length; i++)
        {
            var home = organisations[choice.Draw(random)];
            var offices = Capacities[home.Kind];
            // Nothing uses these two draws. Without them a seed would give other figures than the documented ones.
            random.Next();
            random.Next();
            var name = $"Person {i + 1}";
            people[i] = Add($"{name} of {country.Name}", DemoLocalNames.Of(name, country.Code), ParticipantKinds.Person, country.Code, null, home.Key, offices[random.Below(offices.Length)]);
        }

        Sides.Add(new Side(Sides.Count, country, Encoding.UTF8.GetBytes(country.Code), new DemoPhrase(country.Name), self, organisations, people));
    }

    // Forces belong to the ministry, which comes first. Some companies and institutes belong to an earlier one.
    private static int? Parent(ReadOnlySpan<DemoParticipant> before, string kind, DemoRandom random)
    {
        if (before.Length == 0 || kind == "government-body")
        {
            return null;
        }

        if (kind == "armed-force")
        {
            return before[0].Key;
        }

        var other = before[random.Below(before.Length)];
        return other.Kind == kind && random.Percent(40) ? other.Key : null;
    }

    private DemoParticipant Add(string name, string? local, string kind, string country, int? parent, int home = 0, byte[]? capacity = null)
    {
        name = name.Normalize(NormalizationForm.FormC);
        var key = _firstKey + _all.Count;
        var number = (_all.Count + 1).ToString("00000", System.Globalization.CultureInfo.InvariantCulture);
        var made = new DemoParticipant(key, $"demo-{Slugs.Of(name)}-{number}", name, local?.Normalize(NormalizationForm.FormC), kind, country, parent, home, capacity)
        {
            Phrase = kind == ParticipantKinds.Person ? null : new DemoPhrase(name),
        };
        _all.Add(made);
        return made;
    }

    /// <summary>A country with the participants who act for it.</summary>
    public sealed class Side(int index, DemoCountry country, byte[] code, DemoPhrase name, DemoParticipant? self, DemoParticipant[] organisations, DemoParticipant[] people)
    {
        private readonly WeightedChoice _organisations = WeightedChoice.Zipf(organisations.Length);
        private readonly WeightedChoice _people = WeightedChoice.Zipf(people.Length);

        public int Index => index;

        public DemoCountry Country => country;

        public byte[] Code => code;

        public DemoPhrase Name => name;

        /// <summary>The country as a participant; null if it never takes part itself.</summary>
        public DemoParticipant? Self => self;

        public DemoParticipant Organisation(DemoRandom random) => organisations[_organisations.Draw(random)];

        public DemoParticipant Person(DemoRandom random) => people[_people.Draw(random)];
    }
}
