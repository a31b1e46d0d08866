using System.Collections.Concurrent;
using System.Net;
using Reporting.Api.Tests.Aggregates;
using Reporting.Engine.Queries;
using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Counting;
using Reporting.TestWarehouses.Generated;
using Xunit.Abstractions;

namespace Reporting.Api.Tests.Faults;

/// <summary>
/// Three API processes over one database, 50 clients with all kinds of requests, and continuous imports. No request fails, and each response is correct
/// for its data version. Two minutes with REPORTING_DEEP=1; otherwise skipped.
/// </summary>
[Collection(FaultsCollection.Name)]
public sealed class ThreeProcessesTests(ITestOutputHelper output)
{
    private const int Clients = 50;
    private const int Queries = 60;
    private const int Seed = 20260107;

    // A query that three imports in a row overtake gets 503 by design, and test machines may be slow.
    private static readonly TimeSpan BetweenImports = TimeSpan.FromSeconds(5);

    // A longer wait would be a hang; a shorter one can be caused by the machine.
    private static readonly TimeSpan MaxAnswer = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Long = TimeSpan.FromMinutes(2);

    [DeepServerFact]
    public async Task Fifty_clients_of_three_processes_get_no_error_and_no_wrong_total_during_imports()
    {
        var random = new Random(Seed);
        await using var warehouse = await TestWarehouse.CreateAsync(new RandomData(random).Rich(), WarehouseProvider.SqlServer);
        // With fifty clients on a small machine, each request waits long.
        var settings = ServerProcess.Over(warehouse).Append(("Warehouse:CommandTimeoutSeconds", "300")).ToArray();
        var processes = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => ServerProcess.StartAsync(settings)));
        var oracle = new VersionedOracle(warehouse.Data, warehouse.Model);
        var questions = Ask(random, warehouse);
        using var over = new CancellationTokenSource(Long);
        var (asked, imported, wrong) = (0, 0, new ConcurrentBag<string>());
        try
        {
            var importing = Task.Run(async () =>
            {
                while (!over.IsCancellationRequested)
                {
                    Assert.Equal(imported + 2, (await warehouse.ImportAsync(oracle.NextFile())).DataVersion);
                    imported++;
                    await Task.Delay(BetweenImports);
                }
            });
            await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(() => AskAsync(client))));
            await importing;
        }
        finally
        {
            foreach (var process in processes)
            {
                await process.DisposeAsync();
            }
        }

        output.WriteLine($"{asked} answers of {oracle.VersionsSeen} data versions from {processes.Length} processes, {imported} imports meanwhile.");
        Assert.True(wrong.IsEmpty, string.Join("\n\n", wrong.Take(3)));
        Assert.True(asked > Clients && imported > 3, $"Only {asked} answers and {imported} imports.");

        async Task AskAsync(int client)
        {
            using var http = new HttpClient { BaseAddress = processes[client % processes.Length].Client.BaseAddress, Timeout = MaxAnswer };
            for (var n = client; !over.IsCancellationRequested && wrong.IsEmpty; n++)
            {
                var query = questions[n * 7 % questions.Count];
                using var answer = await http.GetAsync("/api/v1/aggregates?" + QueryStrings.Of(query));
                var body = await answer.Content.ReadAsStringAsync();
                Interlocked.Increment(ref asked);
                if (answer.StatusCode != HttpStatusCode.OK)
                {
                    wrong.Add($"{(int)answer.StatusCode} {QueryStrings.Of(query)} {body}");
                }
                else if (oracle.Difference(query, body) is { } difference)
                {
                    wrong.Add(difference);
                }
            }
        }
    }

    // Only valid queries that a query string can express.
    private static List<ReportQuery> Ask(Random random, TestWarehouse warehouse)
    {
        var questions = new RandomQueries(random, warehouse.Data, warehouse.Model);
        return
        [
            .. Enumerable.Range(0, 10_000).Select(_ => questions.Next())
                .Select(query => query with { Filters = [.. query.Filters.Where(f => f.Mode != FilterMode.None)] })
                .Where(query => ExpectedRefusals.Reason(query, warehouse.Data, warehouse.Model) is null)
                .Take(Queries),
        ];
    }

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class DeepServerFactAttribute : FactAttribute
    {
        public DeepServerFactAttribute() => Skip = TestServer.WhySkipped
            ?? (TestRun.IsDeep ? null : "Takes two minutes: set REPORTING_DEEP=1.");
    }
}
