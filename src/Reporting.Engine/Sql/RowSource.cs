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
    };

    private readonly List<BridgeKind> legs;
    private readonly SqlDialect dialect;
    private readonly string fact;
    private readonly bool readsWholeYears;
    private readonly List<string> lookups = [];
    private readonly PlannedWindows? windows;
    private readonly SqlValues values;
    private readonly FilterSql filters;

    /// <param name="plan">Its filters restrict the rows.</param>
    /// <param name="keys">The dimensions of a cell.</param>
    /// <param name="links">The links needed beside those of the keys.</param>
    /// <param name="needsFact">True if columns of the fact itself are needed.</param>
    /// <param name="ofPairs">True if only lines with another participant count.</param>
    /// <param name="stopsEarly">True if the first row is enough. Links are then checked row by row, and not collected beforehand.</param>
    public RowSource(QueryPlan plan, IReadOnlyList<ModelDimension> keys, IEnumerable<BridgeKind> links, bool needsFact, SqlValues values, SqlDialect dialect, bool stopsEarly = false, bool ofPairs = false)
    {
        this.dialect = dialect;
        readsWholeYears = needsFact && !plan.NeedsFact(keys) && plan.Scope.ReadsAsEverything && plan.Filters.All(f => f.Dimension.Time is not null);
        fact = plan.NeedsFact(keys) ? "FactEngagement f" : dialect.FactFigures;
        var needed = links.Concat(keys.Where(k => k.IsMany).Select(k => k.Attribute.On)).Distinct().Order().ToList();
        if (needsFact || needed.Count == 0 || plan.NeedsFact(keys))
        {
            needed.Add(BridgeKind.Engagement);
        }

        legs = needed;
        this.values = values;
        AddPairs(plan, keys, ofPairs);
        filters = new FilterSql(Driver, legs, values, dialect, stopsEarly);
        Where = filters.Where(plan);
        IsWhole = plan.Filters.Count == 0 && plan.Search is null && plan.Scope.ReadsAsEverything;
        windows = plan.Windows;
        Keys = [.. keys.Select(Key)];
        foreach (var (key, i) in keys.Select((k, i) => (k, i)).Where(k => k.k.Attribute.Overlaps))
        {
            // A filter on groups keeps the matching groups of a link, not every group of it.
            Where += string.Concat(plan.Filters.Where(f => f.Dimension == key && f.Mode == FilterMode.Links).Select(f => $"\n        AND {Keys[i]} IN ({values.AddAll(f.Keys)})"));
        }
    }

    /// <summary>Alias of the first table. It has the engagement's key, start date and year.</summary>
    public string Driver => Legs[legs[0]].Alias;

    /// <summary>Alias of the table with the headcount and the amount: a link if one has them.</summary>
    public string Figures => Carries(legs[0]) ? Driver : Legs[BridgeKind.Engagement].Alias;

    public IReadOnlyList<string> Keys { get; }

    public bool IsOneTable => legs.Count == 1 && lookups.Count == 0;

    public string Where { get; }

    /// <summary>True where nothing but the bit of a row rule, if any, restricts the rows: an index gives them in its order.</summary>
    public bool IsWhole { get; }

    public string From => Joined(legs[0] == BridgeKind.Engagement ? "FactEngagement f" : Leg(legs[0]));

    /// <summary>The same if only figures of the fact are read.</summary>
    public string FiguresFrom => legs is [BridgeKind.Engagement] && readsWholeYears ? Joined(dialect.FactInTime) : From;

    /// <summary>The table that shows whether an engagement is an agreement.</summary>
    public string TypeLookup => $"{dialect.LookupJoin} DimEngagementType ft ON ft.EngagementTypeKey = f.EngagementTypeKey";

    /// <summary>Adds that table.</summary>
    public void AddTypeLookup() => lookups.Add(TypeLookup);

    /// <summary>True for links that repeat the headcount and the amount of their engagement.</summary>
    public static bool Carries(BridgeKind links) => links is BridgeKind.Domain or BridgeKind.Participation;

    public static string Table(BridgeKind set) => Legs[set].Table;

    public static string Alias(BridgeKind set) => Legs[set].Alias;

    private string Joined(string first)
    {
        var joins = legs.Skip(1).Select(leg => $"JOIN {Leg(leg)} ON {Legs[leg].Alias}.EngagementKey = {Driver}.EngagementKey");
        return first + string.Concat(joins.Concat(lookups).Select(j => $"\n        {j}"));
    }

    private string Leg(BridgeKind leg) => leg == BridgeKind.Engagement ? fact : $"{Legs[leg].Table} {Legs[leg].Alias}";

    private static readonly (string, SqlColumnType)[] PeriodAndPart = [("Period", SqlColumnType.Whole), ("Part", SqlColumnType.Whole)];

    // A row counts once in each period that its own is a part of.
    private string Window(TimeLevel level, PlannedWindows parts)
    {
        lookups.Add($"{dialect.LookupJoin} ({dialect.Table(values.Add(parts.Json), PeriodAndPart)}) w ON w.Part = {SqlDialect.TimeKey(level, Driver)}");
        return "w.Period";
    }

    private string Key(ModelDimension dimension)
    {
        var attribute = dimension.Attribute;
        if (attribute.Time is { } level)
        {
            return windows is null || windows.Dimension != dimension ? SqlDialect.TimeKey(level, Driver) : Window(level, windows);
        }

        if (attribute.Fixed is not null)
        {
            return FixedKey(attribute);
        }

        var leg = Alias(attribute.On);
        return attribute.IsCountryPair ? PairSql.Key(leg, dialect.Functions)
            : attribute.IsGroup ? Code(attribute)
            : $"{(attribute.IsOfPartner ? PairSql.Partner(leg) : leg)}.{attribute.Column}";
    }

    private string FixedKey(StarAttribute attribute)
    {
        if (attribute.Fixed is not FixedMembers.Groups groups)
        {
            return FixedMembersSql.Key(attribute.Fixed!, attribute.IsOfDate ? Driver : Alias(attribute.On), values);
        }

        var code = Code(groups.Of);
        var alias = $"y{lookups.Count}";
        lookups.Add($"LEFT JOIN ({dialect.CodePairs(FixedMembersSql.Pairs(groups, values))}) {alias} ON {alias}.Code = {code}");
        return $"COALESCE({alias}.Member, CASE WHEN {code} = 'unknown' THEN {groups.UnknownKey} ELSE {groups.OthersKey} END)";
    }

    private void AddPairs(QueryPlan plan, IReadOnlyList<ModelDimension> keys, bool ofPairs)
    {
        var pairs = keys.Select(k => k.Attribute).Concat(plan.Filters.Where(PairSql.IsOnPairs).Select(f => f.Dimension.Attribute)).Where(a => a.IsOfPartner).ToList();
        if (legs.Contains(BridgeKind.Participation) && (ofPairs || pairs.Count > 0))
        {
            lookups.Add(PairSql.Join(Alias(BridgeKind.Participation), pairs.Any(a => a.IsCountryPair)));
        }
    }

    // The code of an attribute whose key leads to it.
    private string Code(StarAttribute attribute)
    {
        var column = $"{(attribute.IsOfPartner ? PairSql.Partner(Alias(attribute.On)) : Alias(attribute.On))}.{attribute.Column}";
        if (attribute.Table is not { } table || table.KeyColumn == table.CodeColumn)
        {
            return column;
        }

        var alias = $"g{lookups.Count}";
        lookups.Add($"{dialect.LookupJoin} {table.Name} {alias} ON {alias}.{table.KeyColumn} = {column}");
        return $"{alias}.{table.CodeColumn}";
    }
}
