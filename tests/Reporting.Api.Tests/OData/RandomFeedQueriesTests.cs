using System.Globalization;
using System.Net;
using System.Text.Json;
using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Feed;
using Reporting.TestWarehouses.Generated;
using Xunit.Abstractions;

namespace Reporting.Api.Tests.OData;

/// <summary>Random valid queries over HTTP, compared row by row with plain C# over the same data. Each response is also validated strictly.</summary>
public abstract class RandomFeedQueriesTests(ITestOutputHelper output, WarehouseProvider engine)
{
    public sealed class OnSqlite(ITestOutputHelper output) : RandomFeedQueriesTests(output, WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer(ITestOutputHelper output) : RandomFeedQueriesTests(output, WarehouseProvider.SqlServer);

    private const int Seed = 20260218;

    [EngineFact]
    public async Task Valid_queries_equal_the_oracle()
    {
        var warehouses = TestRun.IsDeep ? 6 : 1;
        var (asked, rowsInAll) = (0, 0);
        var random = new Random(Seed);
        for (var i = 0; i < warehouses; i++)
        {
            await using var warehouse = await TestWarehouse.CreateAsync(new RandomCommitments(random).AddTo(HostileTitles.In(new RandomData(random, hasStatus: true).Rich(), engine)), engine);
            await using var app = new ReportingApp { Warehouse = warehouse };
            using var feed = Feed.Of(app);
            var oracle = new FeedOracle(warehouse.Data);
            var queries = new RandomFeedQueries(random, warehouse.Sets, oracle);
            for (var n = 0; n < (TestRun.IsDeep ? 500 : 150); n++, asked++)
            {
                var query = queries.Next();
                var url = FeedText.Url(query);
                var (response, body) = await feed.SendAsync(url);
                var text = Uri.UnescapeDataString(url);
                Assert.True(response.StatusCode == HttpStatusCode.OK, $"{text}\n{(int)response.StatusCode} {System.Text.Encoding.UTF8.GetString(body)}");
                var answer = JsonDocument.Parse(body).RootElement;
                var (rows, count) = oracle.Ask(query);
                rowsInAll += rows.Count;
                var got = answer.GetProperty("value").EnumerateArray().ToList();
                Assert.True(rows.Count == got.Count, $"{text}\n{rows.Count} rows expected, {got.Count} came");
                foreach (var (expected, row) in rows.Zip(got))
                {
                    foreach (var path in query.Columns)
                    {
                        var (want, have) = (FeedEvaluator.At(path, expected), path.Aggregate(row, (at, name) => at.GetProperty(name)));
                        Assert.True(Same(want, have), $"{text}\n{string.Join('/', path)}: {want} expected, {have.GetRawText()} came");
                    }
                }

                if (query.WithCount)
                {
                    Assert.True(count == answer.GetProperty("@odata.count").GetInt64(), text);
                }

                StrictReader.Rows(body, response.Content.Headers.ContentType!, await feed.ModelAsync(), query.Set.Name, isDeclared: query.Steps.Count == 0);
            }
        }

        output.WriteLine($"{asked} questions, {rowsInAll} rows.");
        Assert.True(rowsInAll > asked * 2, $"Only {rowsInAll} rows for {asked} questions.");
    }

    private static bool Same(object? expected, JsonElement value) => expected switch
    {
        null => value.ValueKind == JsonValueKind.Null,
        string text => value.ValueKind == JsonValueKind.String && value.GetString() == text,
        bool flag => value.GetBoolean() == flag,
        long day when value.ValueKind == JsonValueKind.String => value.GetString()!.Replace("-", "", StringComparison.Ordinal) == day.ToString("00000000", CultureInfo.InvariantCulture),
        DateTimeOffset at => value.GetDateTimeOffset() == at,
        IReadOnlyList<string> texts => value.EnumerateArray().Select(e => e.GetString()).SequenceEqual(texts),
        // The oracle sums rounded amounts.
        decimal money => Math.Abs(value.GetDecimal() - money) < 1e-7m,
        long whole => value.GetInt64() == whole,
        _ => Math.Abs(value.GetDouble() - FeedEvaluator.Real(expected)) <= 1e-9 * Math.Max(1, Math.Abs(FeedEvaluator.Real(expected))),
    };
}
