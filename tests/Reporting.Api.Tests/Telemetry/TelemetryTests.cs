using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Reporting.Api.Telemetry;
using Reporting.Api.Tests.Faults;

namespace Reporting.Api.Tests.Telemetry;

/// <summary>What Prometheus reads: every label is a word of the program. Meters are of the process, so the servers of tests that run at the same time would be counted, too.</summary>
[Collection(FaultsCollection.Name)]
public abstract partial class TelemetryTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : TelemetryTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : TelemetryTests(WarehouseProvider.SqlServer);

    // The values that each label may have. Routes and their first words (door) come from the endpoints.
    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["outcome"] = "answered|refused|failed|left|invalid|notfound|unanswerable|unavailable|toomany|conflict|cancelled",
        ["kind"] = "table|list|one|members|codes|changes|cells|data|feed",
        ["lane"] = "light|heavy|large|workbook|stream",
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

        foreach (var secret in new[] { "cyber", "wreath", "gantz", "rk_invented", "domian" })
        {
            Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase);
        }

        var routes = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Select(e => e.RoutePattern.RawText ?? string.Empty).ToHashSet(StringComparer.Ordinal);
        var firstWords = routes.Select(RequestMetrics.FirstWordOf).Append("none").ToHashSet(StringComparer.Ordinal);
        var labels = Label().Matches(text).Select(m => (Name: m.Groups["name"].Value, Value: m.Groups["value"].Value)).Distinct().ToList();
        Assert.DoesNotContain(labels, label => label.Name switch
        {
            "http_route" => !routes.Contains(label.Value) && !routes.Contains("/" + label.Value) && !routes.Contains(label.Value.TrimStart('/')),
            "door" => !firstWords.Contains(label.Value),
            _ => !Words.TryGetValue(label.Name, out var words) || !Regex.IsMatch(label.Value, $"^({words})$", RegexOptions.None, TimeSpan.FromSeconds(1)),
        });

        foreach (var line in new[]
        {
            "reporting_requests_total{.*door=\"aggregates\",outcome=\"answered\".*} 2", "reporting_requests_total{.*door=\"aggregates\",outcome=\"refused\".*} 1",
            "reporting_cache_responses_total{.*result=\"hit\".*} ", "reporting_query_duration_seconds_count{.*kind=\"table\".*} ", "reporting_query_duration_seconds_count{.*kind=\"feed\".*} ", "reporting_lane_waiting{.*lane=\"heavy\".*} 0", "reporting_statement_duration_seconds_count",
            "reporting_deliveries{.*state=\"delivered\".*} 0", "reporting_deliveries_late{.*} 0", "reporting_deliveries_lateness_seconds{.*} 0",
        })
        {
            Assert.Matches(line, text);
        }

        // The main address has none.
        using var none = await client.GetAsync("/metrics");
        Assert.Equal(404, (int)none.StatusCode);
    }

    [GeneratedRegex("(?<name>[a-z_]+)=\"(?<value>(?:[^\"\\\\]|\\\\.)*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Label();
}
