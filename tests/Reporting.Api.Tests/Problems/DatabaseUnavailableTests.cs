using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Reporting.Api.Tests.Problems;

/// <summary>Without the database server, endpoints that need data answer 503 with a hint. They neither fail with 500 nor hang.</summary>
public sealed class DatabaseUnavailableTests : IDisposable
{
    // A port without a listener. It stays bound, so no other program can use it.
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp);
    private readonly ReportingApp _app;

    public DatabaseUnavailableTests()
    {
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)_socket.LocalEndPoint!).Port;
        _app = new ReportingApp { Engine = WarehouseProvider.SqlServer, ConnectionString = $"Server=tcp:127.0.0.1,{port};User ID=x;Password=x;Connect Timeout=1" };
    }

    [Fact]
    public async Task Every_endpoint_of_the_API_answers_503_with_a_hint_or_needs_no_data()
    {
        string[] needData =
        [
            "/api/v1/aggregates", "/api/v1/aggregates/by-year", "/api/v1/aggregates?domain=cyber-security", "/api/v1/engagements", "/api/v1/engagements/e1",
            "/api/v1/model/domain/members", "/api/v1/reports/cooperation-by-year-and-domain/csv", "/api/v1/reports/cooperation-by-year-and-domain/xlsx", "/health/ready",
        ];
        var all = needData.Concat(await DocumentedAsync()).Distinct().ToList();
        using var client = _app.CreateClient();
        var answers = await Task.WhenAll(all.Select(path => client.GetAsync(path)));
        foreach (var (path, answer) in all.Zip(answers))
        {
            var status = (int)answer.StatusCode;
            Assert.True(status < 500 || status == 503, $"{path}: {status}");
            Assert.True(status == 503 || !needData.Contains(path), $"{path}: {status}");
            if (status == 503)
            {
                await AssertAwayAsync(answer);
            }
        }
    }

    [Fact]
    public async Task A_query_as_json_answers_503_too()
    {
        using var client = _app.CreateClient();
        using var answer = await client.PostAsync("/api/v1/query", new StringContent("""{"by": "year"}""", Encoding.UTF8, "application/json"));
        await AssertAwayAsync(answer);
    }

    public void Dispose()
    {
        _app.Dispose();
        _socket.Dispose();
    }

    private static async Task AssertAwayAsync(HttpResponseMessage answer)
    {
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        // The feed sends failures in the OData format.
        var (described, hint) = problem.TryGetProperty("error", out var error) ? (error, error.GetProperty("message")) : (problem, problem.GetProperty("hint"));
        Assert.Equal((503, "database-away"), ((int)answer.StatusCode, described.GetProperty("code").GetString()));
        Assert.NotEmpty(hint.GetString()!);
    }

    // The endpoints and examples of the OpenAPI document, so that new endpoints are included.
    private async Task<List<string>> DocumentedAsync()
    {
        var paths = (await _app.JsonAsync("/swagger/v1/swagger.json")).GetProperty("paths");
        return
        [
            .. paths.EnumerateObject().Where(path => path.Value.TryGetProperty("get", out _)).Select(path => path.Value.GetProperty("get").TryGetProperty("parameters", out var parameters)
                ? parameters.EnumerateArray().Where(p => p.GetProperty("in").GetString() == "path")
                    .Aggregate(path.Name, (url, p) => url.Replace($"{{{p.GetProperty("name").GetString()}}}", Example(p), StringComparison.Ordinal))
                : path.Name),
        ];
    }

    private static string Example(JsonElement parameter) => Uri.EscapeDataString(
        parameter.TryGetProperty("example", out var example) ? example.ToString() : parameter.GetProperty("schema").TryGetProperty("example", out example) ? example.ToString() : "x");
}
