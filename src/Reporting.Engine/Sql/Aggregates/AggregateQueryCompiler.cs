using Reporting.Engine.Model;
using Reporting.Engine.Planning;

namespace Reporting.Engine.Sql.Aggregates;

/// <summary>Writes the base aggregates of one grain as few queries, each in its cheapest correct form. Rows are counted as they are
/// if an engagement has one row in a cell; otherwise they are made distinct first.</summary>
internal sealed partial class AggregateQueryCompiler(QueryPlan plan, SqlValues values, SqlDialect dialect)
{
    private static readonly BaseAggregate[] OfFact = [BaseAggregate.Agreements, BaseAggregate.Headcount, BaseAggregate.AmountCents];

    private static readonly BaseAggregate[] Sums = [BaseAggregate.Headcount, BaseAggregate.AmountCents, BaseAggregate.AllocatedCentParts];

    private static readonly BaseAggregate[] OfDate = [BaseAggregate.FirstDateKey, BaseAggregate.LastDateKey, BaseAggregate.LastPastDateKey];

    // An index begins with each of these pairs of a cell and its counted member. In its order equal pairs are adjacent, so nothing is sorted.
    private static readonly string[] OrdersOfIndexes = ["l.ParticipantKey, l.EngagementKey", "l.OrganisationKey, l.EngagementKey", "l.CountryCode, l.EngagementKey", "l.YearKey, l.ParticipantKey"];

    private readonly AggregateSql _figures = new(dialect, plan.AsOf, values);

    private static readonly BaseAggregate[] Allocated = [BaseAggregate.AllocatedParts, BaseAggregate.AllocatedCentParts];

    /// <summary>The queries for the base aggregates; the first contains every cell.</summary>
    public IReadOnlyList<AggregateQuery> Compile(IReadOnlyList<ModelDimension> keys, IReadOnlySet<BaseAggregate> figures)
    {
        var families = new List<AggregateQuery>();
        if (PairCounts.Of(plan, keys, figures, values, dialect) is { } pairs)
        {
            families.Add(pairs);
            figures = figures.Except(pairs.Figures).ToHashSet();
        }

        var members = DistinctMembers.Select(m => (m.Links, m.Column, Figures: m.Figures.Where(figures.Contains).ToArray())).Where(m => m.Figures.Length > 0).ToList();
        var engagement = figures.Where(f => f == BaseAggregate.Engagements || OfFact.Contains(f) || OfDate.Contains(f)).ToList();
        var allocated = figures.Where(Allocated.Contains).ToList();

        // Without a domain in the query every engagement keeps all its parts, so its allocation is 1.
        var byDomain = keys.Any(k => k.Attribute.On == BridgeKind.Domain);
        if (allocated.Count > 0 && !byDomain && !plan.IsFiltered(BridgeKind.Domain))
        {
            engagement.AddRange(allocated);
            allocated = [];
        }

        var otherLinks = keys.Any(k => k.IsMany && k.Attribute.On != BridgeKind.Domain);
        if (allocated.Count > 0 && !otherLinks && plan.IsUnique(keys, [BridgeKind.Domain]))
        {
            families.Add(Counted(keys, [BridgeKind.Domain], [.. engagement, .. allocated]));
            (engagement, allocated) = ([], []);
        }

        if (engagement.Count > 0)
        {
            families.Add(Engagements(keys, engagement));
        }

        if (allocated.Count > 0)
        {
            families.Add(otherLinks ? AllocatedDistinct(keys, allocated) : Counted(keys, [BridgeKind.Domain], allocated));
        }

        if (figures.Contains(BaseAggregate.LongestGapDays))
        {
            families.Add(new GapQueryCompiler(plan, values, dialect).Compile(keys));
        }

        families.AddRange(members.Select(m => Members(keys, m.Links, m.Column, m.Figures)));
        if (keys.Count > 0 && families.Count == 0)
        {
            families.Add(Engagements(keys, [BaseAggregate.Engagements]));
        }

        families.AddRange(CommitmentQueryCompiler.Figures.Where(figures.Contains).Select(f => new CommitmentQueryCompiler(plan, values, dialect).Compile(keys, f)));
        return families;
    }

    /// <summary>True if the figures are sums that no level counts twice: over rows of the fact, or over weighted domain links.</summary>
    public bool IsSummable(IReadOnlySet<BaseAggregate> figures)
    {
        var links = plan.By.Where(k => k.IsMany).Select(k => k.Attribute.On).Distinct().ToList();
        return links switch
        {
            _ when plan.By.Any(k => k.Attribute.Overlaps) => false,
            [] => !plan.IsFiltered(BridgeKind.Domain) && figures.All(f => f == BaseAggregate.Engagements || OfFact.Contains(f) || OfDate.Contains(f) || Allocated.Contains(f)),
            [BridgeKind.Domain] => figures.All(Allocated.Contains),
            _ => false,
        };
    }

    private AggregateQuery Engagements(IReadOnlyList<ModelDimension> keys, IReadOnlyList<BaseAggregate> figures)
    {
        if (SetCounts.Of(plan, keys, values, dialect)?.Engagements(figures) is { } counted)
        {
            return counted;
        }

        // Filters on the links of a cell must hold for the same link.
        if (keys.Where(k => k.IsMany).Select(k => k.Attribute.On).ToList() is [var kind] && SetCounts.Of(plan, keys, values, dialect, kind)?.Links(kind, figures) is { } ofLinks)
        {
            return ofLinks;
        }

        var driving = plan.DrivingLinks(keys);
        var links = keys.Where(k => k.IsMany).Select(k => k.Attribute.On).Concat(NeedsFact(figures, driving) ? [] : driving).Distinct().ToList();
        return plan.IsUnique(keys, links) ? Counted(keys, links, figures) : EngagementsDistinct(keys, links, figures);
    }

    private AggregateQuery Counted(IReadOnlyList<ModelDimension> keys, IReadOnlyList<BridgeKind> links, IReadOnlyList<BaseAggregate> figures)
    {
        // The engagements of a scope were counted when its set was found.
        if (keys.Count == 0 && figures is [BaseAggregate.Engagements] && plan is { Filters: [], Search: null, Since: null, Scope.Set: { } visible })
        {
            return new AggregateQuery($"SELECT {values.Add(visible.Engagements)} AS Engagements", [.. figures]);
        }

        if (links is [BridgeKind.Domain] && SetCounts.Of(plan, keys, values, dialect, BridgeKind.Domain)?.Links(BridgeKind.Domain, figures) is { } counted)
        {
            return counted;
        }

        if (dialect.SortsGroups && GroupsLater(keys, links, figures))
        {
            return ByMembersFirst(keys, links, figures);
        }

        var source = Source(keys, links, figures);
        var weighted = links.Contains(BridgeKind.Domain) && (keys.Any(k => k.Attribute.On == BridgeKind.Domain) || plan.IsFiltered(BridgeKind.Domain));
        return new AggregateQuery(
            $"""
            SELECT {Columns(source.Keys, figures.Select(f => _figures.Of(f, weighted ? "d.WeightParts" : null, source.Driver, source.Figures)))}
                  FROM {source.FiguresFrom}{source.Where}{GroupBy(source.Keys)}
            """,
            [.. figures]);
    }

    private RowSource Source(IReadOnlyList<ModelDimension> keys, IReadOnlyList<BridgeKind> links, IReadOnlyCollection<BaseAggregate> figures)
    {
        var source = new RowSource(plan, keys, links, NeedsFact(figures, links), values, dialect);
        if (figures.Contains(BaseAggregate.Agreements))
        {
            source.AddTypeLookup();
        }

        return source;
    }

    // Only the fact shows whether an engagement is an agreement; some links repeat its headcount and amount.
    private static bool NeedsFact(IReadOnlyCollection<BaseAggregate> figures, IEnumerable<BridgeKind> links) =>
        figures.Contains(BaseAggregate.Agreements) || (figures.Any(Sums.Contains) && !links.Any(RowSource.Carries));

    private AggregateQuery EngagementsDistinct(IReadOnlyList<ModelDimension> keys, IReadOnlyList<BridgeKind> links, IReadOnlyList<BaseAggregate> figures)
    {
        var source = new RowSource(plan, keys, links, needsFact: false, values, dialect);
        var engagement = $"{source.Driver}.EngagementKey";
        var isInOrder = IsInOrder(source, engagement);
        if (isInOrder && figures.All(f => f == BaseAggregate.Engagements || OfDate.Contains(f)))
        {
            // Dates of repeated links are equal, and only the count needs each engagement once.
            return new AggregateQuery(
                $"""
                SELECT {Columns(source.Keys, figures.Select(f => f == BaseAggregate.Engagements ? $"{dialect.CountDistinct(engagement)} AS Engagements" : _figures.Of(f, null, source.Driver, source.Figures)))}
                      FROM {source.From}{source.Where}{GroupBy(source.Keys)}
                """,
                [.. figures]);
        }

        var needsFact = NeedsFact(figures, links);
        var fact = needsFact ? $"\n      {dialect.LookupJoin} {dialect.FactFigures} ON f.EngagementKey = e.EngagementKey" : string.Empty;
        var type = figures.Contains(BaseAggregate.Agreements) ? "\n      " + source.TypeLookup : string.Empty;
        var date = figures.Any(OfDate.Contains) ? $", {source.Driver}.StartDateKey" : string.Empty;
        var inner = figures.Any(Sums.Contains) && !needsFact ? OncePerCell(source, figures, engagement, isInOrder)
            : isInOrder ? Once(source, [engagement, .. date.Length == 0 ? Array.Empty<string>() : [$"MAX({source.Driver}.StartDateKey) AS StartDateKey"]], engagement, isInOrder)
            : Distinct(source, engagement + date);
        return new AggregateQuery(
            $"""
            SELECT {Columns(Outer(keys), figures.Select(f => _figures.Of(f, null, "e", needsFact ? "f" : "e")))}
                  FROM ({inner}) e{fact}{type}{GroupBy(Sorted(keys))}
            """,
            [.. figures]);
    }

    private static bool IsInOrder(RowSource source, string member) =>
        source is { IsOneTable: true, IsWhole: true, Keys: [var key] } && OrdersOfIndexes.Contains($"{key}, {member}", StringComparer.Ordinal);

    private AggregateQuery AllocatedDistinct(IReadOnlyList<ModelDimension> keys, IReadOnlyList<BaseAggregate> figures)
    {
        var money = figures.Contains(BaseAggregate.AllocatedCentParts) ? ", d.AmountCents, d.AmountRest" : string.Empty;
        var source = new RowSource(plan, keys, [BridgeKind.Domain], needsFact: false, values, dialect);
        var inner = Distinct(source, $"{source.Driver}.EngagementKey, d.DomainKey, d.WeightParts{money}");
        return new AggregateQuery(
            $"""
            SELECT {Columns(Outer(keys), figures.Select(f => _figures.Of(f, "e.WeightParts", "e", "e")))}
                  FROM ({inner}) e{GroupBy(Sorted(keys))}
            """,
            [.. figures]);
    }

    // All links of an engagement repeat the same values, so any of them will do.
    private string OncePerCell(RowSource source, IReadOnlyList<BaseAggregate> figures, string engagement, bool isInOrder)
    {
        var isMoney = figures.Contains(BaseAggregate.AmountCents) || figures.Contains(BaseAggregate.AllocatedCentParts);
        var carried = new[]
        {
            (Column: "StartDateKey", Alias: source.Driver, IsAsked: figures.Any(OfDate.Contains)),
            (Column: "Headcount", Alias: source.Figures, IsAsked: figures.Contains(BaseAggregate.Headcount)),
            (Column: "AmountCents", Alias: source.Figures, IsAsked: isMoney),
            (Column: "AmountRest", Alias: source.Figures, IsAsked: isMoney),
        };
        return Once(source, carried.Where(c => c.IsAsked).Select(c => $"MAX({c.Alias}.{c.Column}) AS {c.Column}"), engagement, isInOrder);
    }

    private string Once(RowSource source, IEnumerable<string> columns, string member, bool isInOrder)
    {
        var cell = string.Join(", ", source.Keys.Append(member));
        return $"""
            SELECT {Columns(source.Keys, columns)}
                  FROM {source.From}{source.Where}
                  GROUP BY {cell}{(isInOrder ? dialect.InOrderOf(cell) : string.Empty)}
            """;
    }

    private string Distinct(RowSource source, string columns)
    {
        var keys = source.Keys.Select((k, i) => $", {k} AS k{i}");
        return $"""
            SELECT DISTINCT {columns}{string.Concat(keys)}
                  FROM {source.From}{source.Where}
            """;
    }

    private static IReadOnlyList<string> Outer(IReadOnlyList<ModelDimension> keys) => [.. keys.Select((_, i) => $"e.k{i}")];

    // Engagements are stored nearly in order of time, so a sort by time first has little work.
    private static IReadOnlyList<string> Sorted(IReadOnlyList<ModelDimension> keys) =>
        [.. keys.Select((k, i) => (k.Time, Key: $"e.k{i}")).OrderBy(k => k.Time is null).Select(k => k.Key)];

    private static string Columns(IReadOnlyList<string> keys, IEnumerable<string> figures) =>
        string.Join(", ", keys.Select((k, i) => $"{k} AS k{i}").Concat(figures));

    private static string GroupBy(IReadOnlyList<string> keys) =>
        keys.Count == 0 ? string.Empty : "\n      GROUP BY " + string.Join(", ", keys);
}

/// <summary>Base aggregates counted from one row source at one grain: a SELECT of the cell's keys (k0, k1 …) and the figures.</summary>
internal sealed record AggregateQuery(string Select, IReadOnlyList<BaseAggregate> Figures)
{
    /// <summary>True where cells without a value have no row.</summary>
    public bool IsPartial { get; init; }
}
