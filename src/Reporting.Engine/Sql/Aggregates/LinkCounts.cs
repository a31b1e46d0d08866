using System.Runtime.CompilerServices;
using Reporting.Engine.Model;
using Reporting.Engine.Planning;

namespace Reporting.Engine.Sql.Aggregates;

/// <summary>Counts the links of one kind from their list (decision 0076): those of a set of engagements that meet all filters on the same link.</summary>
internal sealed class LinkCounts
{
    // More columns than any list has.
    private const int MaxColumns = 4;

    private readonly LinkList _links;
    private readonly byte[]? _kept;
    private readonly LinkTest[] _tests;

    private LinkCounts(LinkList links, byte[]? kept, IReadOnlyList<PlannedFilter> filters) =>
        (_links, _kept, _tests) = (links, kept, [.. filters.Select(f => LinkTest.Of(links, f.Dimension.Attribute, f))]);

    /// <param name="kept">The engagements whose links count; null for all.</param>
    /// <param name="filters">Filters that must hold for the same link.</param>
    /// <returns>Null where a filter is on what the list does not have.</returns>
    public static LinkCounts? Of(LinkList links, byte[]? kept, IReadOnlyList<PlannedFilter> filters) =>
        filters.All(f => links.Has(f.Dimension.Attribute)) ? new LinkCounts(links, kept, filters) : null;

    /// <summary>For each column and key, whether a link has it.</summary>
    public bool[][] Members()
    {
        var seen = _links.Columns.Select(_ => new bool[1_024]).ToArray();
        var link = new Links(this);
        while (link.Next())
        {
            for (var column = 0; column < seen.Length; column++)
            {
                var key = link[column];
                if (key >= seen[column].Length)
                {
                    Array.Resize(ref seen[column], Math.Max(key + 1, seen[column].Length * 2));
                }

                seen[column][key] = true;
            }
        }

        return seen;
    }

    /// <summary>The engagements that have such a link.</summary>
    public byte[] Engagements(int stride)
    {
        var bits = new byte[stride];
        var link = new Links(this);
        while (link.Next())
        {
            bits[link.Engagement >> 3] |= (byte)(1 << (link.Engagement & 7));
        }

        return bits;
    }

    /// <summary>The cells that have such a link, with their engagements and the weights of their links.</summary>
    /// <param name="keys">The keys of a cell: attributes of the engagement by their sets, or attributes of the link.</param>
    public IEnumerable<(object[] Members, int Engagements, long Weights)> Cells(IReadOnlyList<(StarAttribute Attribute, MemberSets Sets)> keys)
    {
        var ofKeys = keys.Select(k => k.Attribute.IsMany ? PlacesOfKeys(k.Attribute, k.Sets) : null).ToArray();
        var ofEngagements = keys.Select(k => k.Attribute.IsMany ? null : k.Sets.PlacesOfEngagements()).ToArray();
        var columns = keys.Select(k => k.Attribute.IsMany ? _links.ColumnOf(k.Attribute) : -1).ToArray();
        var weight = _links.Columns.ToList().IndexOf(LinkList.Weight);
        var cells = keys.Aggregate(1, (product, key) => product * key.Sets.Keys.Count);
        var (engagements, weights, last) = (new int[cells], new long[cells], new int[cells]);
        Array.Fill(last, -1);
        var link = new Links(this);
        while (link.Next())
        {
            var cell = 0;
            for (var key = 0; key < columns.Length && cell >= 0; key++)
            {
                var place = ofEngagements[key] is not { } places ? PlaceOf(ofKeys[key]!, link[columns[key]])
                    : link.Engagement < places.Length ? places[link.Engagement] : -1;
                cell = place < 0 ? -1 : (cell * keys[key].Sets.Keys.Count) + place;
            }

            if (cell < 0)
            {
                continue;
            }

            engagements[cell] += last[cell] == link.Engagement ? 0 : 1;
            last[cell] = link.Engagement;
            weights[cell] += weight < 0 ? 0 : link[weight];
        }

        return Enumerable.Range(0, cells).Where(cell => engagements[cell] > 0).Select(cell => (MembersOf(cell, keys), engagements[cell], weights[cell]));
    }

    // -1 for what an import added after the sets were read: the data version has changed, and the query is asked again.
    private static int PlaceOf(int[] places, int key) => key < places.Length ? places[key] : -1;

    private static object[] MembersOf(int cell, IReadOnlyList<(StarAttribute Attribute, MemberSets Sets)> keys)
    {
        var members = new object[keys.Count];
        for (var key = keys.Count - 1; key >= 0; key--)
        {
            (cell, var place) = Math.DivRem(cell, keys[key].Sets.Keys.Count);
            members[key] = keys[key].Sets.Keys[place];
        }

        return members;
    }

    private int[] PlacesOfKeys(StarAttribute attribute, MemberSets sets)
    {
        var places = sets.Keys.Index().ToDictionary(key => key.Item, key => key.Index);
        return [.. _links.MembersOf(attribute, places.Keys).Select(member => places.GetValueOrDefault(member, -1))];
    }

    /// <summary>The links that count, one after another.</summary>
    private ref struct Links
    {
        private readonly LinkCounts _counts;
        private readonly byte[]? _kept;
        private readonly int _columns;
        private LinkReader _reader;
        private Keys _keys;

        public Links(LinkCounts counts)
        {
            (_counts, _kept, _columns) = (counts, counts._kept, counts._links.Columns.Count);
            _reader = counts._links.Read();
        }

        public readonly int Engagement => _reader.Engagement;

        public readonly int this[int column] => _keys[column];

        public bool Next()
        {
            while (true)
            {
                while (!_reader.HasLink)
                {
                    if (!NextEngagement())
                    {
                        return false;
                    }
                }

                for (var column = 0; column < _columns; column++)
                {
                    _keys[column] = _reader.Next();
                }

                if (Passes())
                {
                    return true;
                }
            }
        }

        private bool NextEngagement()
        {
            while (_reader.NextEngagement())
            {
                var key = _reader.Engagement;
                if (_kept is null || (key >> 3 < _kept.Length && (_kept[key >> 3] & (1 << (key & 7))) != 0))
                {
                    return true;
                }
            }

            return false;
        }

        private readonly bool Passes()
        {
            foreach (var test in _counts._tests)
            {
                if (!test.Passes(_keys[test.Column]))
                {
                    return false;
                }
            }

            return true;
        }
    }

    [InlineArray(MaxColumns)]
    private struct Keys
    {
        private int _first;
    }
}
