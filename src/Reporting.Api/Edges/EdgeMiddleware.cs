using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using Reporting.Api.Problems;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Edges;

/// <summary>What holds for every request, whoever it is from.</summary>
internal static class EdgeMiddleware
{
    private static readonly string[] Exposed = ["ETag", "X-Truncated", "Content-Disposition", "Retry-After", "Location"];

    public static void AddEdges(this IServiceCollection services)
    {
        services.AddOptions<EdgeOptions>().BindConfiguration(EdgeOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<RequestRates>();
        services.AddCors();
        services.AddRequestTimeouts();
        services.AddOptions<RequestTimeoutOptions>().Configure<IOptions<EdgeOptions>>((timeouts, edge) => timeouts.DefaultPolicy = new RequestTimeoutPolicy
        {
            Timeout = TimeSpan.FromSeconds(edge.Value.RequestSeconds),
            TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable,
            WriteTimeoutResponse = context => ProblemAnswers.Answer(new Problem(
                ProblemKind.Unavailable, "request-timeout", $"The answer took longer than {edge.Value.RequestSeconds} seconds.", "Ask for less at a time, or raise Edge:RequestSeconds.")).ExecuteAsync(context),
        });
    }

    /// <summary>Before everything else.</summary>
    public static void UseEdges(this WebApplication app)
    {
        var edge = app.Services.GetRequiredService<IOptions<EdgeOptions>>().Value;
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
    public static void UseRoutedEdges(this WebApplication app)
    {
        var edge = app.Services.GetRequiredService<IOptions<EdgeOptions>>().Value;
        if (edge.Origins.Count > 0)
        {
            app.UseCors(cors => cors.WithOrigins([.. edge.Origins]).AllowAnyHeader().WithMethods("GET", "POST", "DELETE").WithExposedHeaders(Exposed));
        }

        app.UseRequestTimeouts();
    }

    private static void UseProxies(WebApplication app, EdgeOptions edge)
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
