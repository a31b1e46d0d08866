using Reporting.Engine.Model;
using Reporting.Engine.Planning;

namespace Reporting.Engine.Sql.Aggregates;

/// <summary>The cell of a pair: its keys are countries of the pair, or attributes of the engagement. A place is the number of a cell.</summary>
internal sealed class PairKeys
{
    private readonly IReadOnlyList<StarAttribute> _attributes;
    private readonly IReadOnlyList<MemberSets?> _sets;
    private readonly IReadOnlyList<ushort[]?> _ofEngagements;
    private readonly int[] _sizes;
    private readonly CountryOrder _countries;

    public PairKeys(IReadOnlyList<StarAttribute> attributes, PlannedSets sets, CountryOrder countries)
    {
        (_attributes, _countries) = (attributes, countries);
        _sets = [.. attributes.Select(a => a.IsMany ? null : sets.ByAttribute[a.Id])];
        _sizes = [.. attributes.Select((a, key) => _sets[key]?.Keys.Count ?? (a.IsCountryPair ? countries.Count * countries.Count : countries.Count))];
        Places = _sizes.Aggregate(1L, (places, size) => places * size);
        _ofEngagements = [.. _sets.Select(s => s?.PlacesOfEngagements())];
    }

    /// <summary>True for attributes that it can read.</summary>
    public static bool Has(StarAttribute attribute, PlannedSets sets) => attribute.Fixed is null
        && (attribute.IsMany ? attribute.IsCountryPair || PairFilters.OfLine(attribute).Id == StarSchema.Country : sets.ByAttribute.ContainsKey(attribute.Id));

    public long Places { get; }

    /// <summary>More than the largest key of an engagement that it has a place for.</summary>
    public int Engagements => _ofEngagements.Min(places => places?.Length) ?? int.MaxValue;

    /// <param name="line">The number of the country of the line.</param>
    /// <param name="partner">That of the other line.</param>
    public int PlaceOf(int engagement, int line, int partner)
    {
        var place = 0;
        for (var key = 0; key < _sizes.Length; key++)
        {
            var attribute = _attributes[key];
            place = (place * _sizes[key]) + (_ofEngagements[key] is { } places ? places[engagement] : attribute.IsCountryPair ? _countries.PairOf(line, partner) : attribute.IsOfPartner ? partner : line);
        }

        return place;
    }

    public object[] MembersOf(int place)
    {
        var members = new object[_sizes.Length];
        for (var key = members.Length - 1; key >= 0; key--)
        {
            (place, var member) = Math.DivRem(place, _sizes[key]);
            members[key] = _sets[key] is { } sets ? sets.Keys[member] : _attributes[key].IsCountryPair ? _countries.CodeOfPair(member) : _countries.Codes[member];
        }

        return members;
    }
}
