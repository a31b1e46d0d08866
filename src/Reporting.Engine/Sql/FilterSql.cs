using System.Text.Json;
using Reporting.Engine.Model;
using Reporting.Engine.Planning;
using Reporting.Engine.Queries;
using Reporting.Warehouse.Members;

namespace Reporting.Engine.Sql;

/// <summary>Filters as conditions on a row source: on a joined link directly, on others by a semi-join.</summary>
/// <param name="inOrderFrom">A filter by so many years or more leaves the rows in the order of their members.</param>
internal sealed partial class FilterSql(string driver, IReadOnlyList<BridgeKind> legs, SqlValues values, SqlDialect dialect, bool stopsEarly = false, int inOrderFrom = int.MaxValue)
{
    private DateOnly? _asOf;
    private PlannedCommitments? _commitments;

    public string Where(QueryPlan plan)
    {
        (_asOf, _commitments) = (plan.AsOf, plan.Commitments);
        var conditions = Conditions(plan).ToList();
        return conditions.Count == 0 ? string.Empty : "\n      WHERE " + string.Join("\n        AND ", conditions);
    }

    private IEnumerable<string> Conditions(QueryPlan plan)
    {
        foreach (var filter in plan.Filters.Where(f => f.On == BridgeKind.Engagement))
        {
            if (filter.Found is { } set && legs is not [BridgeKind.Engagement])
            {
                yield return In(set);
                continue;
            }

            var condition = filter.Dimension.Time is { } level
                ? Period(filter, level)
                : Member(filter, filter.Dimension.Attribute.IsOfDate ? driver : RowSource.Alias(BridgeKind.Engagement), filter.Keys);
            yield return filter.Mode == FilterMode.Outside ? $"NOT ({condition})" : condition;
        }

        // Filters on the same kind of links must hold for the same link.
        foreach (var group in plan.Filters.Where(f => f is { Dimension.IsMany: true, Mode: FilterMode.Links or FilterMode.Outside }).GroupBy(f => f.On))
        {
            yield return TestedBySet(plan, group.Key) is { } set ? In(set)
                : legs.Contains(group.Key)
                ? string.Join("\n        AND ", group.Select(f => Link(f, RowSource.Alias(group.Key))))
                : SemiJoin(group.Key, isWanted: true, group.Select(f => Link(f, "x")), [.. group]);
        }

        foreach (var condition in plan.Filters.Where(f => f is { Dimension.IsMany: true, Mode: not (FilterMode.Links or FilterMode.Outside) }).SelectMany(WholeEngagements))
        {
            yield return condition;
        }

        if (plan.Search is not null)
        {
            yield return dialect.Contains("f.SearchTitle", values.Add(plan.Search));
        }

        if (plan.Since is { } version)
        {
            yield return $"f.ImportKey > {values.Add(version)}";
        }

        if (!plan.Scope.IsEverything)
        {
            yield return Scope(plan.Scope);
        }
    }

    private string Scope(PlannedScope scope) => scope.Set is { } set
        ? In(set)
        : string.Join("\n        AND ", new[] { scope.Find is { } find ? Found(find) : null, scope.Within is { } within ? In(within) : scope.HasNoRules ? null : Alternatives(scope) }.OfType<string>().Concat(ExclusionSql.Columns(scope.Excludes).Select(Counted)));

    private string In(VisibleSet set) => set switch
    {
        { Bits: { } bits } => dialect.IsBitSet(values.Add(bits), $"{driver}.EngagementKey"),
        { Handlings: { } handlings } => handlings.Count == 0 ? "1 = 0" : In(dialect.Unindexed($"{driver}.HandlingKey"), handlings),
        _ => $"{driver}.EngagementKey IN ({dialect.ListOf(values.Add(set.Keys!), areNumbers: true)})",
    };

    // Most statements read narrow indexes without the status and the review, and few engagements are left out.
    private string Counted(string column) => $"{driver}.EngagementKey NOT IN (SELECT h.EngagementKey FROM FactEngagement h WHERE h.{column} <> 0)";

    // The texts of the fact are read in a query of their own, because most statements read narrow indexes.
    private string Found(PlannedFind find)
    {
        var texts = new FilterSql("e", [], values, dialect);
        return $"{driver}.EngagementKey IN (SELECT e.EngagementKey FROM FactEngagement e WHERE {string.Join(" AND ", find.Words.Select(texts.Has))})";
    }

    private string Has(PlannedWord word)
    {
        var text = values.Add(word.Text);
        var alternatives = new[] { "e.SearchTitle", Lower("e.Code"), Lower("e.Summary") }.Select(column => dialect.Contains(column, text))
            .Append($"e.EngagementKey IN (SELECT x.EngagementKey FROM EngagementText x WHERE {dialect.Contains(Lower("x.Title"), text)} OR {dialect.Contains(Lower("x.Summary"), text)})")
            .Concat(word.Names.SelectMany(names => names.Dimension.IsMany ? WholeEngagements(names) : [Member(names, "e", names.Keys)]));
        return $"({string.Join(" OR ", alternatives)})";

        string Lower(string column) => dialect.Functions.Lower(dialect.Functions.Ordinal(column));
    }

    private string Alternatives(PlannedScope scope)
    {
        var alternatives = scope.Alternatives.Select(rules => string.Join("\n        AND ", rules.SelectMany(Rule))).ToList();
        return alternatives switch
        {
            [] => "1 = 0",
            [var only] => only,
            _ => $"({string.Join("\n        OR ", alternatives.Select(a => $"({a})"))})",
        };
    }

    private IEnumerable<string> Rule(PlannedFilter rule)
    {
        if (rule.Dimension.Time is { } level)
        {
            return [Not(rule, Period(rule, level))];
        }

        if (rule.Dimension.Attribute.IsOfDate)
        {
            return [Not(rule, Member(rule, driver, rule.Keys))];
        }

        // Find classified engagements by their own narrow index. If the fact's covering index is read anyway, use its column.
        return rule.On == BridgeKind.Engagement && rule.Dimension.Attribute.Table is not null && legs.Contains(BridgeKind.Engagement)
            ? [Not(rule, Member(rule, RowSource.Alias(BridgeKind.Engagement), rule.Keys))]
            : WholeEngagements(rule);
    }

    private IEnumerable<string> WholeEngagements(PlannedFilter filter)
    {
        if (filter.Found is { } set)
        {
            return [In(set)];
        }

        if (filter.Mode == FilterMode.Unpaired)
        {
            return [SemiJoin(filter.On, isWanted: false, ["1 = 1"], [filter])];
        }

        var alternatives = filter.Mode == FilterMode.All ? filter.Keys.Select(k => (IReadOnlyList<object>)[k]) : [filter.Keys];
        return alternatives.Select(keys => SemiJoin(filter.On, filter.Mode != FilterMode.None, [Member(filter, "x", keys)], [filter]));
    }

    private static string Not(PlannedFilter filter, string condition) => filter.Mode == FilterMode.None ? $"NOT ({condition})" : condition;

    private string SemiJoin(BridgeKind set, bool isWanted, IEnumerable<string> conditions, IReadOnlyList<PlannedFilter> on)
    {
        var pairs = on.Any(f => f.Dimension.Attribute.IsOfPartner) ? $" {PairSql.Join("x", on.Any(f => f.Dimension.Attribute.IsCountryPair))}" : string.Empty;
        var links = $"{RowSource.Table(set, _commitments, values, dialect)} x{pairs} WHERE {string.Join(" AND ", conditions)}";
        // Most engagements have a pair, or a link to another member. So look for a first one of each engagement.
        return stopsEarly || on.Any(f => f.Mode is FilterMode.Unpaired or FilterMode.Outside)
            ? $"{(isWanted ? "EXISTS" : "NOT EXISTS")} (SELECT 1 FROM {links} AND x.EngagementKey = {driver}.EngagementKey)"
            : $"{driver}.EngagementKey {(isWanted ? "IN" : "NOT IN")} (SELECT x.EngagementKey FROM {links})";
    }

    private string Link(PlannedFilter filter, string alias) => filter.Mode switch
    {
        // A link can be in several groups. It is to another group if any of its groups is another.
        FilterMode.Outside when filter.Dimension.Attribute is { Overlaps: true, Fixed: { } groups } =>
            Member(filter, alias, [.. Enumerable.Range(0, groups.Codes.Count).Select(key => (object)key).Except(filter.Keys)]),
        // Each pair is compared with all of these, so its code is made once.
        FilterMode.Outside when filter.Dimension.Attribute.IsCountryPair && filter.Keys.Count > 0 => $"NOT ({In(PairSql.Key(alias, dialect.Functions), filter.Keys)})",
        FilterMode.Outside => $"NOT ({Member(filter, alias, filter.Keys)})",
        _ => Member(filter, alias, filter.Keys),
    };

    private string Member(PlannedFilter filter, string alias, IReadOnlyList<object> keys)
    {
        if (keys.Count == 0)
        {
            return "1 = 0";
        }

        var attribute = filter.Dimension.Attribute;
        if (attribute.Fixed is FixedMembers.Groups groups)
        {
            return Grouped(groups, alias, [.. keys.Cast<int>()]);
        }

        if (attribute.Fixed is FixedMembers.Statuses statuses)
        {
            // The stated condition lets the engine read the few engagements that were not held from their index.
            var isStatus = In(FixedMembersSql.Key(statuses, alias, values, Day), keys);
            return keys.Contains(FixedMembers.Statuses.Held) ? isStatus : $"({alias}.StatusKey <> 0 AND {isStatus})";
        }

        if (attribute.Fixed is FixedMembers.Reviews)
        {
            var isReview = In($"{alias}.ReviewKey", keys);
            return keys.Contains(FixedMembers.Reviews.Reviewed) ? isReview : $"({alias}.ReviewKey <> 0 AND {isReview})";
        }

        if (attribute.Fixed is { } members)
        {
            return In(FixedMembersSql.Key(members, alias, values, string.Empty), keys);
        }

        if (attribute.IsCountryPair)
        {
            return keys.Count < QueryFilter.LongList ? $"({string.Join(" OR ", keys.Select(k => PairSql.Is(alias, (string)k, values)))})" : In(PairSql.Key(alias, dialect.Functions), keys);
        }

        var column = $"{(attribute.IsOfPartner ? PairSql.Partner(alias) : alias)}.{attribute.Column}";
        return attribute.IsGroup
            ? $"{column} IN (SELECT g.{attribute.Table!.KeyColumn} FROM {attribute.Table.Name} g WHERE {In($"g.{attribute.Table.CodeColumn}", keys)})"
            : In(column, keys);
    }

    // Row rules are tested without the plan of a query, and so without its day.
    private string Day => _asOf is { } day ? values.Add(DaySql.KeyOf(day)) : FixedMembersSql.DayOfData(dialect.Functions);

    private string Grouped(FixedMembers.Groups groups, string alias, IReadOnlyCollection<int> keys)
    {
        var (of, column) = (groups.Of, $"{(groups.Of.IsOfPartner ? PairSql.Partner(alias) : alias)}.{groups.Of.Column}");
        return of.Table is { } table && table.KeyColumn != table.CodeColumn
            ? $"{column} IN (SELECT g.{table.KeyColumn} FROM {table.Name} g WHERE {FixedMembersSql.IsIn(groups, keys, $"g.{table.CodeColumn}", In)})"
            : FixedMembersSql.IsIn(groups, keys, column, In);
    }

    private string In(string column, IReadOnlyList<object> keys) => keys.Count switch
    {
        1 => $"{column} = {values.Add(keys[0])}",
        < QueryFilter.LongList => $"{column} IN ({values.AddAll(keys)})",
        _ => $"{column} IN ({dialect.ListOf(values.Add(JsonSerializer.Serialize(keys)), areNumbers: keys[0] is int)})",
    };

    private string Period(PlannedFilter filter, TimeLevel level)
    {
        var alternatives = filter.Ranges.Select(Range).ToList();
        if (filter.Keys.Contains(UnknownMembers.Code))
        {
            alternatives.Add($"NOT ({SqlDialect.IsStated(level, SqlDialect.TimeKey(level, driver))})");
        }

        return alternatives.Count == 1 ? alternatives[0] : $"({string.Join(" OR ", alternatives)})";
    }
}
