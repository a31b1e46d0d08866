using Reporting.Engine.Model;
using Reporting.Engine.Planning;
using Reporting.Engine.Queries;
using Reporting.Warehouse.Members;

namespace Reporting.Engine.Sql.Aggregates;

/// <summary>Which lines make a pair: those of different participants that meet the filters on the line, on the other line and on the pair of countries.</summary>
internal sealed class PairFilters
{
    private readonly LinkTest[] _ofLine;
    private readonly LinkTest[] _ofPartner;
    private readonly bool[][] _ofPair;
    private readonly CountryOrder _countries;
    private readonly int _unknown;
    private readonly bool _areCountries;

    /// <param name="areCountries">True if a pair has two different countries, both stated.</param>
    public PairFilters(LinkList lines, IReadOnlyList<PlannedFilter> filters, CountryOrder countries, bool areCountries)
    {
        (_countries, _areCountries, _unknown) = (countries, areCountries, countries.Codes.ToList().IndexOf(UnknownMembers.Code));
        var (pairs, others) = (filters.Where(f => f.Dimension.Attribute.IsCountryPair), filters.Where(f => !f.Dimension.Attribute.IsCountryPair).ToLookup(f => f.Dimension.Attribute.IsOfPartner));
        _ofPair = [.. pairs.Select(f => Enumerable.Range(0, countries.Count * countries.Count).Select(pair => f.Keys.Contains(countries.CodeOfPair(pair)) != (f.Mode == FilterMode.Outside)).ToArray())];
        _ofLine = Tests(isOfPartner: false);
        _ofPartner = Tests(isOfPartner: true);

        LinkTest[] Tests(bool isOfPartner) => [.. others[isOfPartner].Select(f => LinkTest.Of(lines, OfLine(f.Dimension.Attribute), f))];
    }

    /// <summary>The attribute of a line that one of the other line is like.</summary>
    public static StarAttribute OfLine(StarAttribute attribute) => attribute.IsOfPartner ? StarSchema.Attributes[attribute.Reveals!] : attribute;

    /// <summary>True if the list has what the filter is on.</summary>
    public static bool Has(LinkList lines, PlannedFilter filter) => filter.Dimension.Attribute is { Fixed: null } attribute && lines.Has(OfLine(attribute));

    public bool PassesLine(ReadOnlySpan<int> line) => Passes(_ofLine, line);

    public bool PassesPair(ReadOnlySpan<int> line, ReadOnlySpan<int> partner)
    {
        // Lines without a stated participant are participants of their own.
        if ((line[LinkList.Participant] == partner[LinkList.Participant] && line[LinkList.Participant] != 0) || !Passes(_ofPartner, partner))
        {
            return false;
        }

        var (one, other) = (line[LinkList.Country], partner[LinkList.Country]);
        if (_areCountries && (one == other || one == _unknown || other == _unknown))
        {
            return false;
        }

        foreach (var allowed in _ofPair)
        {
            if (!allowed[_countries.PairOf(one, other)])
            {
                return false;
            }
        }

        return true;
    }

    private static bool Passes(LinkTest[] tests, ReadOnlySpan<int> line)
    {
        foreach (var test in tests)
        {
            if (!test.Passes(line[test.Column]))
            {
                return false;
            }
        }

        return true;
    }
}
