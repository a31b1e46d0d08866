using Reporting.Api.Requests;
using Reporting.Engine.Execution;

namespace Reporting.Api.Hosting;

/// <summary>Configures addresses and limits of the web server.</summary>
internal static class WebServer
{
    public const string DefaultUrl = "http://localhost:5080";

    /// <summary>Minimum number of threads, which is more than all queries, imports and exports use at a time.</summary>
    private const int MinThreads = 48;

    private static readonly string[] AddressSettings = ["urls", "http_ports", "https_ports", "Kestrel:Endpoints"];

    public static void AddWebServer(this WebApplicationBuilder builder)
    {
        // The default is set in code, because an address in appsettings.json would override environment variables.
        if (!AddressSettings.Any(s => builder.Configuration.GetSection(s).Exists()))
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        builder.Services.AddOptions<MemoryOptions>().BindConfiguration(MemoryOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddHostedService<MemoryWorker>();
        builder.Services.AddHostedService<SetWorker>();
        MemoryWorker.SetLimit(builder.Configuration);
        // The embedded database runs on the calling thread. With few threads, new requests would wait until the pool adds threads, one or two per second.
        ThreadPool.GetMinThreads(out var workers, out var ports);
        ThreadPool.SetMinThreads(Math.Max(workers, MinThreads), ports);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestLineSize = RequestSize.MaxRequestLine + 1024;
            kestrel.Limits.MaxRequestBufferSize = 2 * 1024 * 1024;
            kestrel.Limits.MaxRequestBodySize = RequestSize.MaxBody;
        });
    }
}
