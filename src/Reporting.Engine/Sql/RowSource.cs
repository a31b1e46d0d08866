using Reporting.Engine.Model;
using Reporting.Engine.Planning;
using Reporting.Engine.Queries;

namespace Reporting.Engine.Sql;

/// <summary>
/// The rows that base aggregates are counted from: the needed links joined on the engagement, restricted by every filter of the plan. A filtered link
/// that is not needed restricts by a semi-join and multiplies nothing.
/// </summary>
internal sealed class RowSource
{
    private static readonly Dictionary<BridgeKind, (string Table, string Alias)> Legs = new()
    {
        [BridgeKind.Domain] = ("BridgeEngagementDomain", "d"),
        [BridgeKind.Participation] = ("BridgeEngagementParticipant", "l"),
        [BridgeKind.Source] = ("BridgeEngagementSource", "s"),
        [BridgeKind.Engagement] = ("FactEngagement", "f"),
        [BridgeKind.Commitment] = (string.Empty, "u"),
    };

    private const int ManyYears = 4;

    private readonly List<BridgeKind> _legs;
    private readonly SqlDialect _dialect;
    private readonly PlannedCommitments? _commitments;
    private readonly bool _ofCommitments;
    private readonly string _fact;
    private readonly bool _readsWholeYears;
    private readonly bool _readsLinesInOrder;
    private readonly bool _groupsLater;
    private readonly List<string> _lookups = [];
    private readonly PlannedWindows? _windows;
    private readonly SqlValues _values;
    private readonly DateOnly? _asOf;
    private readonly FilterSql _filters;

    /// <param name="plan">Its filters restrict the rows.</param>
    /// <param name="keys">The dimensions of a cell.</param>
    /// <param name="links">The links needed in addition to those of the keys.</param>
    /// <param name="needsFact">True if columns of the fact itself are needed.</param>
    /// <param name="ofPairs">True if only lines with another participant count.</param>
    /// <param name="member">The column of the links whose members are counted; null for none.</param>
    /// <param name="groupsLater">True if a group of members has the key of its member in these rows, because the rows are grouped again.</param>
    /// <param name="ofCommitments">True if commitments are counted: with domains, only those of the domain of the row.</param>
    /// <param name="stopsEarly">True if the first row is enough. Links are then checked row by row, and not collected beforehand.</param>
    public RowSource(QueryPlan plan, IReadOnlyList<ModelDimension> keys, IEnumerable<BridgeKind> links, bool needsFact, SqlValues values, SqlDialect dialect, bool stopsEarly = false, bool ofPairs = false, bool groupsLater = false, string? member = null, bool ofCommitments = false)
    {
        _dialect = dialect;
        _groupsLater = groupsLater;
        _commitments = plan.Commitments;
        _ofCommitments = ofCommitments;
        _readsWholeYears = needsFact && !plan.NeedsFact(keys) && plan.Scope.ReadsAsEverything && plan.Filters.All(f => f.Dimension.Time is not null);
        var needed = links.Concat(keys.Where(k => k.IsMany).Select(k => k.Attribute.On)).Distinct().Order().ToList();

        // Commitments are few and joined last: other links have the columns that filters test.
        var withCommitments = needed.Remove(BridgeKind.Commitment);
        _fact = plan.NeedsFact(keys) || withCommitments ? "FactEngagement f" : dialect.FactFigures;
        if (needsFact || needed.Count == 0 || plan.NeedsFact(keys))
        {
            needed.Add(BridgeKind.Engagement);
        }

        if (withCommitments)
        {
            needed.Add(BridgeKind.Commitment);
        }

        _legs = needed;
        _values = values;
        _asOf = plan.AsOf;
        var inOrderFrom = InOrderFrom(keys, member);
        var (pairs, isOfPairs) = Pairs(plan, keys, ofPairs);
        _readsLinesInOrder = _legs[0] == BridgeKind.Participation && (isOfPairs || !HasIndex(keys, member))
            && plan.Filters.All(f => f.Dimension.Time is null ? f is not { On: BridgeKind.Participation, Mode: FilterMode.Links } : FilterSql.IsOfYears(f, Math.Min(inOrderFrom, ManyYears)));
        if (isOfPairs)
        {
            AddPairs(plan, keys, pairs, ofPairs, member);
        }

        _filters = new FilterSql(Driver, _legs, values, dialect, stopsEarly, inOrderFrom);
        Where = _filters.Where(plan);
        IsWhole = plan.Filters.All(f => FilterSql.IsOfYears(f, least: inOrderFrom == int.MaxValue ? 1 : inOrderFrom) || _filters.IsTested(f, plan)) && plan is { Search: null, Since: null } && plan.Scope.ReadsAsEverything;
        _windows = plan.Windows;
        Keys = [.. keys.Select(Key)];
        foreach (var (key, i) in keys.Select((k, i) => (k, i)).Where(k => k.k.Attribute.Overlaps))
        {
            // A filter on groups keeps the matching groups of a link, not every group of it.
            Where += string.Concat(plan.Filters.Where(f => f.Dimension == key && f.Mode == FilterMode.Links).Select(f => $"\n        AND {Keys[i]} IN ({values.AddAll(f.Keys)})"));
        }
    }

    /// <summary>Alias of the first table. It has the engagement's key, start date and year.</summary>
    public string Driver => Legs[_legs[0]].Alias;

    /// <summary>Alias of the table with the headcount and the amount: a link if one has them.</summary>
    public string Figures => Carries(_legs[0]) ? Driver : Legs[BridgeKind.Engagement].Alias;

    public IReadOnlyList<string> Keys { get; }

    public bool IsOneTable => _legs.Count == 1 && _lookups.Count == 0;

    public string Where { get; }

    /// <summary>True where nothing but years and tests of bits restricts the rows: an index gives them in its order.</summary>
    public bool IsWhole { get; }

    public string From => Joined(_legs[0] == BridgeKind.Engagement ? "FactEngagement f" : Leg(_legs[0]));

    /// <summary>The same if only figures of the fact are read.</summary>
    public string FiguresFrom => _legs is [BridgeKind.Engagement] && _readsWholeYears ? Joined(_dialect.FactInTime) : From;

    /// <summary>The table that shows whether an engagement is an agreement.</summary>
    public string TypeLookup => $"{_dialect.LookupJoin} DimEngagementType ft ON ft.EngagementTypeKey = f.EngagementTypeKey";

    /// <summary>Adds that table.</summary>
    public void AddTypeLookup() => _lookups.Add(TypeLookup);

    /// <summary>True for links that repeat the headcount and the amount of their engagement.</summary>
    public static bool Carries(BridgeKind links) => links is BridgeKind.Domain or BridgeKind.Participation;

    /// <summary>The table of links, or the derived rows that stand for one.</summary>
    public static string Table(BridgeKind set, PlannedCommitments? commitments, SqlValues values, SqlDialect dialect) =>
        set == BridgeKind.Commitment ? $"({CommitmentSql.States(commitments, values, dialect)})" : Table(set);

    public static string Table(BridgeKind links) => Legs[links].Table;

    public static string Alias(BridgeKind set) => Legs[set].Alias;

    // The links of a member lie together in the index of the members, whatever their years. The index by year has only domains and participants: it is better
    // for few years of them.
    private int InOrderFrom(IReadOnlyList<ModelDimension> keys, string? member)
    {
        if (!Carries(_legs[0]) || keys.Any(k => k.Time is not null))
        {
            return int.MaxValue;
        }

        var columns = keys.Select(k => k.Attribute.Column).Append(member).OfType<string>();
        return columns.All(c => c is "DomainKey" or "ParticipantKey") ? ManyYears : 1;
    }

    private string Joined(string first)
    {
        var joins = _legs.Skip(1).Select(leg => $"JOIN {Leg(leg)} ON {Legs[leg].Alias}.EngagementKey = {Driver}.EngagementKey{Tie(leg)}");
        return first + string.Concat(joins.Concat(_lookups).Select(j => $"\n        {j}"));
    }

    private string Leg(BridgeKind leg) => leg == BridgeKind.Engagement ? _fact
        : $"{Table(leg, _commitments, _values, _dialect)} {Legs[leg].Alias}{(leg == BridgeKind.Participation && _readsLinesInOrder ? _dialect.LinesInOrder : string.Empty)}";

    // Each index of lines has one of these columns.
    private static bool HasIndex(IReadOnlyList<ModelDimension> keys, string? member) =>
        keys.Where(k => k.Attribute.On == BridgeKind.Participation).Select(k => (k.Attribute.Fixed as FixedMembers.Groups)?.Of.Column ?? k.Attribute.Column).Append(member).OfType<string>().Distinct().ToList()
            is [] or ["ParticipantKey" or "OrganisationKey" or "CountryCode"];

    // A commitment has one of its agreement's domains. It counts in the row of that domain only.
    private string Tie(BridgeKind leg) => _ofCommitments && leg == BridgeKind.Commitment && _legs.Contains(BridgeKind.Domain) ? " AND u.DomainKey = d.DomainKey" : string.Empty;

    private static readonly (string, SqlColumnType)[] PeriodAndPart = [("Period", SqlColumnType.Whole), ("Part", SqlColumnType.Whole)];

    // A row counts once in each period that its own is a part of.
    private string Window(TimeLevel level, PlannedWindows parts)
    {
        _lookups.Add($"{_dialect.LookupJoin} ({_dialect.Table(_values.Add(parts.Json), PeriodAndPart)}) w ON w.Part = {SqlDialect.TimeKey(level, Driver)}");
        return "w.Period";
    }

    private string Key(ModelDimension dimension)
    {
        var attribute = dimension.Attribute;
        if (attribute.Time is { } level)
        {
            return _windows is null || _windows.Dimension != dimension ? SqlDialect.TimeKey(level, Driver) : Window(level, _windows);
        }

        if (attribute.Fixed is not null)
        {
            return FixedKey(attribute);
        }

        var leg = Alias(attribute.On);
        return attribute.IsCountryPair ? PairSql.Key(leg, _dialect.Functions)
            : attribute.IsGroup && !_groupsLater ? Code(attribute)
            : $"{(attribute.IsOfPartner ? PairSql.Partner(leg) : leg)}.{attribute.Column}";
    }

    private string FixedKey(StarAttribute attribute)
    {
        if (attribute.Fixed is not FixedMembers.Groups groups)
        {
            return FixedMembersSql.Key(attribute.Fixed!, attribute.IsOfDate ? Driver : Alias(attribute.On), _values, attribute.IsOfStatus ? _values.Add(DaySql.KeyOf(_asOf)) : string.Empty);
        }

        var code = Code(groups.Of);
        var alias = $"y{_lookups.Count}";
        _lookups.Add($"LEFT JOIN ({_dialect.CodePairs(FixedMembersSql.Pairs(groups, _values))}) {alias} ON {alias}.Code = {code}");
        return $"COALESCE({alias}.Member, CASE WHEN {code} = 'unknown' THEN {groups.UnknownKey} ELSE {groups.OthersKey} END)";
    }

    private (IReadOnlyList<StarAttribute> Attributes, bool AreJoined) Pairs(QueryPlan plan, IReadOnlyList<ModelDimension> keys, bool ofPairs)
    {
        var pairs = keys.Select(k => k.Attribute).Concat(plan.Filters.Where(PairSql.IsOnPairs).Select(f => f.Dimension.Attribute)).Where(a => a.IsOfPartner).ToList();
        return (pairs, _legs.Contains(BridgeKind.Participation) && (ofPairs || pairs.Count > 0));
    }

    private void AddPairs(QueryPlan plan, IReadOnlyList<ModelDimension> keys, IReadOnlyList<StarAttribute> pairs, bool ofPairs, string? member)
    {
        // The pair of countries is the same in both orders of its lines. Whatever else is read of a line needs both.
        var isOnce = !ofPairs && member is null or "SourceKey" && keys.Concat(plan.Filters.Where(f => f.Mode is FilterMode.Links or FilterMode.Outside).Select(f => f.Dimension))
            .All(d => d.Attribute.On != BridgeKind.Participation || d.Attribute.IsCountryPair);
        _lookups.Add(PairSql.Join(Alias(BridgeKind.Participation), pairs.Any(a => a.IsCountryPair), isOnce, _readsLinesInOrder ? _dialect.LookupJoin : "JOIN"));
    }

    // The code of an attribute whose key leads to it.
    private string Code(StarAttribute attribute)
    {
        var column = $"{(attribute.IsOfPartner ? PairSql.Partner(Alias(attribute.On)) : Alias(attribute.On))}.{attribute.Column}";
        if (attribute.Table is not { } table || table.KeyColumn == table.CodeColumn)
        {
            return column;
        }

        var alias = $"g{_lookups.Count}";
        _lookups.Add($"{_dialect.LookupJoin} {table.Name} {alias} ON {alias}.{table.KeyColumn} = {column}");
        return $"{alias}.{table.CodeColumn}";
    }
}
