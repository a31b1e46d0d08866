using Reporting.Engine.Model;
using Reporting.Engine.Planning;
using Reporting.Engine.Queries;

namespace Reporting.Engine.Sql;

/// <summary>Properties of a plan that the compiler needs.</summary>
internal static class PlanFacts
{
    /// <summary>True if keys or filters need columns that only the fact has.</summary>
    public static bool NeedsFact(this QueryPlan plan, IReadOnlyList<ModelDimension> keys) =>
        plan.Search is not null
        || plan.Since is not null
        || keys.Any(k => k.Attribute is { On: BridgeKind.Engagement, IsOfDate: false })
        || plan.Filters.Any(f => f is { On: BridgeKind.Engagement, Dimension.Attribute.IsOfDate: false, Found: null });

    /// <summary>Exclusions that the query lifts, because it filters or groups by their dimension (status or review).</summary>
    public static Exclusions Named(this QueryPlan plan) => plan.By.Aggregate(Exclusions.None, (named, d) => named | d.Attribute.Excludes) | Named(plan.Filters);

    public static Exclusions Named(this IEnumerable<PlannedFilter> filters) => filters.Aggregate(Exclusions.None, (named, f) => named | f.Dimension.Attribute.Excludes);

    /// <summary>Exclusions that measures lift in addition to the query, each set once. A filtered measure of another one has the filters of both.</summary>
    public static IEnumerable<Exclusions> NamedByMeasures(this QueryPlan plan)
    {
        var named = plan.MeasureFilters.Values.Select(filters => Named(filters) & plan.Excludes).ToList();
        return named.Append(named.Aggregate(Exclusions.None, (all, one) => all | one)).Where(one => one != Exclusions.None).Distinct();
    }

    /// <summary>True if the answer depends on commitments or on what came after agreements.</summary>
    public static bool ReadsCommitments(this QueryPlan plan) =>
        plan.By.Any(d => d.Attribute.On == BridgeKind.Commitment)
        || plan.Filters.Concat(plan.MeasureFilters.Values.SelectMany(filters => filters)).Any(f => f.On == BridgeKind.Commitment)
        || plan.Measures.SelectMany(m => m.Tree()).Any(m => m.Kind is MeasureKind.Commitments or MeasureKind.AgreementsWithoutFollowUp or MeasureKind.DaysToFollowUp);

    public static bool IsFiltered(this QueryPlan plan, BridgeKind links) =>
        plan.Filters.Any(f => f.On == links && f.Mode is FilterMode.Links or FilterMode.Outside);

    /// <summary>True if the filters leave at most one link of this kind for an engagement.</summary>
    public static bool KeepsOneLink(this QueryPlan plan, BridgeKind links) =>
        plan.Filters.Any(f => f.On == links && f is { Mode: FilterMode.Links, Keys.Count: 1, Dimension.Attribute.IsUniqueLink: true });

    /// <summary>The links that a query can start from: the only filtered ones, if nothing else is needed.</summary>
    public static IReadOnlyList<BridgeKind> DrivingLinks(this QueryPlan plan, IReadOnlyList<ModelDimension> keys)
    {
        if (plan.NeedsFact(keys) || keys.Any(k => k.IsMany))
        {
            return [];
        }

        // To test each engagement costs less than to read all links to other members than the filtered ones.
        var filtered = new[] { BridgeKind.Domain, BridgeKind.Participation, BridgeKind.Source }.Where(plan.IsFiltered).ToList();
        return filtered is [var only] && plan.FoundOn(only)?.Mode != FilterMode.Outside ? filtered : [];
    }

    /// <summary>The filter on these links, if it is a single one and its engagements were found; otherwise null.</summary>
    public static PlannedFilter? FoundOn(this QueryPlan plan, BridgeKind links) =>
        plan.Filters.Where(f => f.On == links && f.Mode is FilterMode.Links or FilterMode.Outside).ToList() is [{ Found: not null } only] ? only : null;

    /// <summary>True if each engagement has at most one row in a cell, so that counting rows counts engagements.</summary>
    public static bool IsUnique(this QueryPlan plan, IReadOnlyList<ModelDimension> keys, IReadOnlyCollection<BridgeKind> links) =>
        links.Count == 0
        || (links.Count == 1
            && (plan.KeepsOneLink(links.First())
                || keys.Any(k => k.Attribute.IsUniqueLink && k.Attribute.On == links.First())));
}
