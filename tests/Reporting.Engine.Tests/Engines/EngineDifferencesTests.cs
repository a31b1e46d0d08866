using Reporting.Engine.Access;
using Reporting.Engine.Engagements;
using Reporting.Engine.Feed;
using Reporting.Engine.Queries;
using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Counting;
using Reporting.TestWarehouses.Data;
using Reporting.TestWarehouses.Feed;
using Reporting.Warehouse.Dates;

namespace Reporting.Engine.Tests.Engines;

/// <summary>One case for each difference between the database engines that the product hides.</summary>
public abstract class EngineDifferencesTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : EngineDifferencesTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : EngineDifferencesTests(WarehouseProvider.SqlServer);

    [EngineFact]
    public async Task Collation_codes_are_compared_letter_for_letter_and_ordered_by_their_code_points()
    {
        await using var warehouse = await WithAsync(In("E1", "zeta"), In("E2", "Zeta"), In("E3", "beta"), In("E4", "\u00e9tude"), In("E5", "etude"));
        var byDomain = new ReportQuery { Measures = ["engagements"], By = ["domain"] };
        await AssertRowsAsync(warehouse, byDomain, "[Zeta] 1", "[beta] 1", "[etude] 1", "[zeta] 1", "[\u00e9tude] 1");
        await AssertRowsAsync(warehouse, byDomain with { Filters = [new("domain", FilterMode.Links, ["zeta"])] }, "[zeta] 1");
        Assert.Equal("unknown-member", (await warehouse.AskAsync(byDomain with { Filters = [new("domain", FilterMode.Links, ["ZETA"])] })).Problem?.Code);
    }

    [EngineFact]
    public async Task Search_ignores_case_and_treats_wildcards_as_letters()
    {
        await using var warehouse = await WithAsync(
            In("E1", "a") with { Title = "Joint DIALOGUE on 50% of Stra\u00dfe" }, In("E2", "a") with { Title = "joint_dialogue [talks]" }, In("E3", "a") with { Title = "\u00c9TUDE" });
        await AssertRowsAsync(warehouse, Search("dIALOGUE"), "[] 2");
        await AssertRowsAsync(warehouse, Search("50%"), "[] 1");
        await AssertRowsAsync(warehouse, Search("t_d"), "[] 1");
        await AssertRowsAsync(warehouse, Search("[t"), "[] 1");
        await AssertRowsAsync(warehouse, Search("\u00e9tude"), "[] 1");
        await AssertRowsAsync(warehouse, Search("etude"), "[] 0");

        static ReportQuery Search(string text) => new() { Measures = ["engagements"], Search = text };
    }

    [EngineFact]
    public async Task Null_comes_last_in_both_sort_directions()
    {
        await using var warehouse = await WithAsync(In("E1", "a") with { Headcount = 7 }, In("E2", "b"), In("E3", "c") with { Headcount = 0 });
        var query = new ReportQuery { Measures = ["headcount"], By = ["domain"] };
        await AssertRowsAsync(warehouse, query with { Order = [new("headcount", true)] }, "[a] 7", "[c] 0", "[b] null");
        await AssertRowsAsync(warehouse, query with { Order = [new("headcount", false)] }, "[c] 0", "[a] 7", "[b] null");
    }

    [EngineFact]
    public async Task Division_is_never_integer_division()
    {
        var thirds = new TestDomain[] { new("a", "g", 840), new("b", "g", 840), new("c", "g", 840) };
        await using var warehouse = await WithAsync(In("E1", "x") with { Domains = thirds, Start = new PartialDate(20230101) }, In("E2", "a"), In("E3", "a"));
        var third = 1 / 3d;
        await AssertRowsAsync(
            warehouse, new() { Measures = ["allocated_engagements"], By = ["domain"], Totals = TotalsKind.Grand }, $"[a] {2 + third}", $"[b] {third}", $"[c] {third}");
        await AssertRowsAsync(warehouse, new() { Measures = ["engagement_share"], By = ["year"] }, $"[2023] {third}", $"[2024] {2 / 3d}");
        await AssertRowsAsync(warehouse, new() { Measures = ["engagements_change_pct"], By = ["year"] }, "[2023] null", "[2024] 1");
    }

    [EngineFact]
    public async Task Averages_of_whole_numbers_keep_their_fraction()
    {
        await using var warehouse = await WithAsync(In("E1", "a") with { Headcount = 1 }, In("E2", "a") with { Headcount = 2 }, In("E3", "a") with { Headcount = null });
        var average = new FeedQuery
        {
            Set = warehouse.Sets["Engagements"], Steps = [new FeedStep.Group([], [new FeedAggregate("A", FeedMethod.Average, new FeedExpression.Property(["Headcount"]))])], Columns = [["A"]],
        };
        Assert.Equal(1.5, Assert.Single((await warehouse.ReadAsync(average, RowScope.Everything)).Value!)["A"]);
    }

    [EngineFact]
    public async Task Money_is_exact_beyond_the_range_of_a_float_or_a_32_bit_number()
    {
        const long most = 9_007_199_254_740_993; // 2^53 + 1 cents
        await using var warehouse = await WithAsync(In("E1", "a") with { AmountCents = most, Headcount = int.MaxValue }, In("E2", "a") with { AmountCents = 1, Headcount = int.MaxValue });
        await AssertRowsAsync(warehouse, new() { Measures = ["amount_usd", "headcount"], By = ["domain"] }, $"[a] {(most + 1) / 100m}, {2L * int.MaxValue}");
    }

    [EngineFact]
    public async Task Dates_are_days_in_the_years_of_either_calendar_type()
    {
        await using var warehouse = await WithAsync(In("E1", "a") with { Start = new PartialDate(18000228) }, In("E2", "a") with { Start = new PartialDate(21991231) }, In("E3", "a") with { Start = new PartialDate(20240200) });
        var answer = await AskAsync(warehouse, new() { Measures = ["first_date", "last_date"] });
        Assert.Equal(["1800-02-28", "2199-12-31"], answer.Rows[0].Values.Select(v => $"{v:yyyy-MM-dd}"));
        await AssertRowsAsync(
            warehouse,
            new() { Measures = ["engagements_running"], By = ["date"], Filters = [new("date", FilterMode.Links, ["1800-02-27..1800-03-01"])], Fill = true },
            "[1800-02-27] 0", "[1800-02-28] 1", "[1800-03-01] 1");
    }

    [EngineFact]
    public async Task Booleans_such_as_is_primary_are_read_as_booleans()
    {
        await using var warehouse = await WithAsync(In("E1", "x") with { Domains = [new("b", "g", 1260), new("a", "g", 1260)] });
        var found = (await warehouse.Runners.Engagements.FindAsync("E1", "en", Caller.Local, null, default)).Value.Engagement;
        Assert.Equal([("b", true), ("a", false)], found.Domains.Select(d => (d.Code, d.IsPrimary)));
    }

    [EngineFact]
    public async Task Lists_beyond_the_2100_parameters_of_a_server_are_answered_or_refused()
    {
        const int engagements = 30, domainsOfEach = 20;
        await using var warehouse = await WithAsync([.. Enumerable.Range(0, engagements).Select(e => In($"E{e}", "x") with
        {
            Domains = [.. Enumerable.Range(0, domainsOfEach).Select(d => new TestDomain($"d{e:00}-{d:00}", $"g{d % 3}", TestData.WholeParts / domainsOfEach))],
        })]);
        string[] domains = [.. Enumerable.Range(0, 500).Select(i => $"d{i / domainsOfEach:00}-{i % domainsOfEach:00}")];
        string[] years = [.. Enumerable.Range(0, 240).Select(i => $"{1801 + i}..{1801 + i}")];
        QueryFilter[] filters = [.. new[] { FilterMode.Links, FilterMode.Any }.Select(mode => new QueryFilter("domain", mode, domains)), new("domain_group", FilterMode.Any, ["g0", "g1"]), new("year", FilterMode.Links, years)];
        await AssertRowsAsync(warehouse, new() { Measures = ["engagements", "allocated_engagements"], Filters = filters, Totals = TotalsKind.Grand }, "[] 25, 25");
        await AssertRowsAsync(warehouse, new() { Measures = ["engagements"], Filters = [new("participant_country", FilterMode.Links, ["unknown"]), new("domain", FilterMode.All, domains[..20])] }, "[] 1");
        var page = await warehouse.Runners.Engagements.ListAsync(new EngagementQuery(new() { Measures = [], Filters = filters }, null), Caller.Local, null, default);
        Assert.Equal(25, page.Value?.Engagements.Count);

        var tooMany = await warehouse.AskAsync(new() { Measures = ["engagements"], Filters = [new("year", FilterMode.Links, years), new("month", FilterMode.Links, [.. years.Select(y => $"{y[..4]}-07")]), new("date", FilterMode.Links, [.. years.Select(y => $"{y[..4]}-07-02")])] });
        Assert.Equal("bad-filter", tooMany.Problem?.Code);
    }

    private static TestEngagement In(string code, string domain) =>
        new() { Code = code, Start = new PartialDate(20240105), Domains = [new(domain, "g", TestData.WholeParts)] };

    private Task<TestWarehouse> WithAsync(params TestEngagement[] engagements) => TestWarehouse.CreateAsync(new TestData(engagements), engine);

    private static async Task<ResultTable> AskAsync(TestWarehouse warehouse, ReportQuery query)
    {
        var outcome = await warehouse.AskAsync(query);
        Assert.True(outcome.IsValue(out var answer, out var problem), $"{problem?.Message} {problem?.Hint}");
        return answer;
    }

    private static async Task AssertRowsAsync(TestWarehouse warehouse, ReportQuery query, params string[] expected) =>
        Assert.Equal(expected, (await AskAsync(warehouse, query)).Rows.Select(ResultComparison.Text));
}
