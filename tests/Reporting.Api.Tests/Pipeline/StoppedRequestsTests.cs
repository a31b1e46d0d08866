using System.Net;
using System.Text;
using Reporting.TestWarehouses;

namespace Reporting.Api.Tests.Pipeline;

/// <summary>
/// A request that never ends times out after <c>Edge:RequestSeconds</c> at every address, with an error code. The test replaces a table by
/// a view that is never read to its end.
/// </summary>
public sealed class StoppedRequestsTests : IAsyncLifetime
{
    private readonly ReportingApp _app = new() { Settings = new Dictionary<string, string> { ["Edge:RequestSeconds"] = "2", ["Warehouse:CommandTimeoutSeconds"] = "4" } };

    private static readonly string[] Addresses =
    [
        "/api/v1/aggregates?by=domain",
        "/api/v1/aggregates?by=year,domain&fill=true&totals=levels",
        "/api/v1/engagements?domain=cyber-security",
        "/api/v1/engagements?domain=cyber-security&limit=5000",
        "/api/v1/model/domain/members",
        "/api/v1/reports/cooperation-by-year-and-domain/json",
        "/api/v1/reports/cooperation-by-year-and-domain/html",
        "/api/v1/reports/cooperation-by-year-and-domain/xlsx",
        "/api/v1/reports/cooperation-by-year-and-domain/csv?section=data",
        "/odata/EngagementDomains",
        "/odata/ByDomain",
        "/odata/EngagementDomains/$count",
        "/engagements?domain=cyber-security",
        "/reports/cooperation-by-year-and-domain",
    ];

    public Task InitializeAsync() => EndlessTable.CreateAsync(_app);

    public Task DisposeAsync() => _app.DisposeAsync().AsTask();

    [Fact]
    public async Task A_request_that_never_ends_is_given_up_and_named_at_every_address()
    {
        using var client = _app.CreateClient();
        client.Timeout = TimeSpan.FromSeconds(60);
        // Each costs two seconds of a processor, so the usual run takes every second one.
        foreach (var address in Addresses.Where((_, i) => TestRun.IsDeep || i % 2 == 0))
        {
            using var answer = await client.GetAsync(address);
            var text = await answer.Content.ReadAsStringAsync();
            // A large download may last longer than a request, but not its statement.
            var expected = address.Contains("section=data", StringComparison.Ordinal) ? "database-timeout" : "2 seconds";
            Assert.True(answer.StatusCode == HttpStatusCode.ServiceUnavailable && text.Contains(expected, StringComparison.Ordinal), $"{address}: {answer.StatusCode} {text}");
        }

        using var posted = await client.PostAsync("/api/v1/query", new StringContent("""{"by":["domain"],"measures":["engagements"]}""", Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, posted.StatusCode);

        // What does not touch that table is answered, and nothing goes on in the background.
        await EndlessTable.AnsweredAsync(client, "/api/v1/aggregates?by=engagement_type&limit=9");
    }
}
