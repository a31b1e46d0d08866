using Reporting.Engine.Model;

namespace Reporting.Engine.Sql.Aggregates;

// Several grains at once, and groups of members: an engine that sorts to group would sort all links by a text of another table.
internal sealed partial class AggregateQueryCompiler
{
    /// <summary>Writes sums that no level counts twice at several depths at once.</summary>
    public string Grouped(IReadOnlyList<ModelDimension> keys, IReadOnlyList<BaseAggregate> figures, IReadOnlyList<int> depths)
    {
        var weighted = keys.Any(k => k.IsMany);
        IReadOnlyList<BridgeKind> links = weighted ? [BridgeKind.Domain] : [];
        var source = Source(keys, links, figures);
        var depth = string.Concat(Enumerable.Range(0, keys.Count).Reverse().Select(i => $"WHEN GROUPING({source.Keys[i]}) = 0 THEN {i + 1} "));
        var sets = depths.Select(d => $"({string.Join(", ", source.Keys.Take(d))})");
        return $"""
            SELECT {Columns(source.Keys, figures.Select(f => _figures.Of(f, weighted ? "d.WeightParts" : null, source.Driver, source.Figures)))}, CASE {depth}ELSE 0 END AS Depth
                  FROM {source.From}{source.Where}
                  GROUP BY GROUPING SETS ({string.Join(", ", sets)})
            """;
    }

    // Sums of weights add up over the members of a group. So do engagements where the member itself is in the cell.
    private static bool GroupsLater(IReadOnlyList<ModelDimension> keys, IReadOnlyList<BridgeKind> links, IReadOnlyList<BaseAggregate> figures) =>
        links is [BridgeKind.Domain]
        && keys.Any(IsLater) && keys.Where(k => k.Attribute.IsGroup).All(IsLater)
        && figures.All(f => f == BaseAggregate.AllocatedParts || (f == BaseAggregate.Engagements && keys.Any(k => k.Attribute is { On: BridgeKind.Domain, IsUniqueLink: true })));

    private static bool IsLater(ModelDimension key) =>
        key.Attribute is { On: BridgeKind.Domain, IsGroup: true, Fixed: null, Table: { } table } && table.KeyColumn != table.CodeColumn;

    /// <summary>Counts by the members in the order of their index, then adds up the few rows by group.</summary>
    private AggregateQuery ByMembersFirst(IReadOnlyList<ModelDimension> keys, IReadOnlyList<BridgeKind> links, IReadOnlyList<BaseAggregate> figures)
    {
        var source = new RowSource(plan, keys, links, needsFact: false, values, dialect, groupsLater: true);
        var groups = keys.Select((k, i) => IsLater(k) ? $"g{i}.{k.Attribute.Table!.CodeColumn}" : $"i.k{i}").ToList();
        var joins = keys.Select((k, i) => IsLater(k) ? $"\n      {dialect.LookupJoin} {k.Attribute.Table!.Name} g{i} ON g{i}.{k.Attribute.Table.KeyColumn} = i.k{i}" : string.Empty);
        return new AggregateQuery(
            $"""
            SELECT {Columns(groups, figures.Select(f => $"SUM(i.{f}) AS {f}"))}
                  FROM (SELECT {Columns(source.Keys, figures.Select(f => _figures.Of(f, "d.WeightParts", source.Driver, source.Figures)))}
                  FROM {source.From}{source.Where}{GroupBy([.. source.Keys.Distinct()])}) i{string.Concat(joins)}{GroupBy(groups)}
            """,
            [.. figures]);
    }
}
