using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using Reporting.Api.Problems;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Pipeline;

/// <summary>What holds for every request, whoever it is from.</summary>
internal static class RequestPipeline
{
    private static readonly string[] Exposed = ["ETag", "X-Truncated", "Content-Disposition", "Retry-After", "Location"];

    public static void AddRequestPipeline(this IServiceCollection services)
    {
        services.AddOptions<RequestLimits>().BindConfiguration(RequestLimits.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<RequestRates>();
        services.AddCors();
        services.AddRequestTimeouts();
        services.AddOptions<RequestTimeoutOptions>().Configure<IOptions<RequestLimits>>((timeouts, edge) => timeouts.DefaultPolicy = new RequestTimeoutPolicy
        {
            Timeout = TimeSpan.FromSeconds(edge.Value.RequestSeconds),
            TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable,
            WriteTimeoutResponse = context => ProblemResponses.Answer(new Problem(
                ErrorCodes.RequestTimeout, $"The answer took longer than {edge.Value.RequestSeconds} seconds.", "Ask for less at a time, or raise Edge:RequestSeconds.")).ExecuteAsync(context),
        });
    }

    /// <summary>Before everything else.</summary>
    public static void UseRequestPipeline(this WebApplication app)
    {
        var edge = app.Services.GetRequiredService<IOptions<RequestLimits>>().Value;
        // An empty list would mean everybody's.
        if (edge.Proxies.Any())
        {
            UseProxies(app, edge);
        }

        app.UseSecurityHeaders(edge.HstsDays);
        if (edge.HttpsRedirect)
        {
            app.UseHttpsRedirection();
        }
    }

    /// <summary>After routing, which says how long an endpoint may take; before callers are asked who they are, which a browser's CORS question cannot say.</summary>
    public static void UseRoutedRequestPipeline(this WebApplication app)
    {
        var edge = app.Services.GetRequiredService<IOptions<RequestLimits>>().Value;
        if (edge.Origins.Count > 0)
        {
            app.UseCors(cors => cors.WithOrigins([.. edge.Origins]).AllowAnyHeader().WithMethods("GET", "POST", "DELETE").WithExposedHeaders(Exposed));
        }

        app.UseRequestTimeouts();
    }

    private static void UseProxies(WebApplication app, RequestLimits edge)
    {
        var forwarded = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost | ForwardedHeaders.XForwardedPrefix,
            ForwardLimit = null,
        };

        // By default every process of this machine would be believed.
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var network in edge.Proxies)
        {
            forwarded.KnownIPNetworks.Add(network);
        }

        app.UseForwardedHeaders(forwarded);
    }
}
