using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using Reporting.Api.Problems;
using Reporting.Engine.Model;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Pipeline;

/// <summary>Middleware for all requests: proxies, security headers, HTTPS, CORS and timeouts.</summary>
internal static class RequestPipeline
{
    private static readonly string[] Exposed = ["ETag", "X-Truncated", "Content-Disposition", "Retry-After", "Location", "Link", "RateLimit", "RateLimit-Policy", "Deprecation", "Sunset", RequestIds.Header, "Idempotency-Replayed"];

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
                ErrorCodes.RequestTimeout, $"The request took longer than {edge.Value.RequestSeconds} seconds.", "Request less data at a time, or raise Edge:RequestSeconds.")).ExecuteAsync(context),
        });
    }

    /// <summary>Runs before all other middleware.</summary>
    public static void UseRequestPipeline(this WebApplication app)
    {
        // A reload of the model during a request does not change its answer.
        var models = app.Services.GetRequiredService<CurrentModel>();
        app.Use(async (context, next) =>
        {
            using var held = models.Hold();
            await next(context);
        });

        var edge = app.Services.GetRequiredService<IOptions<RequestLimits>>().Value;
        // An empty list would trust all proxies.
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

    /// <summary>Runs after routing, which sets the timeout of an endpoint, and before authentication, because CORS preflight requests have no credentials.</summary>
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

        // By default, every process on this machine would be trusted.
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var network in edge.Proxies)
        {
            forwarded.KnownIPNetworks.Add(network);
        }

        app.UseForwardedHeaders(forwarded);
    }
}
