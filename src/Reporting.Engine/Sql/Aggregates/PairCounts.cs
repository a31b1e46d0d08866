using System.Runtime.InteropServices;
using System.Text.Json;
using Reporting.Engine.Model;
using Reporting.Engine.Planning;
using Reporting.Warehouse.Members;

namespace Reporting.Engine.Sql.Aggregates;

/// <summary>
/// Counts pairs of participants from the list of their lines (decision 0077). A pair is a line, and a line of another participant of the same
/// engagement, as in <see cref="PairSql"/>.
/// </summary>
internal sealed class PairCounts
{
    private const int MaxPlaces = 1 << 21;
    private const long MaxBytes = 32_000_000;

    private readonly PlannedSets _sets;
    private readonly LinkList _lines;
    private readonly PairKeys _keys;
    private readonly PairFilters _filters;
    private readonly EngagementDates _dates;
    private readonly int _today;
    private readonly PairCellSize _size;
    private readonly byte[]? _kept;
    private readonly byte[] _agreements;

    private PairCounts(QueryPlan plan, PlannedSets sets, SetCounts kept, IReadOnlyList<ModelDimension> keys, IReadOnlyList<BaseAggregate> figures)
    {
        _sets = sets;
        _lines = sets.Links[BridgeKind.Participation];
        var countries = new CountryOrder(_lines.Codes);
        _keys = new PairKeys([.. keys.Select(k => k.Attribute)], sets, countries);
        _filters = new PairFilters(_lines, kept.OfLinks, countries, areCountries: PairsOf(plan, keys).Any(a => a.IsCountryPair));
        (_dates, _today) = (sets.Dates!, DaySql.KeyOf(plan.AsOf));
        _agreements = figures.Contains(BaseAggregate.Agreements) ? sets.ByAttribute["type.category"].Union(key => key is "agreement") : [];
        _kept = kept.Kept;
        var people = _lines.Groups["participation.kind"].Length;
        _size = new PairCellSize(figures.Contains(BaseAggregate.LongestGapDays) ? _dates.Count : 0, [.. new[] { people, people, countries.Count }.Select((count, column) => figures.Any(f => ColumnOf(f) == column) ? count : 0)]);
    }

    private static bool Counts(BaseAggregate figure) => ColumnOf(figure) is not null || figure
        is BaseAggregate.Engagements or BaseAggregate.Agreements or BaseAggregate.FirstDateKey or BaseAggregate.LastDateKey or BaseAggregate.LastPastDateKey or BaseAggregate.LongestGapDays;

    /// <summary>The figures that it counts of cells of pairs; null where they need more than the list, or too much memory.</summary>
    public static AggregateQuery? Of(QueryPlan plan, IReadOnlyList<ModelDimension> keys, IReadOnlySet<BaseAggregate> wanted, SqlValues values, SqlDialect dialect)
    {
        var figures = wanted.Where(Counts).Order().ToList();
        if (figures.Count == 0 || PairsOf(plan, keys).Count == 0 || plan.Sets is not { Dates: not null } sets || !sets.Links.TryGetValue(BridgeKind.Participation, out var lines)
            || !keys.All(k => PairKeys.Has(k.Attribute, sets)) || (figures.Contains(BaseAggregate.Agreements) && !sets.ByAttribute.ContainsKey("type.category"))
            || SetCounts.Of(plan, [.. keys.Where(k => !k.IsMany)], values, dialect, BridgeKind.Participation) is not { } kept || !kept.OfLinks.All(f => PairFilters.Has(lines, f)))
        {
            return null;
        }

        var counts = new PairCounts(plan, sets, kept, keys, figures);
        return counts._keys.Places <= MaxPlaces && counts.Cells() is { } cells ? counts.Query(keys, figures, cells, values, dialect) : null;
    }

    private static List<StarAttribute> PairsOf(QueryPlan plan, IReadOnlyList<ModelDimension> keys) =>
        [.. keys.Concat(plan.Filters.Where(PairSql.IsOnPairs).Select(f => f.Dimension)).Select(d => d.Attribute).Where(a => a.IsOfPartner)];

    // The column whose members are counted.
    private static int? ColumnOf(BaseAggregate figure) => figure switch
    {
        BaseAggregate.Participants or BaseAggregate.People => LinkList.Participant,
        BaseAggregate.Organisations => LinkList.Organisation,
        BaseAggregate.Countries => LinkList.Country,
        _ => null,
    };

    private List<(int Place, PairCell Cell)>? Cells()
    {
        var (places, cells) = (new PairCell?[_keys.Places], new List<(int Place, PairCell Cell)>());
        var (reader, lines) = (_lines.Read(), new List<int>());

        // An import may add engagements between the readings of lists. The query is then read again.
        var end = Math.Min(_dates.Keys.Length, _keys.Engagements);
        while (reader.NextEngagement() && reader.Engagement < end && cells.Count * _size.Bytes <= MaxBytes)
        {
            if (_kept is not null && !Has(_kept, reader.Engagement))
            {
                continue;
            }

            lines.Clear();
            while (reader.HasLink)
            {
                lines.Add(reader.Next());
            }

            Add(EngagementOf(reader.Engagement), CollectionsMarshal.AsSpan(lines), places, cells);
        }

        return cells.Count * _size.Bytes > MaxBytes ? null : cells;
    }

    private void Add(in PairEngagement engagement, ReadOnlySpan<int> lines, PairCell?[] places, List<(int Place, PairCell Cell)> cells)
    {
        var columns = _lines.Columns.Count;
        for (var i = 0; i < lines.Length; i += columns)
        {
            var line = lines.Slice(i, columns);
            if (!_filters.PassesLine(line))
            {
                continue;
            }

            for (var j = 0; j < lines.Length; j += columns)
            {
                var partner = lines.Slice(j, columns);
                if (i == j || !_filters.PassesPair(line, partner))
                {
                    continue;
                }

                var place = _keys.PlaceOf(engagement.Key, line[LinkList.Country], partner[LinkList.Country]);
                if (places[place] is not { } cell)
                {
                    cell = places[place] = new PairCell(_size);
                    cells.Add((place, cell));
                }

                cell.Add(engagement, line);
            }
        }
    }

    private PairEngagement EngagementOf(int key)
    {
        var date = _dates.Keys[key];
        return new PairEngagement(key, date, _size.Dates > 0 ? _dates.PlaceOf(date) : -1, date <= _today, Has(_agreements, key));
    }

    private static bool Has(byte[] bits, int engagement) => engagement >> 3 < bits.Length && (bits[engagement >> 3] & (1 << (engagement & 7))) != 0;

    private AggregateQuery Query(IReadOnlyList<ModelDimension> keys, IReadOnlyList<BaseAggregate> figures, List<(int Place, PairCell Cell)> cells, SqlValues values, SqlDialect dialect)
    {
        // Without keys there is a row of all, also where it has no pair.
        var all = cells.Count == 0 && keys.Count == 0 ? [(0, new PairCell(_size))] : cells;
        var rows = all.Select(c => _keys.MembersOf(c.Place).Concat(figures.Select(f => (object?)Figure(f, c.Cell))));
        var columns = keys.Select((key, i) => ($"k{i}", key.Attribute.IsMany ? SqlColumnType.Text : SetCounts.TypeOf(_sets.ByAttribute[key.Attribute.Id]))).Concat(figures.Select(f => (f.ToString(), SqlColumnType.Whole)));
        return new AggregateQuery(dialect.Table(values.Add(JsonSerializer.Serialize(rows)), [.. columns]), figures);
    }

    private int? Figure(BaseAggregate figure, PairCell cell) => figure switch
    {
        BaseAggregate.Engagements => cell.Engagements,
        BaseAggregate.Agreements => cell.Agreements,
        BaseAggregate.FirstDateKey => Date(cell.First),
        BaseAggregate.LastDateKey => Date(cell.Last),
        BaseAggregate.LastPastDateKey => Date(cell.LastPast),
        BaseAggregate.LongestGapDays => cell.Dated < 2 ? null : _dates.LongestGap(cell.Dates),
        BaseAggregate.People => cell.Members(LinkList.Participant).Count(key => _lines.Groups["participation.kind"][key] == "person"),
        BaseAggregate.Countries => cell.Members(LinkList.Country).Count(number => _lines.Codes[number] != UnknownMembers.Code),
        _ => cell.Members(ColumnOf(figure)!.Value).Count(key => key != 0),
    };

    private static int? Date(int key) => key == 0 ? null : key;
}
