using System.Diagnostics;
using System.Text.Json;
using Reporting.TestWarehouses;

namespace Reporting.Api.Tests.Telemetry;

/// <summary>
/// A receiver that others wrote (tests/telemetry-receivers) gets metrics, traces and logs by OTLP. No attribute holds data. The server is a process of its own, because
/// meters are of the process.
/// </summary>
public sealed class OtlpTests : IDisposable
{
    private static readonly string[] Paths =
    [
        "/api/v1/aggregates?measures=engagements&by=year,domain&domain=cyber-security&totals=true", "/api/v1/aggregates?measures=engagements&by=domian",
        "/api/v1/engagements?find=wreath-laying&key=rk_invented", "/api/v1/engagements/2022-06-02-wreath-laying", "/members/participant/benjamin-gantz",
        "/odata/Engagements?$filter=Code eq '2022-06-02-wreath-laying'&$top=3", "/nowhere/benjamin-gantz",
    ];

    private static readonly string[] Secrets = ["cyber", "wreath", "gantz", "rk_invented", "domian"];

    // The attributes of metrics and spans whose values are words of the program, names of routes or numbers.
    private static readonly HashSet<string> Harmless = new(StringComparer.Ordinal)
    {
        "door", "outcome", "kind", "lane", "result", "state", "http.request.method", "http.route", "http.response.status_code", "url.scheme", "network.protocol.version", "error.type",
        "aspnetcore.request.is_unhandled", "gc.heap.generation", "dotnet.gc.heap.generation", "cpu.mode",
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("reporting-otlp-").FullName;

    public void Dispose() => TestFolder.Delete(_folder);

    [PackagesFact("telemetry-receivers")]
    public Task Metrics_traces_and_logs_arrive_by_grpc_without_data() => ReceiveAsync("Grpc");

    [PackagesFact("telemetry-receivers")]
    public Task Metrics_traces_and_logs_arrive_by_http_without_data() => ReceiveAsync("HttpProtobuf");

    private async Task ReceiveAsync(string protocol)
    {
        using var receiver = Process.Start(new ProcessStartInfo("node", [RepositoryRoot.File("tests", "telemetry-receivers", "receive.mjs")]) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false })!;
        using var late = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var address = JsonDocument.Parse((await receiver.StandardOutput.ReadLineAsync(late.Token))!).RootElement.GetProperty(protocol).GetString()!;
        await using var server = await ServerProcess.StartAsync(
            ("Warehouse:ConnectionString", $"Data Source={Path.Combine(_folder, "reporting.db")}"), ("Telemetry:OtlpEndpoint", address), ("Telemetry:OtlpProtocol", protocol), ("Telemetry:OtlpLogs", "true"),
            ("OTEL_METRIC_EXPORT_INTERVAL", "500"), ("OTEL_BSP_SCHEDULE_DELAY", "200"), ("OTEL_BLRP_SCHEDULE_DELAY", "200"));
        foreach (var path in Paths)
        {
            using var answer = await server.Client.GetAsync(path);
            Assert.True((int)answer.StatusCode < 500, $"{path}: {answer.StatusCode}");
        }

        var metrics = new Dictionary<string, List<JsonElement>>(StringComparer.Ordinal);
        var (spans, logs, resources) = (new List<JsonElement>(), new List<JsonElement>(), new List<JsonElement>());
        while (!metrics.ContainsKey("reporting.requests") || spans.Count(IsOfRequest) <= Paths.Length || logs.Count == 0 || !metrics.ContainsKey("reporting.deliveries.late"))
        {
            var line = JsonDocument.Parse((await receiver.StandardOutput.ReadLineAsync(late.Token))!).RootElement;
            var message = line.GetProperty("message");
            foreach (var (resource, scope) in Scopes(message))
            {
                resources.Add(resource);
                foreach (var metric in Items(scope, "metrics"))
                {
                    metrics.TryAdd(metric.GetProperty("name").GetString()!, []);
                    metrics[metric.GetProperty("name").GetString()!].AddRange(new[] { "sum", "gauge", "histogram" }.Where(kind => metric.TryGetProperty(kind, out _)).SelectMany(kind => Items(metric.GetProperty(kind), "dataPoints")));
                }

                spans.AddRange(Items(scope, "spans"));
                logs.AddRange(Items(scope, "logRecords"));
            }
        }

        Assert.All(resources, resource => Assert.Equal("reporting", Attributes(resource)["service.name"]));
        Assert.Contains(metrics["reporting.requests"], point => Attributes(point) is { } found && found["door"] == "aggregates" && found["outcome"] == "refused");
        var requests = spans.Where(IsOfRequest).Select(span => span.GetProperty("name").GetString()).ToList();
        Assert.Contains("GET /api/v1/aggregates", requests);
        Assert.Contains("GET /api/v1/engagements/{**code}", requests);
        Assert.Contains(spans, span => Attributes(span).TryGetValue("kind", out var kind) && kind == "table");
        Assert.Contains(logs, log => log.GetProperty("body").GetProperty("stringValue").GetString() is { Length: > 0 });

        Assert.Empty(metrics.Values.SelectMany(points => points).Concat(spans).SelectMany(item => Attributes(item).Keys).Distinct().Except(Harmless));
        var sent = string.Join('\n', metrics.Keys.Concat(metrics.Values.SelectMany(p => p).Concat(spans).Concat(resources).Select(item => item.GetRawText())));
        Assert.All(Secrets, secret => Assert.DoesNotContain(secret, sent, StringComparison.OrdinalIgnoreCase));
        Assert.All(logs, log => Assert.DoesNotContain("rk_invented", log.GetRawText(), StringComparison.Ordinal));
    }

    private static bool IsOfRequest(JsonElement span) => span.GetProperty("kind").GetString() == "SPAN_KIND_SERVER";

    private static IEnumerable<(JsonElement Resource, JsonElement Scope)> Scopes(JsonElement message) =>
        from kind in new[] { ("resourceMetrics", "scopeMetrics"), ("resourceSpans", "scopeSpans"), ("resourceLogs", "scopeLogs") }
        from resource in Items(message, kind.Item1)
        from scope in Items(resource, kind.Item2)
        select (resource.GetProperty("resource"), scope);

    private static IEnumerable<JsonElement> Items(JsonElement parent, string name) => parent.TryGetProperty(name, out var items) ? items.EnumerateArray() : [];

    private static Dictionary<string, string> Attributes(JsonElement item) =>
        Items(item, "attributes").ToDictionary(a => a.GetProperty("key").GetString()!, a => a.GetProperty("value").EnumerateObject().First().Value.ToString(), StringComparer.Ordinal);
}
