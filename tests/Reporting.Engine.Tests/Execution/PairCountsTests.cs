using Reporting.Engine.Access;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Counting;
using Reporting.TestWarehouses.Data;
using Reporting.TestWarehouses.Generated;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Tests.Execution;

/// <summary>Pairs of participants that are counted from the list of their lines (decision 0077), compared with the joined lines and with the oracle.</summary>
public abstract class PairCountsTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : PairCountsTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : PairCountsTests(WarehouseProvider.SqlServer);

    private static readonly string[] Figures =
        ["engagements", "agreements", "people", "participants", "organisations", "countries", "first_date", "last_date", "days_since_last", "longest_gap_days", "engagement_share"];

    private static readonly RowScope Public = new([new QueryFilter("handling", FilterMode.Links, ["public"])]);

    private static readonly QueryFilter Years = new("year", FilterMode.Links, ["2010..2100"]);

    [EngineFact]
    public async Task Lists_give_the_figures_of_the_joined_lines()
    {
        var random = new Random(77);
        var data = new RandomData(random, hasStatus: true).Rich();

        // Lines without a stated participant are participants of their own.
        var unstated = data.Engagements.First(e => e.IsCounted) with { Code = "unstated", Lines = [new TestLine("unknown", "unknown", null, "IN", "host"), new TestLine("unknown", "unknown", null, "IL", "guest")] };
        await using var warehouse = await TestWarehouse.CreateAsync(new TestData([.. data.Engagements, unstated]), engine);
        var (oracle, questions, compared) = (new Oracle(warehouse.Data), new RandomQueries(random, warehouse.Data, warehouse.Model), 0);
        string[][] cells = [[], ["country_pair"], ["participant_country", "partner_country"], ["partner_country"], ["country_pair", "year"], ["engagement_category", "country_pair"], ["partner_country", "participant_country", "year"]];
        string[][] filtered = [["country_pair"], ["partner_country"], ["participant_country", "partner_country"], ["partner"], ["partner_organisation", "participant"], ["domain", "country_pair"], ["participant_kind", "country_pair"], ["year"], []];
        foreach (var (by, names) in cells.SelectMany(by => filtered.Select(names => (by, names))))
        {
            foreach (var mode in new[] { FilterMode.Links, FilterMode.Outside, FilterMode.Any })
            {
                var filters = names.Select(name => name == "year" ? Years : questions.TwoMembers(warehouse.Model.Dimension(name).Value!)).OfType<QueryFilter>().Select((f, i) => i == 0 && f != Years ? f with { Mode = mode } : f);
                var query = new ReportQuery { Measures = Figures, By = by, Totals = TotalsKind.Levels, Filters = [.. filters] };
                foreach (var scope in new[] { RowScope.Everything, Public, questions.Rules() })
                {
                    var (joined, counted) = (await AskAsync(sharesFilters: false), await AskAsync(sharesFilters: true));

                    // A member of the filter may be hidden from this scope.
                    Assert.Equal(joined.Problem?.Code, counted.Problem?.Code);
                    if (joined.IsValue(out var lines, out _) && counted.IsValue(out var lists, out _))
                    {
                        Assert.True(ResultComparison.Texts(lines).SequenceEqual(ResultComparison.Texts(lists)), QueryText.Of(query, scope));
                        Assert.True(mode != FilterMode.Links || ResultComparison.Difference(oracle.Ask(query, scope), lists) is null, QueryText.Of(query, scope));
                        compared += lists.Rows.Count;
                    }

                    Task<Outcome<ResultTable>> AskAsync(bool sharesFilters) =>
                        warehouse.Runners.Aggregates.RunAsync(query, new Caller("test", [], scope, Visibility.Everything), null, CancellationToken.None, sharesFilters);
                }
            }
        }

        Assert.True(compared > 1_000, $"Only {compared} rows were compared.");
    }
}
