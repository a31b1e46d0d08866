using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Reporting.Api.Telemetry;
using Reporting.TestWarehouses;
using Reporting.Warehouse.Telemetry;

namespace Reporting.Api.Tests.Telemetry;

/// <summary>What Prometheus reads: every label is a word of the program, and the dashboard shows only metrics that exist.</summary>
public abstract partial class TelemetryTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : TelemetryTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : TelemetryTests(WarehouseProvider.SqlServer);

    // The values that each label may have. Routes and doors come from the endpoints.
    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["outcome"] = "answered|refused|failed|left|invalid|notfound|unanswerable|unavailable|toomany|conflict|cancelled",
        ["kind"] = "table|list|members|[a-z ]{3,20}",
        ["lane"] = "light|heavy|large|stream",
        ["result"] = "hit|computed|added|changed|unchanged|retired|refused",
        ["state"] = "[a-z-]{4,16}",
        ["le"] = @"\+Inf|[0-9.e+-]+",
        ["otel_scope_name"] = @"Reporting|Microsoft\.AspNetCore\.[A-Za-z.]+|System\.Runtime",
        ["otel_scope_version"] = "[0-9.]*",
        ["otel_scope_schema_url"] = "https://opentelemetry.io/schemas/[0-9.]+",
        ["http_request_method"] = "GET|POST|DELETE|PUT|HEAD|_OTHER",
        ["http_response_status_code"] = "[0-9]{3}",
        ["url_scheme"] = "http",
        ["network_protocol_name"] = "http",
        ["network_protocol_version"] = "[0-9.]+",
        ["network_transport"] = "tcp",
        ["network_type"] = "ipv4|ipv6",
        ["server_address"] = "127.0.0.1",
        ["server_port"] = "[0-9]+",
        ["error_type"] = "[A-Za-z0-9_.]+",
        ["aspnetcore_request_is_unhandled"] = "true",
        ["gc_heap_generation"] = "gen[0-2]|loh|poh",
        ["dotnet_gc_heap_generation"] = "gen[0-2]|loh|poh",
        ["cpu_mode"] = "user|system",
        ["telemetry_sdk_name"] = "opentelemetry",
        ["telemetry_sdk_language"] = "dotnet",
        ["telemetry_sdk_version"] = ".*",
        ["service_name"] = "reporting",
        ["service_instance_id"] = "[0-9a-f-]+",
    };

    [EngineFact]
    public async Task No_label_holds_data_of_a_query()
    {
        await using var app = new ReportingApp { Engine = engine, Settings = new Dictionary<string, string> { ["Telemetry:MetricsUrl"] = "http://127.0.0.1:0" } };
        using var client = app.PlainClient();
        foreach (var path in new[]
        {
            "/api/v1/aggregates?measures=engagements&by=year,domain&domain=cyber-security&totals=true", "/api/v1/aggregates?measures=engagements&by=year,domain&domain=cyber-security&totals=true",
            "/api/v1/aggregates?measures=engagements&by=domian", "/api/v1/engagements?find=wreath-laying&key=rk_invented", "/api/v1/engagements/2022-06-02-wreath-laying", "/engagements/2022-06-02-wreath-laying",
            "/members/participant/benjamin-gantz", "/api/v1/reports/cooperation-by-year-and-domain/html?domain=cyber-security", "/odata/Engagements?$filter=Code eq '2022-06-02-wreath-laying'&$top=3",
            "/nowhere/benjamin-gantz", "/explore?by=domain&domain=cyber-security",
        })
        {
            using var answer = await client.GetAsync(path);
            Assert.True((int)answer.StatusCode < 500, $"{path}: {answer.StatusCode}");
        }

        using var reader = new HttpClient();
        var text = await reader.GetStringAsync($"{app.Services.GetRequiredService<MetricsServer>().Address}/metrics");

        foreach (var secret in new[] { "cyber", "wreath", "gantz", "rk_", "domian" })
        {
            Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase);
        }

        var routes = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Select(e => e.RoutePattern.RawText ?? string.Empty).ToHashSet(StringComparer.Ordinal);
        var doors = routes.Select(RequestMetrics.DoorOf).Append("none").ToHashSet(StringComparer.Ordinal);
        var labels = Label().Matches(text).Select(m => (Name: m.Groups["name"].Value, Value: m.Groups["value"].Value)).Distinct().ToList();
        Assert.Empty(labels.Where(label => label.Name switch
        {
            "http_route" => !routes.Contains(label.Value) && !routes.Contains("/" + label.Value) && !routes.Contains(label.Value.TrimStart('/')),
            "door" => !doors.Contains(label.Value),
            _ => !Words.TryGetValue(label.Name, out var words) || !Regex.IsMatch(label.Value, $"^({words})$", RegexOptions.None, TimeSpan.FromSeconds(1)),
        }));

        foreach (var line in new[]
        {
            "reporting_requests_total{.*door=\"aggregates\",outcome=\"answered\".*} 2", "reporting_requests_total{.*door=\"aggregates\",outcome=\"refused\".*} 1",
            "reporting_cache_responses_total{.*result=\"hit\".*} ", "reporting_query_duration_seconds_count{.*kind=\"table\".*} ", "reporting_lane_waiting{.*lane=\"heavy\".*} 0", "reporting_statement_duration_seconds_count",
        })
        {
            Assert.Matches(line, text);
        }

        // The main address has none.
        using var none = await client.GetAsync("/metrics");
        Assert.Equal(404, (int)none.StatusCode);
    }

    [Fact]
    public void The_dashboard_and_the_documentation_name_metrics_that_exist()
    {
        // Instruments are made by the first use of their class.
        foreach (var type in new[] { "reporting.dll", "Reporting.Delivery.dll", "Reporting.Rendering.dll", "Reporting.Engine.dll", "Reporting.Warehouse.dll" }
            .SelectMany(file => System.Reflection.Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, file)).GetTypes()).Where(t => t.Name.EndsWith("Metrics", StringComparison.Ordinal)))
        {
            RuntimeHelpers.RunClassConstructor(type.TypeHandle);
        }

        var source = File.ReadAllText(RepositoryRoot.File("src", "Reporting.Api", "Telemetry", "Gauges.cs"));
        var gauges = Gauge().Matches(source).Select(m => (Name: m.Groups["name"].Value, Unit: Unit().Match(source[m.Index..]).Groups["unit"].Value, IsCounter: false, IsHistogram: false));
        var found = new List<(string Name, string Unit, bool IsCounter, bool IsHistogram)>(gauges);
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == Instruments.Name && !instrument.IsObservable)
                {
                    found.Add((instrument.Name, instrument.Unit ?? string.Empty, instrument.GetType().Name.StartsWith("Counter", StringComparison.Ordinal), instrument.GetType().Name.StartsWith("Histogram", StringComparison.Ordinal)));
                }
            },
        };
        listener.Start();
        Assert.True(found.Count > 12, $"{found.Count} instruments");

        var known = found.SelectMany(Prometheus).ToHashSet(StringComparer.Ordinal);
        var dashboard = JsonDocument.Parse(File.ReadAllText(RepositoryRoot.File("eng", "grafana", "reporting.json"))).RootElement;
        var used = dashboard.GetProperty("panels").EnumerateArray().SelectMany(p => p.GetProperty("targets").EnumerateArray()).SelectMany(t => Metric().Matches(t.GetProperty("expr").GetString()!).Select(m => m.Value)).Distinct().ToList();
        Assert.Empty(used.Where(name => name.StartsWith("reporting_", StringComparison.Ordinal)).Except(known));
        Assert.Equal(["dotnet_process_memory_working_set_bytes", "http_server_request_duration_seconds_bucket"], used.Where(name => !name.StartsWith("reporting_", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

        var documented = File.ReadAllText(RepositoryRoot.File("docs", "operations.md"));
        Assert.Empty(found.Select(f => f.Name).Where(name => !documented.Contains($"`{name}`", StringComparison.Ordinal)).Distinct());
    }

    [Fact]
    public void Spans_keep_no_path_query_or_address()
    {
        using var source = new ActivitySource("test of spans");
        using var listener = new ActivityListener { ShouldListenTo = s => s == source, Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData };
        ActivitySource.AddActivityListener(listener);
        using var span = source.StartActivity("request")!;
        foreach (var (tag, value) in new[] { ("url.path", "/engagements/e-1"), ("url.query", "key=rk_1"), ("client.address", "10.0.0.1"), ("user_agent.original", "x"), ("http.request.method", "GET"), ("http.route", "/engagements/{code}"), ("kind", "table") })
        {
            span.SetTag(tag, value);
        }

        using var cleaner = new SpanCleaner();
        cleaner.OnEnd(span);

        Assert.Equal(["http.request.method", "http.route", "kind"], span.TagObjects.Select(t => t.Key).Order(StringComparer.Ordinal));
        Assert.Equal("GET /engagements/{code}", span.DisplayName);
    }

    private static IEnumerable<string> Prometheus((string Name, string Unit, bool IsCounter, bool IsHistogram) instrument)
    {
        var unit = instrument.Unit switch { "s" => "_seconds", "By" => "_bytes", _ => string.Empty };
        var name = instrument.Name.Replace('.', '_') + unit;
        return instrument.IsCounter ? [name + "_total"] : instrument.IsHistogram ? [name + "_bucket", name + "_count", name + "_sum"] : [name];
    }

    [GeneratedRegex("(?<name>[a-z_]+)=\"(?<value>(?:[^\"\\\\]|\\\\.)*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Label();

    [GeneratedRegex("\\b(?:reporting|dotnet|http_server)_[a-z_]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Metric();

    [GeneratedRegex("CreateObservableGauge<[a-z]+>\\(\\s*\"(?<name>[a-z.]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Gauge();

    [GeneratedRegex("\"(?<unit>By|s|\\{[a-z]+\\})\", \"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Unit();
}
