using Reporting.Engine.Model;
using Reporting.Engine.Planning;
using Reporting.Engine.Queries;
using Reporting.TestWarehouses;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Tests.Planning;

/// <summary>Which queries are refused, with which code and hint.</summary>
public sealed class QueryPlannerTests
{
    private static readonly SemanticModel Model = ShippedModel.Value;

    private static readonly MemberKeys Members = new(StarSchema.Attributes.Keys.ToDictionary(
        id => id,
        IReadOnlyDictionary<string, KnownMember> (_) => new Dictionary<string, KnownMember> { ["cyber-security"] = new(1, "Cyber security"), ["unknown"] = new(0, null) }));

    private static readonly ReportQuery Plain = new() { Measures = ["engagements"], By = ["year"] };

    private static readonly Dictionary<string, RowError> Refused = new()
    {
        ["a misspelt measure"] = new(Plain with { Measures = ["engagments"] }, ProblemKind.Invalid, "unknown-measure", "'engagements'"),
        ["a misspelt dimension"] = new(Plain with { By = ["domian"] }, ProblemKind.Invalid, "unknown-dimension", "'domain'"),
        ["a misspelt dimension of a filter"] = new(With("participant_contry", FilterMode.Any, "IN"), ProblemKind.Invalid, "unknown-dimension", "'participant_country'"),
        ["a misspelt member"] = new(With("domain", FilterMode.Links, "cyber-securty"), ProblemKind.Invalid, "unknown-member", "'cyber-security'"),
        ["a member that nothing is like"] = new(With("domain", FilterMode.Links, "zzz"), ProblemKind.Invalid, "unknown-member", "/members"),
        ["a misspelt order"] = new(Plain with { Order = [new("engagement", true)] }, ProblemKind.Invalid, "unknown-order", "'engagements'"),
        ["an order by what is not asked"] = new(Plain with { Order = [new("domain", true)] }, ProblemKind.Invalid, "unknown-order", "engagements, year"),
        ["no measure"] = new(Plain with { Measures = [] }, ProblemKind.Invalid, "no-measure", "measures=engagements"),
        ["a measure twice"] = new(Plain with { Measures = ["people", "people"] }, ProblemKind.Invalid, "named-twice", "once"),
        ["a dimension twice"] = new(Plain with { By = ["year", "year"] }, ProblemKind.Invalid, "named-twice", "once"),
        ["any of a one-valued dimension"] = new(With("year", FilterMode.Any, "2024"), ProblemKind.Invalid, "one-valued", "year="),
        ["all of a one-valued dimension"] = new(With("city", FilterMode.All, "unknown"), ProblemKind.Invalid, "one-valued", "city="),
        ["none of"] = new(With("domain", FilterMode.None, "unknown"), ProblemKind.Invalid, "bad-filter", "row rules"),
        ["a filter without values"] = new(With("domain", FilterMode.Links), ProblemKind.Invalid, "bad-filter", "from 1"),
        ["a period of another level"] = new(With("month", FilterMode.Links, "2024"), ProblemKind.Invalid, "malformed-period", "2025-07..2025-07"),
        ["a range backwards"] = new(With("year", FilterMode.Links, "2025..2024"), ProblemKind.Invalid, "malformed-period", "2025"),
        ["a range without ends"] = new(With("year", FilterMode.Links, ".."), ProblemKind.Invalid, "malformed-period", "2025"),
        ["no rows"] = new(Plain with { Limit = 0 }, ProblemKind.Invalid, "bad-limit", "from 1"),
        ["too many rows"] = new(Plain with { Limit = ReportQuery.LargestLimit + 1 }, ProblemKind.Invalid, "bad-limit", "50000"),
        ["a change without a time level"] = new(new() { Measures = ["engagements_change"], By = ["domain"] }, ProblemKind.Unanswerable, "needs-one-time-level", "exactly one"),
        ["a running total by two time levels"] = new(new() { Measures = ["engagements_running"], By = ["year", "month"] }, ProblemKind.Unanswerable, "needs-one-time-level", "exactly one"),
        ["empty periods of no level"] = new(Plain with { By = [], Fill = true }, ProblemKind.Unanswerable, "needs-one-time-level", "exactly one"),
    };

    public static TheoryData<string> Refusals() => [.. Refused.Keys];

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Unanswerable_queries_are_refused_with_a_hint(string what)
    {
        var (query, kind, code, hint) = Refused[what];
        Assert.False(Plan(query).IsValue(out _, out var problem), "It was answered.");
        Assert.Equal((kind, code), (problem.Kind, problem.Code));
        Assert.Contains(hint, problem.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void All_dimensions_end_the_sort_order_so_that_it_is_stable()
    {
        Assert.True(Plan(Plain with { By = ["year", "domain"], Order = [new("domain", true)] }).IsValue(out var plan, out _));
        Assert.Equal(["domain", "year"], plan.Order.Select(o => o.Dimension!.Id));
    }

    [Fact]
    public void A_row_rule_for_all_of_several_members_shows_nothing_if_one_does_not_exist()
    {
        var scope = new RowScope([new QueryFilter("domain", FilterMode.All, ["cyber-security", "not-there-yet"])]);
        Assert.True(Plan(Plain, scope).IsValue(out var plan, out _));
        var rule = Assert.Single(Assert.Single(plan.Scope.Alternatives));
        Assert.Empty(rule.Keys);
        Assert.Equal(FilterMode.Any, rule.Mode);
    }

    private static Outcome<QueryPlan> Plan(ReportQuery query, RowScope? scope = null) =>
        QueryPlanner.Plan(query, Model, new QueryPlanner(Model).Plan(scope ?? RowScope.Everything, Members), Members);

    private static ReportQuery With(string dimension, FilterMode mode, params string[] values) => Plain with { Filters = [new QueryFilter(dimension, mode, values)] };

    private sealed record RowError(ReportQuery Query, ProblemKind Kind, string Code, string Hint);
}
