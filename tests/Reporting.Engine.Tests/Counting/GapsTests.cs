using Reporting.Engine.Queries;
using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Data;
using Reporting.Warehouse.Dates;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Tests.Counting;

/// <summary>Days since the last engagement and the longest gap, by the rules of docs/counting.md. The data are of 2 January 2026.</summary>
public abstract class GapsTests(WarehouseProvider engine)
{
    private const string Header = "Code,Title,Start,Type,Domain,Participant,ParticipantKind,Handling\n";

    public sealed class OnSqlite() : GapsTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : GapsTests(WarehouseProvider.SqlServer);

    [EngineFact]
    public async Task Gaps_of_a_pair_are_between_the_first_days_of_its_dates()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(Pairs(), engine);
        Assert.Equal(
            [
                "FR-IL 0 ",                // one engagement, on the day of the data
                "FR-IN  ",                 // no date
                "FR-US  31",               // both after the day of the data
                "IL-IN 366 182",           // 2024 (1 January), July 2024 (1 July), 15 July 2024, 2025 (1 January); then none
                "IL-US 1 0",               // two on one day
                "IN-US 32 396",            // 2 October, 1 December 2025 and 1 January 2027
            ],
            (await RowsAsync(warehouse, new ReportQuery { Measures = ["days_since_last", "longest_gap_days"], By = ["country_pair"] })));
    }

    [EngineFact]
    public async Task A_total_has_the_gaps_of_all_engagements()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(Pairs(), engine);
        var answer = (await warehouse.AskAsync(new ReportQuery { Measures = ["days_since_last", "longest_gap_days", "last_date"], By = ["year"], Totals = TotalsKind.Grand })).Value!;
        Assert.Equal([0L, 303L, new PartialDate(20270101)], answer.Grand!.Values);
        Assert.Equal([" ", "536 182", "32 274", "0 31", " "], answer.Rows.Select(r => $"{r.Values[0]} {r.Values[1]}"));
        Assert.Contains(answer.Counting, rule => rule.StartsWith("Gaps are in days.", StringComparison.Ordinal));
    }

    [EngineFact]
    public async Task Days_since_the_last_engagement_follow_the_data_and_never_the_clock()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        warehouse.Clock.Now = new DateTimeOffset(2025, 3, 31, 23, 30, 0, TimeSpan.Zero);
        await warehouse.ImportAsync(Header + "a,A,2025-03-01,visit,x,p1,person,public\n");
        Assert.Equal([30L], await DaysAsync());
        warehouse.Clock.Now = warehouse.Clock.Now.AddDays(100);
        Assert.Equal([30L], await DaysAsync());
        await warehouse.ImportAsync(Header + "b,B,2025-02-01,visit,x,p2,person,public\n");
        Assert.Equal([130L], await DaysAsync());

        async Task<IReadOnlyList<object?>> DaysAsync() => (await warehouse.AskAsync(new ReportQuery { Measures = ["days_since_last"] })).Value!.Rows[0].Values;
    }

    [EngineFact]
    public async Task Gaps_have_filters_other_periods_and_ratios_and_no_share()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(Pairs(), engine);
        Assert.Equal(
            ["2024 536 182", "2025 32 274"],
            (await RowsAsync(warehouse, new ReportQuery { Measures = ["days_since_last.rolling(2)", "longest_gap_days.rolling(2)"], By = ["year"], Filters = [new QueryFilter("year", FilterMode.Links, ["2024..2025"])] })));
        var refused = await warehouse.AskAsync(new ReportQuery { Measures = ["longest_gap_days.share"], By = ["year"] });
        Assert.Equal(ErrorCodes.NoSuchVariant.Text, refused.Problem!.Code);
    }

    private static async Task<IEnumerable<string>> RowsAsync(TestWarehouse warehouse, ReportQuery query) =>
        (await warehouse.AskAsync(query)).Value!.Rows.Select(r => $"{r.Members[0].Code} {r.Values[0]} {r.Values[1]}");

    private static TestData Pairs()
    {
        (int Date, string One, string Other)[] rows =
        [
            (20240000, "IN", "IL"), (20240700, "IL", "IN"), (20240715, "IN", "IL"), (20250000, "IN", "IL"),
            (20251002, "IN", "US"), (20251201, "US", "IN"), (20270101, "IN", "US"),
            (20260101, "IL", "US"), (20260101, "US", "IL"), (20260102, "FR", "IL"), (0, "FR", "IN"), (20260200, "FR", "US"), (20260304, "FR", "US"),
        ];
        return new TestData([.. rows.Select((r, i) => new TestEngagement { Code = $"E{i}", Start = new PartialDate(r.Date), Lines = [Line("a", r.One), Line("b", r.Other)] })]);

        static TestLine Line(string participant, string country) => new(participant, "person", null, country, TestData.Unknown);
    }
}
