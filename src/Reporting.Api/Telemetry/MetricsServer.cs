using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;

namespace Reporting.Api.Telemetry;

/// <summary>
/// Serves <c>/metrics</c> at an address of its own, so that neither a proxy in front of the service nor the limits of its requests reach it. It has no sign-in:
/// the address decides who reads it.
/// </summary>
internal sealed class MetricsServer(IOptions<TelemetryOptions> options, MeterProvider metrics) : IHostedService, IAsyncDisposable
{
    private WebApplication? _server;

    /// <summary>The address at which it listens.</summary>
    public string? Address { get; private set; }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        // It reads no settings of its own.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.AddServerHeader = false).UseUrls(options.Value.MetricsUrl!);
        _server = builder.Build();
        _server.UseOpenTelemetryPrometheusScrapingEndpoint(metrics, null, null, null, null);
        await _server.StartAsync(cancellationToken);
        Address = _server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
    }

    public Task StopAsync(CancellationToken cancellationToken) => _server?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
