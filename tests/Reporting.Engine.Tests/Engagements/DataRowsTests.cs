using System.Text;
using Reporting.Engine.Access;
using Reporting.Engine.Engagements;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Data;
using Reporting.TestWarehouses.Generated;
using Reporting.Warehouse.Dates;

namespace Reporting.Engine.Tests.Engagements;

/// <summary>The rows behind the figures add up to the figures, for all queries and callers.</summary>
public abstract class DataRowsTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : DataRowsTests(WarehouseProvider.Sqlite)
    {
        [Fact]
        public async Task Changes_during_the_reading_of_rows_are_not_visible()
        {
            await using var warehouse = await TestWarehouse.CreateAsync(new TestData([.. Enumerable.Range(1, 50).Select(i => Pair with { Code = $"E{i:00}" })]));
            await using var rows = await OpenAsync(warehouse, new ReportQuery { Measures = [] }, RowScope.Everything);
            var titles = new HashSet<object?>();
            await foreach (var row in rows.ReadAsync())
            {
                if (titles.Add(row[1]))
                {
                    await ChangeAsync(warehouse, "UPDATE FactEngagement SET Title = 'Another'; DELETE FROM BridgeEngagementDomain WHERE EngagementKey > 40;");
                }
            }

            Assert.Equal(["Talks on cyber"], titles);
        }

        [Fact]
        public async Task Threads_that_share_the_rows_see_one_state_of_the_data()
        {
            await using var warehouse = await TestWarehouse.CreateAsync(new TestData([.. Enumerable.Range(1, 200).Select(i => Pair with { Code = $"E{i:000}" })]));
            await using var rows = await OpenAsync(warehouse, new ReportQuery { Measures = [] }, RowScope.Everything);
            await ChangeAsync(warehouse, "UPDATE FactEngagement SET Title = 'Before the first batch'");
            var (titles, read) = (new HashSet<string>(), 0);
            await foreach (var batch in rows.ReadBatchesAsync(3, keysOfATurn: 2))
            {
                await ChangeAsync(warehouse, $"UPDATE FactEngagement SET Title = 'After {read}'; DELETE FROM BridgeEngagementDomain WHERE EngagementKey > 100;");
                titles.UnionWith(Enumerable.Range(0, batch.Rows).Select(i => TextAt(batch.Titles, i)));
                read += batch.Rows;
            }

            Assert.Equal(["Talks on cyber"], titles);
            Assert.Equal(400, read);
        }

        private static async Task ChangeAsync(TestWarehouse warehouse, string sql)
        {
            await using var connection = await warehouse.Connections.OpenWriteAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            await command.ExecuteNonQueryAsync();
        }

        [Fact]
        public async Task Cancelling_ends_the_reading_and_the_connection_can_be_used_again()
        {
            await using var warehouse = await TestWarehouse.CreateAsync(new TestData([.. Enumerable.Range(1, 50).Select(i => Pair with { Code = $"E{i:00}" })]));
            using var cancel = new CancellationTokenSource();
            await using (var rows = await OpenAsync(warehouse, new ReportQuery { Measures = [] }, RowScope.Everything))
            {
                await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
                {
                    await foreach (var _ in rows.ReadAsync(cancel.Token))
                    {
                        await cancel.CancelAsync();
                    }
                });
            }

            foreach (var keysOfATurn in new[] { 1, 4_096 })
            {
                await using var rows = await OpenAsync(warehouse, new ReportQuery { Measures = [] }, RowScope.Everything);
                using var stop = new CancellationTokenSource();
                await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
                {
                    await foreach (var _ in rows.ReadBatchesAsync(1, stop.Token, keysOfATurn))
                    {
                        await stop.CancelAsync();
                    }
                });
            }

            Assert.Equal(100, (await RowsAsync(warehouse, new ReportQuery { Measures = [] }, RowScope.Everything)).Count);
        }

        [Fact]
        public async Task A_statement_before_its_first_row_is_stopped_too()
        {
            await using var warehouse = await TestWarehouse.CreateAsync(TestData.Empty);
            await using var connection = await warehouse.Connections.Engine.OpenSnapshotAsync(CancellationToken.None);
            using var cancel = new CancellationTokenSource();
            using var stop = warehouse.Connections.Engine.StopOn(connection, cancel.Token);
            await using var command = connection.CreateCommand();
            command.CommandText = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n";
            var endless = Task.Run(() => command.ExecuteScalar());
            // The cancellation may come before the statement has started.
            await cancel.CancelAsync();
            await Assert.ThrowsAsync<OperationCanceledException>(() => endless.WaitAsync(TimeSpan.FromSeconds(60)));
        }
    }

    [OnServer]
    public sealed class OnSqlServer() : DataRowsTests(WarehouseProvider.SqlServer);

    private const int Weight = 8;

    private static readonly TestEngagement Pair = new()
    {
        Code = "E1",
        Title = "Talks on cyber",
        Start = new PartialDate(20240700),
        PlaceCountry = "IN",
        City = "New Delhi",
        Domains = [new("ai", "digital", 630), new("cyber", "digital", 1890)],
        Lines = [new("p-rana", "person", "mod-a", "IN", "host"), new("p-levi", "person", null, "IL", "visitor"), new("p-rana", "person", "mod-a", "IN", "signatory")],
    };

    [EngineFact]
    public async Task Rows_of_random_queries_add_up_to_their_figures()
    {
        foreach (var seed in Enumerable.Range(1, engine != WarehouseProvider.Sqlite ? 2 : TestRun.IsDeep ? 12 : 6))
        {
            var random = new Random(seed);
            await using var warehouse = await TestWarehouse.CreateAsync(new RandomData(random).Next(), engine);
            var questions = new RandomQueries(random, warehouse.Data, warehouse.Model);
            for (var i = 0; i < 25; i++)
            {
                var (question, scope) = (questions.Next(), questions.Scope());
                await CheckAsync(warehouse, new ReportQuery { Measures = ["engagements", "allocated_engagements"], Filters = question.Filters, Search = question.Search }, scope);
            }
        }
    }

    [EngineFact]
    public async Task A_row_contains_the_values_of_its_engagement_and_their_shares()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(new TestData([Pair]), engine);
        var rows = await RowsAsync(warehouse, new ReportQuery { Measures = [] }, RowScope.Everything);
        Assert.Equal(["E1", "Talks on cyber", new PartialDate(20240700), "July 2024", 2024L], rows[0][..5]);
        Assert.Equal(["ai", "cyber"], rows.Select(r => r[6]));
        Assert.Equal([0.25, 0.75], rows.Select(r => r[Weight]));
        Assert.All(rows, row => Assert.Equal(12, row.Length));
    }

    [EngineFact]
    public async Task Unknown_values_are_empty()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(new TestData([new TestEngagement { Code = "E1" }]), engine);
        var row = Assert.Single(await RowsAsync(warehouse, new ReportQuery { Measures = [] }, RowScope.Everything));
        Assert.All([2, 4], column => Assert.Null(row[column]));
        Assert.Equal(1d, row[Weight]);
    }

    [EngineFact]
    public async Task A_filter_on_domains_keeps_only_the_matching_links()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(new TestData([Pair, Pair with { Code = "E2", Domains = [new("space", "platforms", 2520)] }]), engine);
        var rows = await RowsAsync(warehouse, new ReportQuery { Measures = [], Filters = [new("domain", FilterMode.Links, ["cyber"]), new("participant_country", FilterMode.Links, ["IL"])] }, RowScope.Everything);
        Assert.Equal(0.75, Assert.Single(rows)[Weight]);
    }

    private static async Task CheckAsync(TestWarehouse warehouse, ReportQuery query, RowScope scope)
    {
        var why = QueryText.Of(query, scope);
        if (!(await warehouse.AskAsync(query, scope)).IsValue(out var figures, out var problem))
        {
            var refused = await warehouse.Runners.Engagements.OpenDataAsync(query, new Caller("test", [], scope, Visibility.Everything), CancellationToken.None);
            Assert.True(refused.Problem?.Code == problem.Code, why);
            return;
        }

        var rows = await RowsAsync(warehouse, query, scope);
        var values = figures.Rows[0].Values;
        Assert.True((long)values[0]! == rows.Select(r => r[0]).Distinct().Count(), why);
        Assert.True(Math.Abs(Convert.ToDouble(values[1], null) - rows.Sum(r => (double)r[Weight]!)) < 1e-9, why);
        Assert.True(rows.Select(r => (r[0], r[6])).Distinct().Count() == rows.Count, why);
    }

    private static async Task<List<object?[]>> RowsAsync(TestWarehouse warehouse, ReportQuery query, RowScope scope)
    {
        await using var opened = await OpenAsync(warehouse, query, scope);
        var rows = new List<object?[]>();
        await foreach (var row in opened.ReadAsync())
        {
            rows.Add(row);
        }

        Assert.Equal(opened.Count, rows.Count);
        foreach (var keysOfATurn in new[] { 4_096, 3, 1 })
        {
            await using var again = await OpenAsync(warehouse, query, scope);
            Assert.Equal(rows.Select(Text), (await ReadBatchesAsync(again, keysOfATurn)).Select(Text));
        }

        return rows;
    }

    // Batches of three rows, so that an engagement can end one and begin the next. They are full, whoever reads them.
    private static async Task<List<object?[]>> ReadBatchesAsync(DataRows opened, int keysOfATurn)
    {
        var rows = new List<object?[]>();
        await foreach (var batch in opened.ReadBatchesAsync(3, keysOfATurn: keysOfATurn))
        {
            Assert.True(batch.Rows == 3 || rows.Count + batch.Rows == opened.Count);
            for (var i = 0; i < batch.Rows; i++)
            {
                var start = new PartialDate(batch.Starts.Keys[batch.Starts.Rows[i]]);
                rows.Add([
                    TextAt(batch.Codes, i), TextAt(batch.Titles, i), start.IsUnknown ? null : start, NameAt(batch.StartLabels, i), start.IsUnknown ? null : (long)start.Year,
                    NameAt(batch.DomainGroups, i), NameAt(batch.DomainCodes, i), NameAt(batch.Domains, i), batch.Weights[i],
                    NameAt(batch.Types, i), NameAt(batch.Categories, i), NameAt(batch.PlaceCountries, i),
                ]);
            }
        }

        return rows;
    }

    private static string TextAt(Utf8Column column, int row) => Encoding.UTF8.GetString(column.Bytes[column.Offsets[row]..column.Offsets[row + 1]]);

    private static string NameAt(NameColumn column, int row)
    {
        var numbers = new int[row + 1];
        column.Number(numbers);
        return Encoding.UTF8.GetString(column.Names[numbers[row]]);
    }

    private static string Text(object?[] row) => string.Join('|', row);

    private static async Task<DataRows> OpenAsync(TestWarehouse warehouse, ReportQuery query, RowScope scope)
    {
        Assert.True((await warehouse.Runners.Engagements.OpenDataAsync(query, new Caller("test", [], scope, Visibility.Everything), CancellationToken.None, inColumns: true)).IsValue(out var rows, out var problem), problem?.Message);
        return rows;
    }
}
