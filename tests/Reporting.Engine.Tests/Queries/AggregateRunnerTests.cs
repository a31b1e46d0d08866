using Reporting.Engine.Queries;
using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Counting;
using Reporting.TestWarehouses.Data;
using Reporting.Warehouse.Dates;

namespace Reporting.Engine.Tests.Queries;

/// <summary>Examples of the counting rules. The property tests check them in general.</summary>
public abstract class AggregateRunnerTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : AggregateRunnerTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : AggregateRunnerTests(WarehouseProvider.SqlServer);

    private static readonly TestDomain Half = new("cyber", "digital", 1260);
    private static readonly TestDomain OtherHalf = new("ai", "digital", 1260);
    private static readonly TestLine India = new("p-rana", "person", "mod-a", "IN", "host");
    private static readonly TestLine Israel = new("p-levi", "person", "mod-b", "IL", "visitor");

    [EngineFact]
    public async Task Totals_count_a_shared_engagement_once()
    {
        var shared = Engagement("E1", 20240105) with { Domains = [Half, OtherHalf] };
        var answer = await AskAsync([shared], new() { Measures = ["engagements", "allocated_engagements"], By = ["domain"], Totals = TotalsKind.Grand });
        AssertRows(answer.Rows, "[ai] 1, 0.5", "[cyber] 1, 0.5");
        AssertRows([answer.Grand!], "[] 1, 1");
    }

    [EngineFact]
    public async Task A_filter_on_links_keeps_only_those_and_any_keeps_all()
    {
        var pair = Engagement("E1", 20240105) with { Lines = [India, Israel] };
        var query = new ReportQuery { Measures = ["engagements", "people"], By = ["participant_country"] };
        AssertRows((await AskAsync([pair], query with { Filters = [new("participant_country", FilterMode.Links, ["IN"])] })).Rows, "[IN] 1, 1");
        AssertRows((await AskAsync([pair], query with { Filters = [new("participant_country", FilterMode.Any, ["IN"])] })).Rows, "[IL] 1, 1", "[IN] 1, 1");
    }

    [EngineFact]
    public async Task Filters_on_one_bridge_apply_to_the_same_link()
    {
        var pair = Engagement("E1", 20240105) with { Lines = [India, Israel] };
        var answer = await AskAsync([pair], new()
        {
            Measures = ["engagements"],
            Filters = [new("participant_country", FilterMode.Links, ["IN"]), new("role", FilterMode.Links, ["visitor"])],
        });
        AssertRows(answer.Rows, "[] 0");
    }

    [EngineFact]
    public async Task Headcount_and_money_count_once_in_a_cell_and_are_empty_if_unknown()
    {
        var known = Engagement("E1", 20240105) with { Headcount = 7, AmountCents = 1_000_01, Domains = [Half, OtherHalf], Lines = [India, India with { Role = "signatory" }] };
        var answer = await AskAsync([known, Engagement("E2", 20250105)], new() { Measures = ["headcount", "amount_usd"], By = ["year"], Totals = TotalsKind.Grand });
        AssertRows(answer.Rows, "[2024] 7, 1000.01", "[2025] null, null");
        AssertRows([answer.Grand!], "[] 7, 1000.01");
    }

    [EngineFact]
    public async Task A_year_without_a_month_is_a_separate_member_before_its_months()
    {
        var answer = await AskAsync(
            [Engagement("E1", 20240000), Engagement("E2", 20240100), Engagement("E3", 20230000), Engagement("E4", 0)],
            new() { Measures = ["engagements"], By = ["month"] });
        AssertRows(answer.Rows, "[(Date not stated)] 1", "[(2023, month not stated)] 1", "[(2024, month not stated)] 1", "[2024-01] 1");
    }

    [EngineFact]
    public async Task Change_is_against_the_preceding_calendar_period_even_if_the_limit_cuts_it()
    {
        var answer = await AskAsync(
            [Engagement("E1", 20210101), Engagement("E2", 20230101), Engagement("E3", 20240101), Engagement("E4", 20240102)],
            new() { Measures = ["engagements_change", "engagements_change_pct", "engagements_running"], By = ["year"], Order = [new("year", true)], Limit = 2 });
        AssertRows(answer.Rows, "[2024] 1, 1, 4", "[2023] 1, null, 2");
        Assert.Equal((3, true), (answer.RowCount, answer.Truncated));
    }

    [EngineFact]
    public async Task Fill_keeps_the_empty_periods_of_the_range()
    {
        var answer = await AskAsync(
            [Engagement("E1", 20230101) with { Headcount = 3 }],
            new() { Measures = ["engagements", "engagements_running", "headcount"], By = ["year"], Fill = true, Filters = [new("year", FilterMode.Links, ["2022..2024"])] });
        AssertRows(answer.Rows, "[2022] 0, 0, null", "[2023] 1, 1, 3", "[2024] 0, 1, null");
    }

    [EngineFact]
    public async Task A_row_rule_hides_whole_engagements_and_keeps_the_weights_of_others()
    {
        var both = Engagement("E1", 20240105) with { Domains = [Half, OtherHalf] };
        var cyber = Engagement("E2", 20240105) with { Domains = [Half with { Parts = 2520 }] };
        var scope = new RowScope([new("domain", FilterMode.Any, ["ai"])]);
        var answer = await AskAsync([both, cyber], new() { Measures = ["allocated_engagements"], By = ["domain"], Totals = TotalsKind.Grand }, scope);
        AssertRows(answer.Rows, "[ai] 0.5", "[cyber] 0.5");
        AssertRows([answer.Grand!], "[] 1");
    }

    [EngineFact]
    public async Task A_result_contains_its_data_version()
    {
        var answer = await AskAsync([Engagement("E1", 20240105)], new() { Measures = ["engagements"] });
        Assert.Equal(1, answer.Version.Version);
        Assert.NotNull(answer.Version.AsOf);
    }

    private static TestEngagement Engagement(string code, int date) => new() { Code = code, Start = new PartialDate(date) };

    private async Task<ResultTable> AskAsync(IReadOnlyList<TestEngagement> engagements, ReportQuery query, RowScope? scope = null)
    {
        await using var warehouse = await TestWarehouse.CreateAsync(new TestData(engagements), engine);
        var outcome = await warehouse.AskAsync(query, scope);
        Assert.True(outcome.IsValue(out var answer, out var problem), problem?.Message);
        return answer;
    }

    private static void AssertRows(IEnumerable<ResultRow> rows, params string[] expected) => Assert.Equal(expected, rows.Select(ResultComparison.Text));
}
