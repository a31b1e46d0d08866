using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Reporting.Api.Telemetry;
using Reporting.TestWarehouses;
using Reporting.Warehouse.Telemetry;

namespace Reporting.Api.Tests.Telemetry;

/// <summary>The dashboard and the documentation name metrics that exist, and spans hold no data.</summary>
public sealed partial class InstrumentsTests
{
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

    [GeneratedRegex("\\b(?:reporting|dotnet|http_server)_[a-z_]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Metric();

    [GeneratedRegex("CreateObservableGauge<[a-z]+>\\(\\s*\"(?<name>[a-z.]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Gauge();

    [GeneratedRegex("\"(?<unit>By|s|\\{[a-z]+\\})\", \"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Unit();
}
