// Longer than 250 lines: all steps that fill one engagement, from its day to its hash. They share its buffers.
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Reporting.Warehouse.Dates;
using Reporting.Warehouse.Imports.Checks;
using Reporting.Warehouse.Imports.Records;
using Reporting.Warehouse.Members;

namespace Reporting.Warehouse.Demo;

/// <summary>Fills engagements one after the other in the order of their days. Memory does not grow with their number.</summary>
internal sealed class DemoEngagements
{
    private static readonly byte[] Public = "public"u8.ToArray();
    private static readonly byte[] Official = "official"u8.ToArray();
    private static readonly byte[] Restricted = "restricted"u8.ToArray();

    /// <summary>The handling levels that it gives, the most frequent first.</summary>
    public static readonly IReadOnlyList<byte[]> Handlings = [Public, Official, Restricted];
    private static readonly byte[] Unknown = "unknown"u8.ToArray();
    private static readonly byte[] Participant = "participant"u8.ToArray();
    private static readonly byte[] Observer = "observer"u8.ToArray();
    private static readonly int Years = DemoDates.LastYear - DemoDates.FirstYear;

    // An engagement refers to its own source, or to one of so many later ones.
    private const int LaterSources = 2;

    // Unequal shares, by the number of domains.
    private static readonly int[][][] Uneven =
    [
        [],
        [WeightParts.Of([1])],
        [WeightParts.Of([2, 1]), WeightParts.Of([3, 1]), WeightParts.Of([3, 2])],
        [WeightParts.Of([2, 1, 1]), WeightParts.Of([3, 2, 1]), WeightParts.Of([5, 3, 1])],
        [WeightParts.Of([3, 1, 1, 1]), WeightParts.Of([4, 3, 2, 1]), WeightParts.Of([6, 3, 1, 1])],
    ];

    private static readonly int[][] Equal = [.. Enumerable.Range(0, DemoEngagement.MaxDomains + 1).Select(n => n == 0 ? [] : WeightParts.Equal(n))];

    private readonly DemoRandom _random;
    private readonly DemoMembers _members;
    private readonly int _count;
    private readonly IEnumerator<DateOnly> _days;
    private readonly WeightedChoice[] _domainsByYear;
    private readonly WeightedChoice[] _typesByYear;
    private readonly WeightedChoice _sides;
    private readonly WeightedChoice _lineCounts = new([28, 22, 18, 13, 9, 6, 4]);
    private readonly WeightedChoice _domainCounts = new([38, 32, 20, 10]);
    private readonly WeightedChoice[] _cities;
    private readonly DemoPhrase[] _domainPhrases;
    private readonly byte[][] _domainCodes;
    private readonly int[] _domainOrder;
    private readonly DemoType[] _types;
    private readonly DemoParticipants.Side[] _here = new DemoParticipants.Side[5];
    private readonly int[] _domains = new int[DemoEngagement.MaxDomains];
    private readonly DemoText _hash = new(1024);
    private int _index;

    public DemoEngagements(int count, DemoMembers members, DemoRandom random)
    {
        (_count, _members, _random) = (count, members, random);
        _days = DemoDates.Days(count, random).GetEnumerator();
        var domains = DemoVocabulary.Domains;
        _domainsByYear = ByYear(domains.Count, i => (domains[i].FirstWeight, domains[i].LastWeight));
        _domainPhrases = [.. domains.Select(d => new DemoPhrase(char.ToLowerInvariant(d.Name[0]) + d.Name[1..]))];
        _domainCodes = [.. domains.Select(d => Encoding.UTF8.GetBytes(d.Code))];
        var sorted = domains.Select(d => d.Code).Order(StringComparer.Ordinal).ToList();
        _domainOrder = [.. domains.Select(d => sorted.IndexOf(d.Code))];
        _types = [.. DemoVocabulary.Types.Select(DemoType.Of)];
        _typesByYear = ByYear(_types.Length, i => (_types[i].Words.FirstWeight, _types[i].Words.LastWeight));
        _sides = WeightedChoice.Zipf(members.Participants.Sides.Count);
        _cities = [.. members.Places.Select(places => WeightedChoice.Zipf(places.Count))];
    }

    /// <summary>False when there are no more.</summary>
    public bool Next(DemoEngagement e)
    {
        if (!_days.MoveNext())
        {
            return false;
        }

        var day = _days.Current;
        e.Key = _members.FirstEngagement + _index;
        e.Row = _index + 1;
        e.Code.Clear();
        e.Code.Add("demo-"u8).Add(_index + 1, 8);
        var year = day.Year - DemoDates.FirstYear;
        var type = _typesByYear[year].Draw(_random);
        var sides = DrawSides();
        if (_types[type].IsPortCall && (_here[0].Country.IsLandlocked || _here[1].Country.IsLandlocked))
        {
            type = 0;
        }

        e.Type = _members.Types[type];
        Date(e, day, _types[type]);
        Domains(e, year);
        Lines(e, sides, _types[type]);
        var place = DrawPlace(sides, _types[type].HostSide);
        e.Place = place.Key;
        Title(e, _types[type], place);
        Figures(e, _types[type].Words);
        e.Summary = _random.Percent(25) ? DemoTitles.Summaries[_random.Below(DemoTitles.Summaries.Count)] : null;
        e.Handling = _random.Below(100) switch { < 86 => Public, < 96 => Official, _ => Restricted };
        Sources(e, day);
        Hash(e, _types[type], place);
        _index++;
        return true;
    }

    private static WeightedChoice[] ByYear(int count, Func<int, (int First, int Last)> weights) =>
    [
        .. Enumerable.Range(0, Years + 1).Select(year => new WeightedChoice(
            [.. Enumerable.Range(0, count).Select(weights).Select(w => ((long)w.First * (Years - year)) + ((long)w.Last * year))])),
    ];

    private int DrawSides()
    {
        var count = _random.Below(100) switch { < 78 => 2, < 92 => 3, < 97 => 4, _ => 5 };
        for (var i = 0; i < count;)
        {
            var side = _members.Participants.Sides[_sides.Draw(_random)];
            if (!_here.AsSpan(0, i).Contains(side))
            {
                _here[i++] = side;
            }
        }

        // The order of the sides must not depend on how active they are.
        if (_random.Percent(50))
        {
            (_here[0], _here[1]) = (_here[1], _here[0]);
        }

        return count;
    }

    private void Date(DemoEngagement e, DateOnly day, DemoType type)
    {
        var exact = PartialDate.On(day).Key;
        e.Start = _random.Below(100) switch { < 90 => exact, < 97 => exact / 100 * 100, < 99 => exact / 10000 * 10000, _ => 0 };
        e.End = e.Start;
        if (e.Start != exact)
        {
            return;
        }

        var days = type.Words.Days == 1 ? 0 : _random.Below(type.Words.Days * 2);
        e.End = PartialDate.On(days > 0 && _random.Percent(80) ? Earlier(day.AddDays(days), DemoDates.LastDay) : day).Key;
    }

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;

    private void Domains(DemoEngagement e, int year)
    {
        var count = _domainCounts.Draw(_random) + 1;
        for (var i = 0; i < count;)
        {
            var domain = _domainsByYear[year].Draw(_random);
            if (!_domains.AsSpan(0, i).Contains(domain))
            {
                _domains[i++] = domain;
            }
        }

        var parts = _random.Percent(80) ? Equal[count] : Uneven[count][_random.Below(Uneven[count].Length)];
        e.DomainCount = count;
        for (var i = 0; i < count; i++)
        {
            e.Domains[i] = new DemoEngagement.Domain(_members.Domains[_domains[i]], parts[i], i == 0);
        }
    }

    private void Lines(DemoEngagement e, int sides, DemoType type)
    {
        var wanted = Math.Max(_lineCounts.Draw(_random) + 2, sides);
        e.LineCount = 0;
        for (var i = 0; i < wanted; i++)
        {
            var role = i switch { 0 => type.FirstRole, 1 => type.SecondRole, _ => type.OtherRole };
            var chance = _random.Below(100);
            if (i >= sides && chance < 4)
            {
                var body = _members.Participants.InternationalBodies[_random.Below(_members.Participants.InternationalBodies.Count)];
                TryAdd(e, new DemoEngagement.Line(body.Key, 0, body.Key, Unknown, Observer, null));
            }
            else if (i >= sides && chance < 5)
            {
                var side = _here[_random.Below(sides)];
                TryAdd(e, new DemoEngagement.Line(UnknownMembers.Key, 0, UnknownMembers.Key, side.Code, Participant, null));
            }
            else if (i < 2 && chance < 4 && _here[i].Self is { } country)
            {
                TryAdd(e, new DemoEngagement.Line(country.Key, 0, UnknownMembers.Key, _here[i].Code, role, null));
            }
            else
            {
                var side = _here[i < sides ? i : _random.Below(sides)];
                for (var tries = 0; tries < 4 && !TryAdd(e, Acting(side, role)); tries++)
                {
                }
            }
        }
    }

    private DemoEngagement.Line Acting(DemoParticipants.Side side, byte[] role)
    {
        if (_random.Percent(32))
        {
            var organisation = side.Organisation(_random);
            return new DemoEngagement.Line(organisation.Key, 0, organisation.Key, side.Code, role, null);
        }

        var person = side.Person(_random);
        var behalf = _random.Below(100) switch { < 92 => person.Home, < 97 => side.Organisation(_random).Key, _ => 0 };
        return new DemoEngagement.Line(person.Key, behalf, behalf, side.Code, role, behalf == person.Home && _random.Percent(85) ? person.Capacity : null);
    }

    // No participant twice. An organisation or country has no own line beside a participant who acts for it.
    private bool TryAdd(DemoEngagement e, DemoEngagement.Line line)
    {
        foreach (ref readonly var other in e.Lines.AsSpan(0, e.LineCount))
        {
            var sameOrganisation = other.Organisation == line.Organisation && line.Organisation != 0 && (other.OnBehalfOf == 0 || line.OnBehalfOf == 0);
            var countryItself = other.Country == line.Country && (IsCountry(other) || IsCountry(line));
            if (other.Participant == line.Participant || sameOrganisation || countryItself)
            {
                return false;
            }
        }

        e.Lines[e.LineCount++] = line;
        return true;
    }

    private bool IsCountry(DemoEngagement.Line line) =>
        line.Organisation == 0 && line.Participant != 0 && _members.Participants[line.Participant].Kind == ParticipantKinds.Country;

    private DemoPlace DrawPlace(int sides, int host)
    {
        var chance = _random.Below(100);
        if (chance < 2)
        {
            return DemoPlace.Unknown;
        }

        var side = chance switch { < 85 => _here[host], < 94 => _here[1 - host], _ => sides > 2 ? _here[2] : _members.Participants.Sides[_sides.Draw(_random)] };
        return _members.Places[side.Index][_cities[side.Index].Draw(_random)];
    }

    private void Title(DemoEngagement e, DemoType type, DemoPlace place)
    {
        e.Title.Clear();
        e.SearchTitle.Clear();
        foreach (var piece in type.Titles[_random.Below(type.Titles.Length)])
        {
            var phrase = piece.Value.Length != 3 || piece.Value[0] != '{' ? piece : piece.Value[1] switch
            {
                'a' => _here[0].Name,
                'b' => _here[1].Name,
                'o' => Organisation(e, 0),
                'p' => Organisation(e, 1),
                'c' => place.In,
                'n' => DemoTitles.Ordinals[_random.Below(DemoTitles.Ordinals.Count)],
                'x' => DemoTitles.CodeNames[_random.Below(DemoTitles.CodeNames.Count)],
                _ => _domainPhrases[_domains[0]],
            };
            e.Title.Add(phrase.Text);
            e.SearchTitle.Add(phrase.Lower);
        }

        e.Title.Capitalise();
    }

    private DemoPhrase Organisation(DemoEngagement e, int line) =>
        e.Lines[line].Organisation is var key and not 0 ? _members.Participants[key].Phrase! : _here[line].Name;

    private void Figures(DemoEngagement e, DemoVocabulary.Type type)
    {
        e.Headcount = _random.Percent(40) ? 2 + (int)_random.Skewed(type.Headcount, 0.9) : null;
        e.AmountCents = null;
        if (_random.Percent(type.AmountChance))
        {
            var dollars = _random.Skewed(type.AmountUsd, 1.6);
            // Large sums are often rounded. The others are exact to the cent.
            e.AmountCents = _random.Percent(60) ? ((long)(dollars / 10_000) + 1) * 1_000_000 : (long)(dollars * 100) + 1;
        }
    }

    private void Sources(DemoEngagement e, DateOnly day)
    {
        var own = (int)((long)_index * _members.SourceCount / _count);
        e.Closes = (long)(_index + 1) * _members.SourceCount / _count > own ? Source(own, e, day) : null;
        var chance = _random.Below(100);
        e.SourceCount = 1;
        if (chance < 1)
        {
            e.Sources[0] = UnknownMembers.Key;
            return;
        }

        var last = _members.SourceCount - 1;
        // A source is published after the last of its engagements, so an engagement has its own source or a later one.
        e.Sources[0] = _members.FirstSource + (chance < 30 ? Math.Min(own + 1, last) : own);
        if (chance < 75)
        {
            return;
        }

        var second = chance < 85 ? _members.FirstSource + _members.SourceCount + day.Year - DemoDates.FirstYear : _members.FirstSource + Math.Min(own + LaterSources, last);
        if (second != e.Sources[0])
        {
            e.Sources[e.SourceCount++] = second;
        }
    }

    private DemoSource Source(int index, DemoEngagement e, DateOnly day)
    {
        // It reports on its own engagements and on those before that may refer to it.
        var first = (Math.Max(0L, index - LaterSources) * _count + _members.SourceCount - 1) / _members.SourceCount;
        var (from, to) = (CodeOf(first), Encoding.UTF8.GetString(e.Code.Span));
        return new DemoSource(
            _members.FirstSource + index,
            "demo-source-" + (index + 1).ToString("0000000", CultureInfo.InvariantCulture),
            DemoVocabulary.Publishers[_random.Below(DemoVocabulary.Publishers.Count)],
            $"Report on the engagements {from} to {to}",
            _random.Percent(70) ? $"https://example.org/{from}/{to}" : null,
            _random.Percent(90) ? Earlier(day.AddDays(1 + _random.Below(20)), DemoDates.LastDay).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null);
    }

    private static string CodeOf(long index) => "demo-" + (index + 1).ToString("00000000", CultureInfo.InvariantCulture);

    /// <summary>Computes the hash of <see cref="RowHash"/> for the engagement, so that importing it again changes nothing.</summary>
    private void Hash(DemoEngagement e, DemoType type, DemoPlace place)
    {
        _hash.Clear();
        Field("1"u8);
        Field(e.Code.Span);
        Field(e.Title.Span);
        Field(e.Summary);
        Date(e.Start);
        Date(e.End);
        Field(type.Code);
        Field(place.Code);
        Number(e.Headcount);
        Number(e.AmountCents);
        Field(e.Handling);
        End();
        for (var order = 0; order < e.DomainCount; order++)
        {
            var i = InOrder(order, e.DomainCount);
            Field("domain"u8);
            Field(_domainCodes[_domains[i]]);
            Number(e.Domains[i].Parts);
            Field(e.Domains[i].IsPrimary ? "1"u8 : "0"u8);
            End();
        }

        foreach (ref readonly var line in e.Lines.AsSpan(0, e.LineCount))
        {
            Field("line"u8);
            Field(line.Participant == 0 ? Unknown : _members.Participants[line.Participant].CodeText);
            Field(line.OnBehalfOf == 0 ? default : _members.Participants[line.OnBehalfOf].CodeText);
            Field(line.Country);
            Field(line.Role);
            Field(line.Capacity);
            End();
        }

        foreach (var key in e.Sources.AsSpan(0, e.SourceCount))
        {
            Field("source"u8);
            Source(key);
            End();
        }

        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(_hash.Span, hash);
        Convert.TryToHexStringLower(hash, e.RowHash, out _);
    }

    private void Source(int key)
    {
        var index = key - _members.FirstSource;
        if (key == UnknownMembers.Key)
        {
            _hash.Add(Unknown);
        }
        else if (index < _members.SourceCount)
        {
            _hash.Add("demo-source-"u8).Add(index + 1, 7);
        }
        else
        {
            _hash.Add("demo-yearbook-"u8).Add(DemoDates.FirstYear + index - _members.SourceCount);
        }

        Field(default);
    }

    // The domain at a position in the order of codes. With up to four domains, counting is fastest.
    private int InOrder(int place, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var before = 0;
            for (var j = 0; j < count; j++)
            {
                before += _domainOrder[_domains[j]] < _domainOrder[_domains[i]] ? 1 : 0;
            }

            if (before == place)
            {
                return i;
            }
        }

        throw new InvalidOperationException("A domain occurs twice.");
    }

    private void Date(int key)
    {
        if (key != 0)
        {
            _hash.Add(key / 10000, 4);
            if (key / 100 % 100 != 0)
            {
                _hash.Add("-"u8).Add(key / 100 % 100, 2);
            }

            if (key % 100 != 0)
            {
                _hash.Add("-"u8).Add(key % 100, 2);
            }
        }

        Field(default);
    }

    private void Number(long? number)
    {
        if (number is { } stated)
        {
            _hash.Add(stated);
        }

        Field(default);
    }

    private void Field(ReadOnlySpan<byte> text) => _hash.Add(text).Add("\u001F"u8);

    private void End() => _hash.Add("\u001E"u8);
}
