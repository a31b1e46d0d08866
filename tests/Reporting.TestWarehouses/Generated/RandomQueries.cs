using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.TestWarehouses.Counting;
using Reporting.TestWarehouses.Data;

namespace Reporting.TestWarehouses.Generated;

/// <summary>Random queries of all kinds, including invalid ones.</summary>
public sealed class RandomQueries(Random random, TestData data, SemanticModel model)
{
    private static readonly string[] OfCommitments = ["commitment_state", "commitments", "overdue", "commitments_delivered", "delivered_share", "agreements_without_follow_up", "days_to_follow_up"];

    private static readonly string[] Searches = ["joint", "CYBER", "50%", "r_s", "o'b", "[t", "nowhere"];

    private readonly List<ModelDimension> _many = [.. model.Dimensions.Where(d => d.IsMany)];
    // No rule can name what follows from what it shows.
    private readonly List<ModelDimension> _ruled = [.. model.Dimensions.Where(d => d.Attribute.On != BridgeKind.Commitment)];
    private readonly List<ModelDimension> _oneValued = [.. model.Dimensions.Where(d => !d.IsMany)];
    private readonly List<ModelDimension> _time = [.. model.Dimensions.Where(d => d.Time is not null)];

    public ReportQuery Next()
    {
        var by = By();
        var overTime = random.Next(6) != 0 && by.Count(b => _time.Any(t => t.Id == b)) != 1;
        var measures = model.Measures.Where(m => !(overTime && m.IsOverTime)).Select(m => m.Id).OrderBy(_ => random.Next()).Take(random.Next(1, 5)).ToList();
        var query = new ReportQuery
        {
            Measures = measures,
            By = by,
            Filters = Filters(),
            Search = random.Next(12) == 0 ? Pick(Searches) : null,
            Order = Order(measures, by),
            Limit = random.Next(5) == 0 ? random.Next(1, 12) : ReportQuery.DefaultLimit,
            Totals = Pick(Enum.GetValues<TotalsKind>()),
            Fill = !overTime && random.Next(4) == 0,
            AsOfDay = random.Next(2) == 0 && by.Concat(measures).Any(OfCommitments.Contains) ? Day().AddYears(random.Next(2)) : null,
        };
        return random.Next(30) == 0 ? MakeInvalid(query) : query;
    }

    /// <summary>Random row rules, which keep or hide whole engagements with any, all or none of some members.</summary>
    public RowScope Scope()
    {
        if (random.Next(3) != 0)
        {
            return RowScope.Everything;
        }

        return new RowScope([.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => random.Next(2) == 0
            ? Filter(Pick(_oneValued), Pick([FilterMode.Links, FilterMode.None]))
            : Filter(Pick([.. _many.Intersect(_ruled)]), Pick([FilterMode.Any, FilterMode.All, FilterMode.None]))).Select(WithUnknownMember)]);
    }

    /// <summary>Row rules as access files have them: of one role or several, mostly on countries, domains, types and handling.</summary>
    public RowScope Rules() => random.Next(3) == 0
        ? RowScope.Everything
        : RowScope.AnyOf(Enumerable.Range(0, random.Next(1, 3)).Select(_ => new RowScope([.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => Rule())])));

    private QueryFilter Rule()
    {
        var usual = Pick(["participant_country", "place_country", "domain", "engagement_type", "handling"]);
        var dimension = random.Next(3) == 0 ? Pick(_ruled) : model.Dimensions.First(d => d.Id == usual);
        FilterMode[] modes = dimension.IsMany ? [FilterMode.Any, FilterMode.All, FilterMode.None] : [FilterMode.Links, FilterMode.None];
        return WithUnknownMember(Filter(dimension, Pick(modes)));
    }

    /// <summary>A row rule on this dimension, and sometimes another on any.</summary>
    public RowScope ScopeOn(string id)
    {
        var dimension = model.Dimension(id).Value!;
        var rule = Filter(dimension, Pick<FilterMode>(dimension.IsMany ? [FilterMode.Any, FilterMode.All, FilterMode.None] : [FilterMode.Links, FilterMode.None]));
        return new RowScope(random.Next(3) == 0 ? [rule, Filter(Pick(_oneValued), FilterMode.Links)] : [rule]);
    }

    public QueryFilter Filter() => random.Next(2) == 0
        ? Filter(Pick(_oneValued), FilterMode.Links)
        : Filter(Pick(_many), random.Next(4) switch { 0 => FilterMode.Any, 1 => FilterMode.All, _ => FilterMode.Links });

    /// <summary>A filter on the links with either of two members; null if the dimension has fewer.</summary>
    public QueryFilter? TwoMembers(ModelDimension dimension) =>
        Members.Of(dimension.Id, data).OrderBy(_ => random.Next()).Take(2).ToList() is { Count: 2 } two ? new QueryFilter(dimension.Id, FilterMode.Links, two) : null;

    private List<string> By()
    {
        var by = model.Dimensions.OrderBy(_ => random.Next()).Take(random.Next(0, 4)).Select(d => d.Id).ToList();
        if (by.Count > 0 && random.Next(2) == 0)
        {
            // Most queries have a time level.
            by[0] = Pick(_time).Id;
            by = [.. by.Distinct(StringComparer.Ordinal).OrderBy(_ => random.Next())];
        }

        return by;
    }

    private List<QueryFilter> Filters()
    {
        var filters = Enumerable.Range(0, random.Next(4) switch { 0 => 0, 1 => 1, _ => random.Next(1, 4) }).Select(_ => Filter()).ToList();
        return [.. filters.DistinctBy(f => (f.Dimension, f.Mode))];
    }

    private QueryFilter Filter(ModelDimension dimension, FilterMode mode)
    {
        var count = random.Next(1, 3);
        if (dimension.Time is { } level)
        {
            return new QueryFilter(dimension.Id, mode, [.. Enumerable.Range(0, count).Select(_ => DateValue(level))]);
        }

        var members = Members.Of(dimension.Id, data);
        return new QueryFilter(dimension.Id, mode, members.Count == 0 ? ["nobody"] : [.. members.OrderBy(_ => random.Next()).Take(count)]);
    }

    // A rule may name an unknown member, but not of members that the model fixes.
    private QueryFilter WithUnknownMember(QueryFilter rule) => model.Dimension(rule.Dimension).Value!.Attribute switch
    {
        { Time: not null } or { Fixed: not null } => rule,
        _ when random.Next(5) != 0 => rule,
        var attribute => rule with { Values = [.. rule.Values.Skip(random.Next(2)), attribute.IsCountryPair ? "AA-BB" : "not-there-yet"] },
    };

    private string DateValue(TimeLevel level)
    {
        var (a, b) = (Day(), Day());
        var (from, to) = (Code(level, a < b ? a : b), Code(level, a < b ? b : a));
        return random.Next(10) switch { 0 => TestData.Unknown, 1 => $"{from}..", 2 => $"..{to}", < 6 => $"{from}..{to}", _ => from };
    }

    private DateOnly Day()
    {
        var stated = data.Engagements.Where(e => !e.Start.IsUnknown).ToList();
        return stated.Count > 0 && random.Next(2) == 0
            ? Pick(stated).Start.First!.Value
            : new DateOnly(random.Next(2021, 2025), random.Next(1, 13), random.Next(1, 29));
    }

    private static string Code(TimeLevel level, DateOnly day) => level switch
    {
        TimeLevel.Year => $"{day:yyyy}",
        TimeLevel.Quarter => $"{day:yyyy}-Q{((day.Month - 1) / 3) + 1}",
        TimeLevel.Month => $"{day:yyyy-MM}",
        TimeLevel.Date => $"{day:yyyy-MM-dd}",
        _ => $"{day.AddMonths(1 - level.FirstMonth()):yyyy}-{day.AddMonths(13 - level.FirstMonth()):yy}",
    };

    private List<QueryOrder> Order(List<string> measures, List<string> by) => random.Next(2) == 0
        ? []
        : [.. measures.Concat(by).OrderBy(_ => random.Next()).Take(random.Next(1, 3)).Select(name => new QueryOrder(name, random.Next(2) == 0))];

    private ReportQuery MakeInvalid(ReportQuery query) => random.Next(9) switch
    {
        0 => query with { Measures = [.. query.Measures, query.Measures[0]] },
        1 => query with { By = [.. query.By, "year", "year"] },
        2 => query with { Limit = Pick([0, -1, ReportQuery.LargestLimit + 1]) },
        3 => query with { Measures = [] },
        4 => query with { Measures = ["engagement"] },
        5 => query with { Filters = [Filter(Pick(_oneValued), Pick([FilterMode.Any, FilterMode.All]))] },
        6 => query with { Filters = [Filter(Pick(_many), FilterMode.None)] },
        7 => query with { Measures = ["engagements"], AsOfDay = new DateOnly(2024, 1, 1) },
        _ => query with { Filters = [new QueryFilter(Pick(model.Dimensions).Id, FilterMode.Links, ["nobody-at-all"])] },
    };

    private T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];
}
