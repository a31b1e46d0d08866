using System.Net;
using System.Text.Json;

namespace Reporting.Api.Tests.Pipeline;

/// <summary>
/// Long queries block neither cached responses nor health checks. Queries that cannot wait get Retry-After. The test replaces a
/// table by an endless view.
/// </summary>
public sealed class WaitingQueriesTests : IAsyncLifetime
{
    private readonly ReportingApp _app = new()
    {
        Settings = new Dictionary<string, string>
        {
            ["Questions:MaxRunning"] = "2", ["Questions:MaxHeavy"] = "1", ["Questions:MaxWaiting"] = "5", ["Questions:WaitSeconds"] = "3", ["Warehouse:CommandTimeoutSeconds"] = "600",
        },
    };

    public Task InitializeAsync() => EndlessTable.CreateAsync(_app);

    public Task DisposeAsync() => _app.DisposeAsync().AsTask();

    [Theory]
    [InlineData("by=domain", 2)]
    [InlineData("by=domain,participant", 1)]
    public async Task Long_queries_wait_for_each_other_and_further_ones_are_refused_with_retry_after(string question, int places)
    {
        using var client = _app.PlainClient();
        using var leaving = new CancellationTokenSource();
        var running = Enumerable.Range(1, 30).Select(limit => client.GetAsync($"/api/v1/aggregates?{question}&limit={limit}", leaving.Token)).ToList();

        // All except the running queries.
        var refused = new List<HttpResponseMessage>();
        while (running.Count > places)
        {
            var ended = await Task.WhenAny(running).WaitAsync(TimeSpan.FromSeconds(60));
            running.Remove(ended);
            refused.Add(await ended);
        }

        foreach (var answer in refused)
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.Equal("questions-busy", JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("code").GetString());
            Assert.Equal(TimeSpan.FromSeconds(10), answer.Headers.RetryAfter?.Delta);
        }

        // The others still run, and block nothing else.
        Assert.All(running, r => Assert.False(r.IsCompleted));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/ready")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/v1/aggregates")).StatusCode);
        var other = places == 1 ? "by=year" : "by=place_country,participant,source";
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"/api/v1/aggregates?{other}&limit=3")).StatusCode);

        // When their clients disconnect, slots are free again.
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(running));

        using var next = await client.GetAsync(places == 1 ? "/api/v1/aggregates?by=source,participant" : "/api/v1/aggregates?by=engagement_type");
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
    }
}
