using Dapper;
using Reporting.Engine.Queries;
using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Data;
using Reporting.TestWarehouses.Generated;

namespace Reporting.Engine.Tests.Views;

/// <summary>Sums over the views of the schema bi equal the product's results.</summary>
public abstract class BiViewsTests(WarehouseProvider engine)
{
    // Weights are floating-point numbers, which are summed in any order.
    private const double Rounding = 1e-9;

    public sealed class OnSqlite() : BiViewsTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : BiViewsTests(WarehouseProvider.SqlServer);

    private string Bi => engine == WarehouseProvider.Sqlite ? "bi_" : "bi.";

    [EngineFact]
    public async Task Sums_over_the_views_equal_the_results_of_the_product()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(new RandomData(new Random(11), hasStatus: true).Rich(), engine);
        await using var connection = await warehouse.Connections.OpenReadAsync();

        // An unknown year is null in both.
        var allocated = (await connection.QueryAsync<(long? Year, string Domain, double Weight, long Parts, double? Amount)>(
            $"SELECT StartYear, DomainCode, SUM(Weight), SUM(CAST(WeightParts AS bigint)), SUM(AllocatedAmountUsd) FROM {Bi}EngagementDomains GROUP BY StartYear, DomainCode")).ToList();
        var answer = await AskAsync(warehouse, ["allocated_engagements", "allocated_amount_usd"], ["year", "domain"]);
        Assert.NotEmpty(allocated);
        Assert.Equal(answer.Rows.Count, allocated.Count);
        foreach (var row in answer.Rows)
        {
            var found = allocated.Single(a => Text(a.Year) == Text(row.Members[0].Code) && a.Domain == row.Members[1].Code);
            Assert.Equal(Number(row.Values[0])!.Value, found.Weight, Rounding);
            Assert.Equal(Number(row.Values[0])!.Value * TestData.WholeParts, found.Parts, Rounding * TestData.WholeParts);
                        // The product rounds the fraction of a cent once.
            Assert.Equal(Number(row.Values[1]) ?? -1, found.Amount ?? -1, (1 / 252_000d) + ((found.Amount ?? 0) * 1e-12));
        }

        var whole = await AskAsync(warehouse, ["engagements", "headcount", "amount_usd", "allocated_engagements"], []);
        var (engagements, headcount, amount) = await connection.QuerySingleAsync<(long, long?, double?)>(
            $"SELECT COUNT(*), SUM(CAST(Headcount AS bigint)), CAST(SUM(AmountUsd) AS float) FROM {Bi}Engagements");
        Assert.Equal([Number(whole.Rows[0].Values[0]), Number(whole.Rows[0].Values[1])], [engagements, headcount]);
        Assert.Equal(Number(whole.Rows[0].Values[2])!.Value, amount!.Value, 0.005 + (amount.Value * 1e-12));
        Assert.Equal(engagements, allocated.Sum(a => a.Weight), Rounding);

        var countries = (await connection.QueryAsync<(string Code, long Engagements)>(
            $"SELECT CountryCode, COUNT(DISTINCT EngagementCode) FROM {Bi}Participations GROUP BY CountryCode")).ToDictionary(c => c.Code, c => c.Engagements);
        var byCountry = await AskAsync(warehouse, ["engagements"], ["participant_country"]);
        Assert.Equal(byCountry.Rows.ToDictionary(r => r.Members[0].Code!, r => Convert.ToInt64(r.Values[0], null)), countries);
        Assert.Equal(1, await connection.ExecuteScalarAsync<long>($"SELECT DataVersion FROM {Bi}DataVersion"));
    }

    [EngineFact]
    public async Task A_view_has_a_row_for_every_row_of_its_table()
    {
        (string View, string Table)[] views =
        [
            ("Domains", "DimDomain"), ("Participants", "DimParticipant"), ("Countries", "DimCountry"), ("EngagementTypes", "DimEngagementType"), ("Places", "DimPlace"),
            ("Sources", "DimSource"), ("Engagements", "FactEngagement"), ("EngagementDomains", "BridgeEngagementDomain"), ("Participations", "BridgeEngagementParticipant"),
            ("EngagementSources", "BridgeEngagementSource"), ("Dates", "DimDate WHERE Date IS NOT NULL"),
        ];
        await using var warehouse = await TestWarehouse.CreateAsync(new RandomData(new Random(12)).Rich(), engine);
        await using var connection = await warehouse.Connections.OpenReadAsync();
        foreach (var (view, table) in views)
        {
            Assert.Equal((view, await connection.ExecuteScalarAsync<long>($"SELECT COUNT(*) FROM {table}")), (view, await connection.ExecuteScalarAsync<long>($"SELECT COUNT(*) FROM {Bi}{view}")));
        }
    }

    private static async Task<ResultTable> AskAsync(TestWarehouse warehouse, IReadOnlyList<string> measures, IReadOnlyList<string> by)
    {
        Assert.True((await warehouse.AskAsync(new ReportQuery { Measures = measures, By = by, Limit = 50_000 })).IsValue(out var answer, out var problem), problem?.Message);
        return answer;
    }

    private static double? Number(object? value) => value is null ? null : Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture);

    private static string Text(object? code) => code?.ToString() ?? "not stated";
}
