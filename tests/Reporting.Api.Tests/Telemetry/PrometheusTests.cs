using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Reporting.Api.Telemetry;
using Reporting.Api.Tests.Imports;
using Reporting.TestWarehouses;
using Xunit.Abstractions;

namespace Reporting.Api.Tests.Telemetry;

/// <summary>A real Prometheus reads the metrics and answers every question of the dashboard (eng/grafana/reporting.json).</summary>
public sealed class PrometheusTests(ITestOutputHelper output) : IDisposable
{
    // What this test does not cause: background exports, repeated prints and backups.
    private static readonly string[] Silent = ["reporting_export_jobs", "reporting_pdf_retries_total", "reporting_backup_age_seconds"];

    private readonly string _folder = Directory.CreateTempSubdirectory("reporting-prometheus-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [TheoryNeeds("prometheus", "promtool", "chromium", Deep = true)]
    [InlineData("eng/grafana/reporting.json")]
    public async Task Prometheus_answers_every_query_of_the_dashboard(string dashboard)
    {
        await using var app = ImportingApp.With(default, ("Telemetry:MetricsUrl", "http://127.0.0.1:0"));
        await UseAsync(app);
        var metrics = app.Services.GetRequiredService<MetricsServer>().Address!;
        await LintAsync(metrics);

        var port = FreePort();
        var settings = Path.Combine(_folder, "prometheus.yml");
        await File.WriteAllTextAsync(settings, $"global: {{scrape_interval: 1s}}\nscrape_configs:\n  - job_name: reporting\n    static_configs: [{{targets: ['{new Uri(metrics).Authority}']}}]\n");
        using var prometheus = Process.Start(new ProcessStartInfo("prometheus", ["--config.file=" + settings, "--storage.tsdb.path=" + Path.Combine(_folder, "data"), $"--web.listen-address=127.0.0.1:{port}", "--log.level=error"]) { UseShellExecute = false })!;
        try
        {
            using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
            await UntilAsync(client, "count_over_time(up{job=\"reporting\"}[1m]) > 1");
            await UseAsync(app);
            await UntilAsync(client, "increase(reporting_pdf_duration_seconds_count[1m]) > 0");

            var queries = JsonDocument.Parse(await File.ReadAllTextAsync(RepositoryRoot.File(dashboard.Split('/')))).RootElement.GetProperty("panels").EnumerateArray()
                .SelectMany(panel => panel.GetProperty("targets").EnumerateArray()).Select(target => target.GetProperty("expr").GetString()!).ToList();
            Assert.True(queries.Count >= 20);
            foreach (var query in queries)
            {
                var found = await AskAsync(client, query);
                output.WriteLine($"{found.Count} {query}");
                Assert.True(found.Count > 0 || Silent.Any(name => query.Contains(name, StringComparison.Ordinal)), query);
                Assert.All(found, value => Assert.True(double.TryParse(value, CultureInfo.InvariantCulture, out _), $"{query}: {value}"));
            }
        }
        finally
        {
            prometheus.Kill();
            await prometheus.WaitForExitAsync();
        }
    }

    // promtool ends with 3 for matters of style alone, such as a name without its unit.
    private async Task LintAsync(string metrics)
    {
        using var client = new HttpClient();
        using var lint = Process.Start(new ProcessStartInfo("promtool", ["check", "metrics"]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var told = Task.WhenAll(lint.StandardOutput.ReadToEndAsync(), lint.StandardError.ReadToEndAsync());
        await lint.StandardInput.WriteAsync(await client.GetStringAsync(metrics + "/metrics"));
        lint.StandardInput.Close();
        await lint.WaitForExitAsync();
        var findings = string.Concat(await told);
        output.WriteLine(findings);
        Assert.True(lint.ExitCode is 0 or 3, findings);
    }

    private static async Task UseAsync(ImportingApp app)
    {
        using var client = app.CreateClient();
        for (var i = 0; i < 2; i++)
        {
            await client.GetStringAsync("/api/v1/aggregates?by=year,domain&totals=true");
            await client.GetStringAsync("/engagements");
        }

        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync("/api/v1/aggregates?by=none")).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await app.SendAsync(ImportingApp.Header + $"measured-{Guid.NewGuid()},A,2025,meeting,space,new-one,person\n")).Status);
        await app.BytesAsync("/api/v1/reports/cooperation-by-year-and-domain/pdf?from=2024");
    }

    private static async Task UntilAsync(HttpClient client, string query)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (true)
        {
            try
            {
                if ((await AskAsync(client, query)).Count > 0)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // It is starting.
            }

            await Task.Delay(250, late.Token);
        }
    }

    private static async Task<IReadOnlyList<string>> AskAsync(HttpClient client, string query)
    {
        using var answer = await client.GetAsync("/api/v1/query?query=" + Uri.EscapeDataString(query));
        var text = await answer.Content.ReadAsStringAsync();
        if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
        {
            return [];
        }

        Assert.True(answer.IsSuccessStatusCode, $"{query}: {text}");
        return [.. JsonDocument.Parse(text).RootElement.GetProperty("data").GetProperty("result").EnumerateArray().Select(series => series.GetProperty("value")[1].GetString()!)];
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
