using System.Text.Json;
using Reporting.Engine.Model;
using Reporting.Engine.Planning;
using Reporting.Engine.Queries;
using Reporting.Warehouse.Imports.Records;
using Reporting.Warehouse.Members;

namespace Reporting.Engine.Sql.Aggregates;

/// <summary>
/// Counts engagements by what sets have in common (decision 0076): the set of each member of a cell, and the set that filters and scope keep. It fits where
/// each of these is a set. Filters on the links of a cell must be on the member itself, because they must hold for the same link.
/// </summary>
internal sealed class SetCounts
{
    // With more cells the rows are read in less time.
    private const int MaxCells = 4_096;

    private readonly QueryPlan _plan;
    private readonly IReadOnlyList<ModelDimension> _keys;
    private readonly SqlValues _values;
    private readonly SqlDialect _dialect;
    private readonly PlannedSets _sets;
    private readonly List<byte[]> _kept = [];
    private readonly List<PlannedFilter> _ofLinks = [];
    private byte[]? _common;

    private SetCounts(QueryPlan plan, IReadOnlyList<ModelDimension> keys, SqlValues values, SqlDialect dialect, PlannedSets sets) =>
        (_plan, _keys, _values, _dialect, _sets) = (plan, keys, values, dialect, sets);

    /// <summary>The engagements that filters and scope keep; null for all.</summary>
    public byte[]? Kept => _kept.Count == 0 ? null : _common ??= MemberSets.Intersection(_sets.Stride, _kept);

    /// <summary>Filters that must hold for the link of a counted member.</summary>
    public IReadOnlyList<PlannedFilter> OfLinks => _ofLinks;

    /// <param name="plan">Its filters and scope restrict the engagements.</param>
    /// <param name="links">The links whose members are counted, without a cell; null where engagements are counted.</param>
    /// <returns>Null where something is no set.</returns>
    public static SetCounts? Of(QueryPlan plan, IReadOnlyList<ModelDimension> keys, SqlValues values, SqlDialect dialect, BridgeKind? links = null)
    {
        if (plan.Sets is not { } sets || plan is not { Search: null, Since: null, Windows: null, Commitments: null } || keys.Any(k => !sets.ByAttribute.ContainsKey(k.Attribute.Id))
            || keys.Where(k => k.IsMany).GroupBy(k => k.Attribute.On).Any(g => g.Count() > 1))
        {
            return null;
        }

        var counts = new SetCounts(plan, keys, values, dialect, sets);
        return counts.AddScope() && plan.Filters.All(f => counts.Add(f, links)) ? counts : null;
    }

    /// <summary>The figures of the cells; null where they need more than sets.</summary>
    public AggregateQuery? Engagements(IReadOnlyList<BaseAggregate> figures)
    {
        var places = _keys.Select(Places).ToList();
        if (!figures.All(f => f is BaseAggregate.Engagements or BaseAggregate.AllocatedParts || (f == BaseAggregate.Agreements && _sets.ByAttribute.ContainsKey("type.category")))
            || places.Aggregate(1L, (cells, members) => cells * members.Count) > MaxCells || (_keys.Count == 0 && Kept is null))
        {
            return null;
        }

        var members = _keys.Select((key, i) => (Sets: Sets(key), Place: $"m{i}.Place")).ToList();
        var columns = _keys.Select((_, i) => $"m{i}.Member AS k{i}").Append($"{Common(members)} AS n");
        if (figures.Contains(BaseAggregate.Agreements))
        {
            columns = columns.Append(Agreements(members));
        }

        // Without the limit SQLite would count twice: for the condition and for the result.
        var tables = _keys.Select((key, i) => $"({Table(_sets.ByAttribute[key.Attribute.Id], places[i])}) m{i}");
        var cells = $"SELECT {string.Join(", ", columns)}{(_keys.Count == 0 ? string.Empty : "\n        FROM " + string.Join(" CROSS JOIN ", tables))} LIMIT -1";
        return new AggregateQuery(
            $"""
            SELECT {string.Join(", ", _keys.Select((_, i) => $"x.k{i}").Concat(figures.Select(Figure)))}
                  FROM ({cells}) x{(_keys.Count == 0 ? string.Empty : "\n      WHERE x.n > 0")}
            """,
            [.. figures]);
    }

    /// <summary>The figures of the cells, by the links that were not counted from sets; null where they need more than their list.</summary>
    public AggregateQuery? Links(BridgeKind kind, IReadOnlyList<BaseAggregate> figures)
    {
        if (!figures.All(f => f == BaseAggregate.Engagements || (f == BaseAggregate.AllocatedParts && kind == BridgeKind.Domain))
            || !_sets.Links.TryGetValue(kind, out var list) || _keys.Any(k => k.IsMany && !list.Has(k.Attribute))
            || _keys.Aggregate(1L, (cells, key) => cells * _sets.ByAttribute[key.Attribute.Id].Keys.Count) > MaxCells || LinkCounts.Of(list, Kept, _ofLinks) is not { } counts)
        {
            return null;
        }

        var cells = counts.Cells([.. _keys.Select(key => (key.Attribute, _sets.ByAttribute[key.Attribute.Id]))]).ToList();
        var rows = (cells.Count == 0 && _keys.Count == 0 ? [([], 0, 0)] : cells).Select(cell => cell.Members.Concat(figures.Select(f => (object)(f == BaseAggregate.Engagements ? cell.Engagements : cell.Weights))));
        var columns = _keys.Select((key, i) => ($"k{i}", TypeOf(_sets.ByAttribute[key.Attribute.Id]))).Concat(figures.Select(f => (f.ToString(), SqlColumnType.Whole)));
        return new AggregateQuery(_dialect.Table(_values.Add(JsonSerializer.Serialize(rows)), [.. columns]), [.. figures]);
    }

    /// <summary>For each column of the links, which keys they have; null where a filter needs more than their list.</summary>
    public bool[][]? Members(BridgeKind kind) => _sets.Links.TryGetValue(kind, out var list) ? LinkCounts.Of(list, Kept, _ofLinks)?.Members() : null;

    /// <summary>The plan with one set of engagements, beside the filters that must hold for the link of a counted member.</summary>
    public QueryPlan Narrowed() => _plan with
    {
        Filters = _ofLinks,
        Scope = Kept is { } bits ? new PlannedScope("narrowed", []) { Set = new VisibleSet(MemberSets.Count(bits), Bits: bits) } : PlannedScope.Everything,
    };

    /// <summary>The number of members with an engagement; null where the attribute has no sets, or filters must hold for the same link.</summary>
    public AggregateQuery? Members(string attribute, BaseAggregate figure)
    {
        if (_ofLinks.Count > 0 || !_sets.ByAttribute.TryGetValue(attribute, out var sets))
        {
            return null;
        }

        var table = Table(sets, [.. sets.Places(key => key is not (UnknownMembers.Code or 0))]);
        return new AggregateQuery($"SELECT COUNT(*) AS {figure} FROM ({table}) m0 WHERE {Common([(_values.Add(sets.Bits), "m0.Place")])} > 0", [figure]);
    }

    private static string Figure(BaseAggregate figure) => figure switch
    {
        BaseAggregate.AllocatedParts => $"x.n * {WeightParts.Total} AS AllocatedParts",
        _ => $"x.{(figure == BaseAggregate.Engagements ? "n" : "a")} AS {figure}",
    };

    private string Agreements(IReadOnlyList<(string Sets, string Place)> members)
    {
        var categories = _sets.ByAttribute["type.category"];
        return categories.Places(key => key is "agreement").ToList() is [var place] ? $"{Common([.. members, (_values.Add(categories.Bits), _values.Add(place))])} AS a" : "0 AS a";
    }

    private string Common(IEnumerable<(string Sets, string Place)> others) => _dialect.CountCommon(_values.Add(_sets.Stride), Kept is { } kept ? _values.Add(kept) : "NULL", others);

    private string Sets(ModelDimension key) => _values.Add(_sets.ByAttribute[key.Attribute.Id].Bits);

    private string Table(MemberSets sets, IReadOnlyList<int> places)
    {
        var keys = sets.Keys;
        return _dialect.Table(_values.Add(JsonSerializer.Serialize(places.Select(place => new[] { place, keys[place] }))), [("Place", SqlColumnType.Whole), ("Member", TypeOf(sets))]);
    }

    public static SqlColumnType TypeOf(MemberSets sets) => sets.Keys is [string, ..] ? SqlColumnType.Text : SqlColumnType.Whole;

    // Filters on the links of a cell leave some of its members.
    private List<int> Places(ModelDimension key)
    {
        var own = _plan.Filters.Where(f => IsOfCell(f) && f.Dimension.Attribute == key.Attribute).ToList();
        return [.. _sets.ByAttribute[key.Attribute.Id].Places(member => own.All(f => f.Keys.Contains(member) != (f.Mode == FilterMode.Outside)))];
    }

    private bool IsOfCell(PlannedFilter filter) => filter is { Dimension.IsMany: true, Mode: FilterMode.Links or FilterMode.Outside } && _keys.Any(k => k.Attribute.On == filter.On);

    private bool AddScope() => _plan.Scope switch
    {
        { IsEverything: true } => true,
        { Set.Bits: { } bits } => Add(bits),
        { Set.Handlings: { } shown } => _sets.Cleared is { } cleared && cleared.Handlings.SequenceEqual(shown) && Add(cleared.Bits),
        _ => false,
    };

    private bool Add(PlannedFilter filter, BridgeKind? links)
    {
        if (filter.Dimension.Time is not null)
        {
            return FilterSql.IsOfYears(filter, least: 1) && _sets.ByAttribute.TryGetValue("date.year", out var years)
                && Add(years.Union(year => (int)year >= filter.Ranges[0].First / 10_000 && (int)year <= filter.Ranges[0].Last / 10_000));
        }

        if (filter is { Dimension.IsMany: true, Mode: FilterMode.Links or FilterMode.Outside })
        {
            if (filter.On == links)
            {
                _ofLinks.Add(filter);
                return true;
            }

            if (IsOfCell(filter))
            {
                return _keys.Any(k => k.Attribute == filter.Dimension.Attribute);
            }

            // Several filters on the same kind of links must hold for the same link.
            var others = _plan.Filters.Where(f => f.On == filter.On && f.Mode is FilterMode.Links or FilterMode.Outside).ToList();
            return others.Count == 1 ? BitsOf(filter) is { } bits && Add(bits) : _sets.OfSameLink.TryGetValue(filter.On, out var same) && same.Filters.SequenceEqual(others) && Add(same.Bits);
        }

        return BitsOf(filter) is { } found && Add(found);
    }

    private byte[]? BitsOf(PlannedFilter filter) => filter.Found is { } set ? set.Bits
        : filter.Mode is FilterMode.Links or FilterMode.Any or FilterMode.Outside && _sets.ByAttribute.TryGetValue(filter.Dimension.Attribute.Id, out var members)
        ? members.Union(key => filter.Keys.Contains(key) != (filter.Mode == FilterMode.Outside))
        : null;

    private bool Add(byte[] set)
    {
        _kept.Add(set);
        return true;
    }
}
