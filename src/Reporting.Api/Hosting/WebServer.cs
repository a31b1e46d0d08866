namespace Reporting.Api.Hosting;

/// <summary>How the web server listens and what it reads at most.</summary>
internal static class WebServer
{
    public const string DefaultUrl = "http://localhost:5080";

    /// <summary>Longest request line that is read; longer ones are 414.</summary>
    public const int MaxRequestLine = 64 * 1024;

    /// <summary>Longest body of a question.</summary>
    public const int MaxBody = 1024 * 1024;

    /// <summary>Threads that are there at once: more than questions, imports and exports work with at a time.</summary>
    private const int LeastThreads = 48;

    private static readonly string[] AddressSettings = ["urls", "http_ports", "https_ports", "Kestrel:Endpoints"];

    public static void AddWebServer(this WebApplicationBuilder builder)
    {
        // Set in code: an address in appsettings.json would win over the environment.
        if (!AddressSettings.Any(s => builder.Configuration.GetSection(s).Exists()))
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        builder.Services.AddOptions<MemoryOptions>().BindConfiguration(MemoryOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddHostedService<MemoryWorker>();
        MemoryWorker.SetLimit(builder.Configuration);
        // The embedded engine works on the thread that asks. With as few threads as processors, what comes meanwhile would wait for the pool to add some, one or two a second.
        ThreadPool.GetMinThreads(out var workers, out var ports);
        ThreadPool.SetMinThreads(Math.Max(workers, LeastThreads), ports);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestLineSize = MaxRequestLine + 1024;
            kestrel.Limits.MaxRequestBufferSize = 2 * 1024 * 1024;
            kestrel.Limits.MaxRequestBodySize = MaxBody;
        });
    }
}
