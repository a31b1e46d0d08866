using Reporting.Engine.Queries;
using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Data;
using Reporting.Warehouse.Dates;

namespace Reporting.Engine.Tests.Queries;

/// <summary>Too many combinations of empty periods and members are refused before the query runs.</summary>
public abstract class FillLimitTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : FillLimitTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : FillLimitTests(WarehouseProvider.SqlServer);

    private const int Participants = 40;

    [EngineFact]
    public async Task Too_many_empty_periods_are_refused_with_a_useful_hint()
    {
        await using var warehouse = await WarehouseAsync();
        // 170 years of days for each of 40 participants.
        var problem = (await warehouse.AskAsync(Filled("date", "participant"))).Problem!;
        Assert.Equal(("too-many-empty-periods", Warehouse.Problems.ProblemKind.Unanswerable), (problem.Code, problem.Kind));
        Assert.Contains("1,000,000", problem.Message, StringComparison.Ordinal);
        Assert.Contains("than date", problem.Hint, StringComparison.Ordinal);

        // The alternatives that the hint names.
        Assert.Null((await warehouse.AskAsync(Filled("date", "participant") with { Fill = false })).Problem);
        Assert.Null((await warehouse.AskAsync(Filled("year", "participant"))).Problem);
        Assert.Null((await warehouse.AskAsync(Filled("date", "participant") with { Filters = [new("year", FilterMode.Links, ["2020"])] })).Problem);
        Assert.Null((await warehouse.AskAsync(Filled("date"))).Problem);
    }

    [EngineFact]
    public async Task Only_combinations_in_the_result_count()
    {
        await using var warehouse = await WarehouseAsync();
        // The filter leaves one of forty participants, so there are as many rows as days.
        var answer = await warehouse.AskAsync(Filled("date", "participant") with { Filters = [new("participant", FilterMode.Links, ["p-1"])] });
        Assert.Null(answer.Problem);
        Assert.True(answer.Value!.RowCount > 60_000, $"{answer.Value.RowCount}");
    }

    [EngineFact]
    public async Task Periods_beyond_the_supported_range_are_refused_and_never_omitted()
    {
        await using var warehouse = await WarehouseAsync();
        Assert.Equal("too-many-empty-periods", (await warehouse.AskAsync(Filled("date") with { Filters = [new("year", FilterMode.Links, ["1700..2020"])] })).Problem?.Code);
    }

    private static ReportQuery Filled(params string[] by) => new() { Measures = ["engagements"], By = by, Fill = true, Limit = 5 };

    private Task<TestWarehouse> WarehouseAsync() => TestWarehouse.CreateAsync(
        new TestData([.. Enumerable.Range(0, Participants + 1).Select(i => new TestEngagement
        {
            Code = $"E{i:00}",
            Start = new PartialDate(i == 0 ? 1850_01_01 : 2020_01_01 + (i % 28)),
            Lines = [new TestLine($"p-{Math.Max(i, 1)}", "person", null, "IN", "host")],
        })]),
        engine);
}
