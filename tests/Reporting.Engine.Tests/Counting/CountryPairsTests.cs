using Reporting.Engine.Queries;
using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Data;
using Reporting.TestWarehouses.Generated;
using Reporting.Warehouse.Dates;

namespace Reporting.Engine.Tests.Counting;

/// <summary>Cells of pairs of countries, with every kind of measure and under row rules, are counted as the oracle counts them.</summary>
public abstract class CountryPairsTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : CountryPairsTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : CountryPairsTests(WarehouseProvider.SqlServer);

    private static readonly string[][] Cells =
    [
        ["participant_country", "partner_country"], ["partner_country", "participant_country"], ["partner_country"], ["country_pair"], ["country_pair", "year"], ["month", "country_pair"],
        ["year", "participant_country", "partner_country"], ["partner_country", "weekday"], ["country_pair", "engagement_type"], ["participant_country", "place_country", "partner_country"],
    ];

    private static readonly string[][] Measures =
        [["engagements"], ["engagements", "agreements", "headcount", "amount_usd"], ["engagements", "first_date", "last_date", "days_since_last"], ["longest_gap_days", "engagements"], ["allocated_engagements", "people"]];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, TestRun.IsDeep ? 200 : 6)];

    [EngineTheory]
    [MemberData(nameof(Seeds))]
    public async Task Random_pairs_are_counted_as_the_rules_say(int seed)
    {
        var random = new Random(seed);
        await using var warehouse = await TestWarehouse.CreateAsync(new RandomData(random).Rich(), engine);
        var (asking, questions) = (new OracleComparison(warehouse), new RandomQueries(random, warehouse.Data, warehouse.Model));
        foreach (var by in Cells)
        {
            foreach (var measures in Measures)
            {
                var query = new ReportQuery { Measures = measures, By = by, Filters = random.Next(2) == 0 ? [] : [questions.Filter()], Totals = TotalsKind.Levels };
                foreach (var scope in new[] { RowScope.Everything, questions.Scope() })
                {
                    var wrong = await asking.DifferenceAsync(query, scope);
                    Assert.True(wrong is null, $"{QueryText.Of(query, scope)}\n{wrong}");
                }
            }
        }

        Assert.True(asking.Answered > Cells.Length * Measures.Length, $"Only {asking.Answered} were answered.");
    }

    [EngineFact]
    public async Task Lines_of_one_participant_do_not_make_a_pair_but_lines_without_a_participant_do()
    {
        TestLine Line(string participant, string country) => new(participant, participant == TestData.Unknown ? TestData.Unknown : "person", null, country, TestData.Unknown);
        TestEngagement Of(string code, params TestLine[] lines) => new() { Code = code, Start = new PartialDate(20240000), Lines = lines };
        await using var warehouse = await TestWarehouse.CreateAsync(new TestData(
        [
            Of("one in two countries", Line("a", "IN"), Line("a", "IL")), Of("one in three, with another", Line("a", "IN"), Line("a", "IL"), Line("b", "FR")),
            Of("two not stated", Line(TestData.Unknown, "IN"), Line(TestData.Unknown, "IL")), Of("two not stated of one", Line(TestData.Unknown, "IN"), Line(TestData.Unknown, "IN")),
            Of("one not stated", Line(TestData.Unknown, "IN")), Of("two of one country", Line("a", "US"), Line("b", "US")),
            Of("a country not stated", Line("a", "US"), Line("b", TestData.Unknown)),
        ]), engine);

        Assert.Equal(["FR-IL 1", "FR-IN 1", "IL-IN 1"], await AskAsync(warehouse, "country_pair"));
        Assert.Equal(
            ["FR-IL 1", "FR-IN 1", "IL-FR 1", "IL-IN 1", "IN-FR 1", "IN-IL 1", "IN-IN 1", "US-US 1", "US-unknown 1", "unknown-US 1"],
            await AskAsync(warehouse, "participant_country", "partner_country"));
        Assert.Equal(["FR 1", "IL 2", "IN 3", "US 2", "unknown 1"], await AskAsync(warehouse, "partner_country"));
    }

    private static async Task<IEnumerable<string>> AskAsync(TestWarehouse warehouse, params string[] by)
    {
        var answer = (await warehouse.AskAsync(new ReportQuery { Measures = ["engagements"], By = by })).Value!;
        return answer.Rows.Select(r => $"{string.Join('-', r.Members.Select(m => m.Code))} {r.Values[0]}").Order(StringComparer.Ordinal);
    }
}
