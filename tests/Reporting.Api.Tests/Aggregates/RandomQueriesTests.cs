using System.Net;
using System.Text.Json;
using Reporting.Engine.Queries;
using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Counting;
using Reporting.TestWarehouses.Generated;
using Xunit.Abstractions;

namespace Reporting.Api.Tests.Aggregates;

/// <summary>Random query strings over HTTP. Valid ones are answered correctly, others are refused with a hint, and none causes a 500.</summary>
public abstract class RandomQueriesTests(ITestOutputHelper output, WarehouseProvider engine)
{
    public sealed class OnSqlite(ITestOutputHelper output) : RandomQueriesTests(output, WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer(ITestOutputHelper output) : RandomQueriesTests(output, WarehouseProvider.SqlServer);

    private const int Seed = 20260105;

    [EngineFact]
    public async Task Valid_queries_equal_the_oracle_and_no_query_string_causes_a_500()
    {
        var (warehouses, questionsOfOne) = TestRun.IsDeep ? (5, 2_000) : (2, 100);
        var (total, answered, refused) = (warehouses * questionsOfOne, 0, 0);
        var random = new Random(Seed);
        foreach (var _ in Enumerable.Range(0, warehouses))
        {
            await using var warehouse = await TestWarehouse.CreateAsync(new RandomData(random, hasStatus: true).Rich(), engine);
            await using var app = new ReportingApp { Warehouse = warehouse };
            using var client = app.CreateClient();
            var questions = new RandomQueries(random, warehouse.Data, warehouse.Model);
            var oracle = new Oracle(warehouse.Data);
            for (var i = 0; i < questionsOfOne; i++)
            {
                var query = Writable(questions.Next());
                var isSpoilt = i % 4 == 3;
                var text = isSpoilt ? QueryStrings.Spoilt(QueryStrings.Of(query), random) : QueryStrings.Of(query);
                using var response = await client.GetAsync("/api/v1/aggregates?" + text);
                var body = await response.Content.ReadAsStringAsync();
                Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity, $"{(int)response.StatusCode} for {text}\n{body}");
                if (response.StatusCode != HttpStatusCode.OK)
                {
                    Assert.False(string.IsNullOrEmpty(JsonDocument.Parse(body).RootElement.GetProperty("hint").GetString()), text);
                    refused++;
                }

                if (!isSpoilt && ExpectedRefusals.Reason(query, warehouse.Data, warehouse.Model) is null)
                {
                    Assert.True(response.StatusCode == HttpStatusCode.OK, $"refused: {text}\n{body}");
                    var difference = ResultComparison.Difference(oracle.Ask(query, RowScope.Everything), JsonResponse.Read(JsonDocument.Parse(body).RootElement, warehouse.Model));
                    Assert.True(difference is null, $"{text}\n{difference}");
                    answered++;
                }
                else if (!isSpoilt)
                {
                    Assert.True(response.StatusCode != HttpStatusCode.OK, $"answered, though the rules refuse it: {text}: {ExpectedRefusals.Reason(query, warehouse.Data, warehouse.Model)}");
                }
            }
        }

        output.WriteLine($"{total} query strings: {answered} answered and compared, {refused} refused.");
        Assert.True(answered >= total / 2, $"Only {answered} of {total} were answered and compared.");
    }

    // A query string cannot express row rules.
    private static ReportQuery Writable(ReportQuery query) => query with { Filters = [.. query.Filters.Where(f => f.Mode != FilterMode.None)] };
}
