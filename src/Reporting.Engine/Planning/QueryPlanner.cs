using System.Text;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Planning;

/// <summary>Resolves a query against the model, or says what is wrong with it. It does not query the database.</summary>
public sealed class QueryPlanner(CurrentModel models)
{
    private const int MaxDimensions = 6;

    // SQL Server accepts 2,100 parameters; the rest is for search, limit and bounds.
    private const int MaxParameters = 2_000;
    private const int ParametersOfARange = 4;

    /// <param name="seen">The part of the model that the caller sees.</param>
    /// <param name="members">The members that the caller may name.</param>
    public static Outcome<QueryPlan> Plan(ReportQuery query, SemanticModel seen, PlannedScope scope, MemberKeys members)
    {
        if (!Each(query.Measures, seen.Measure).IsValue(out var measures, out var problem)
            || !Each(query.By, seen.Dimension).IsValue(out var by, out problem)
            || !Filters(query, seen, scope, members).IsValue(out var filters, out problem)
            || !MeasurePlan.Filters(measures, seen, members, query.Language).IsValue(out var ofMeasures, out problem)
            || !FindPlan.Words(query.Find).IsValue(out var words, out problem)
            || !Order(query, measures, by).IsValue(out var order, out problem))
        {
            return problem;
        }

        if ((RowError(query, measures, by) ?? MeasurePlan.Refusal(measures, by, seen)) is { } refusal)
        {
            return refusal;
        }

        var plan = new QueryPlan
        {
            Measures = measures,
            By = by,
            Filters = filters,
            Scope = scope,
            Search = string.IsNullOrWhiteSpace(query.Search) ? null : query.Search.Trim().Normalize(NormalizationForm.FormC).ToLowerInvariant(),
            Find = words,
            Since = query.Since,
            AsOfDay = query.AsOfDay,
            Order = order,
            Limit = query.Limit,
            Totals = query.Totals,
            Fill = query.Fill ? FillPlan.Of(by.Single(d => d.Time is not null), filters) : null,
            Language = query.Language,
            MeasureFilters = ofMeasures,
            Parent = MeasurePlan.Parent(measures, by, seen),
        };
        return plan with { FilterText = QueryFormatter.Filters(plan, query), Counting = QueryFormatter.Counting(plan) };
    }

    /// <summary>Plans against the part of the model that the caller sees.</summary>
    public Outcome<QueryPlan> Plan(ReportQuery query, Visibility visible, PlannedScope scope, MemberKeys members) => Plan(query, models.Value.VisibleTo(visible), scope, members);

    /// <summary>Resolves a scope by <paramref name="members"/>, which must hold all members of the data. Its key names the model too, which defines groups.</summary>
    /// <param name="isOfPast">True for states that are not in the star. Then the members are those that the rules name, with or without engagements today.</param>
    public PlannedScope Plan(RowScope scope, MemberKeys members, bool isOfPast = false)
    {
        var alternatives = scope.Alternatives
            .Select(rules => (IReadOnlyList<PlannedFilter>)[.. rules.Select(r => FilterPlan.OfRule(models.Value.Dimension(r.Dimension).Value!, r, members, isOfPast)).OfType<PlannedFilter>()])
            .ToList();
        return alternatives.Any(rules => rules.Count == 0) ? PlannedScope.Everything : new PlannedScope($"{models.Value.Hash} {scope.Key}", alternatives);
    }

    /// <summary>Names a scope with the models of the held edition and of today.</summary>
    internal string KeyInEdition(RowScope scope) => $"{models.Value.Hash} {models.Latest.Hash} {scope.Key}";

    /// <summary>Holds today's model, even if an edition is held.</summary>
    internal IDisposable HoldToday() => models.Hold(models.Latest);

    /// <summary>Exclusions that a caller may lift: the model has their dimension (status or review), and the caller sees it.</summary>
    public Exclusions Shown(Visibility visible) => models.Value.VisibleTo(visible).Dimensions.Aggregate(Exclusions.None, (shown, d) => shown | d.Attribute.Excludes);

    /// <summary>The dimensions whose names <see cref="ReportQuery.Find"/> searches, as far as the caller sees them.</summary>
    public IReadOnlyList<ModelDimension> Named(Visibility visible) => [.. models.Value.VisibleTo(visible).Dimensions.Where(FindPlan.IsSearched)];

    /// <summary>The attributes whose members the filters name.</summary>
    public IEnumerable<StarAttribute> Attributes(IEnumerable<QueryFilter> filters) => Attributes(filters.Select(f => f.Dimension));

    /// <summary>The attributes that the rules of a scope name, with their values.</summary>
    public IEnumerable<(StarAttribute Attribute, IReadOnlyList<string> Values)> Values(RowScope scope) =>
        scope.Alternatives.SelectMany(rules => rules).Select(rule => (models.Value.Dimension(rule.Dimension).Value!.Attribute, rule.Values));

    /// <summary>The members that the filters of a query and of its measures name.</summary>
    public IEnumerable<NamedMembers> Members(ReportQuery query) => query.Filters.Select(f => (f.Dimension, f.Values, f.MayBeAbsent))
        .Concat(query.Measures.Select(m => models.Value.Measure(m).Value).OfType<ModelMeasure>().SelectMany(MeasurePlan.Filters).Select(f => (f.Dimension, f.Values, MayBeAbsent: true)))
        .Where(f => models.Value.Dimension(f.Dimension).Value is not null)
        .Select(f => new NamedMembers(models.Value.Dimension(f.Dimension).Value!.Attribute, f.Values, f.MayBeAbsent));

    /// <summary>The attributes of these dimensions, as far as the model has them.</summary>
    public IEnumerable<StarAttribute> Attributes(IEnumerable<string> dimensions) =>
        dimensions.Select(d => models.Value.Dimension(d).Value?.Attribute).OfType<StarAttribute>().Distinct();

    private static Problem? RowError(ReportQuery query, IReadOnlyList<ModelMeasure> measures, IReadOnlyList<ModelDimension> by)
    {
        if (measures.Count == 0)
        {
            return new Problem(ErrorCodes.NoMeasure, "The query names no measure.", "Name at least one, such as measures=engagements.");
        }

        if (query.Measures.Concat(query.By).GroupBy(n => n).FirstOrDefault(g => g.Skip(1).Any()) is { } twin)
        {
            return new Problem(ErrorCodes.NamedTwice, $"'{twin.Key}' is named twice.", "Name each measure and dimension once.");
        }

        if (by.Count > MaxDimensions)
        {
            return new Problem(ErrorCodes.TooManyDimensions, $"The query has {by.Count} dimensions.", $"Group by at most {MaxDimensions}.");
        }

        if (query.Limit is < 1 or > ReportQuery.LargestLimit)
        {
            return new Problem(ErrorCodes.BadLimit, $"The limit {query.Limit} is out of range.", $"A limit is from 1 to {ReportQuery.LargestLimit}.");
        }

        var times = by.Where(d => d.Time is not null).Select(d => d.Id).ToList();
        if (times.Count != 1 && measures.FirstOrDefault(m => m.IsOverTime) is { } overTime)
        {
            return new Problem(ErrorCodes.NeedsOneTimeLevel, $"'{overTime.Id}' compares periods, but 'by' has {Count(times)}.", OneLevel);
        }

        return query.Fill && times.Count != 1
            ? new Problem(ErrorCodes.NeedsOneTimeLevel, $"'fill' keeps empty periods, but 'by' has {Count(times)}.", OneLevel)
            : null;
    }

    private const string OneLevel = "Group by exactly one of year, quarter, month, date or fiscal_year.";

    private static string Count(List<string> times) =>
        times.Count == 0 ? "no time level" : $"several time levels ({string.Join(", ", times)})";

    private static Outcome<IReadOnlyList<PlannedFilter>> Filters(ReportQuery query, SemanticModel seen, PlannedScope scope, MemberKeys members)
    {
        var planned = new List<PlannedFilter>();
        foreach (var filter in query.Filters)
        {
            if (!seen.Dimension(filter.Dimension).Then(d => FilterPlan.OfQuery(d, filter, members, query.Language)).IsValue(out var plan, out var problem))
            {
                return problem;
            }

            planned.Add(plan);
        }

        return planned.Concat(scope.Alternatives.SelectMany(rules => rules)).Sum(Parameters) > MaxParameters
            ? new Problem(ErrorCodes.BadFilter, "The filters of the query have too many values in total.", "Split the query, or use ranges such as year=2020..2025.")
            : planned;
    }

    // An upper bound: equal values are sent once, and a long list is one parameter.
    private static int Parameters(PlannedFilter filter) =>
        (filter.Ranges.Count * ParametersOfARange) + (filter.Mode == FilterMode.All || filter.Keys.Count < QueryFilter.LongList ? filter.Keys.Count : 1);

    private static Outcome<IReadOnlyList<PlannedOrder>> Order(
        ReportQuery query, IReadOnlyList<ModelMeasure> measures, IReadOnlyList<ModelDimension> by)
    {
        var planned = new List<PlannedOrder>();
        foreach (var order in query.Order)
        {
            var measure = measures.FirstOrDefault(m => m.Id == order.Name);
            var dimension = by.FirstOrDefault(d => d.Id == order.Name);
            if (measure is null && dimension is null)
            {
                var known = measures.Select(m => m.Id).Concat(by.Select(d => d.Id)).ToList();
                var nearest = NearestName.Of(order.Name, known) is { } name ? $"Did you mean '{name}'? " : string.Empty;
                return new Problem(ErrorCodes.UnknownOrder, $"The result has no column '{SafeText.Of(order.Name)}' to order by.", $"{nearest}Order by one of: {string.Join(", ", known)}.");
            }

            planned.Add(new PlannedOrder(measure, dimension, order.Descending));
        }

        // Every dimension ends the order, so that the same query always returns its rows in the same order.
        planned.AddRange(by.Where(d => planned.All(o => o.Dimension != d)).Select(d => new PlannedOrder(null, d, false)));
        return planned;
    }

    private static Outcome<IReadOnlyList<T>> Each<T>(IReadOnlyList<string> names, Func<string, Outcome<T>> find)
    {
        var found = new List<T>(names.Count);
        foreach (var name in names)
        {
            if (!find(name).IsValue(out var value, out var problem))
            {
                return problem;
            }

            found.Add(value);
        }

        return found;
    }
}
