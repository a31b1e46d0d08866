using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Reporting.Warehouse.Telemetry;

namespace Reporting.Api.Telemetry;

/// <summary>Registers metrics, traces and logs for those who are configured to read them. Without a reader nothing is measured.</summary>
internal static class TelemetryRegistration
{
    private static readonly string[] Meters = [Instruments.Name, "Microsoft.AspNetCore.Hosting", "System.Runtime"];

    // Callers may send any word as a method.
    private static readonly HashSet<string> Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<TelemetryOptions>().BindConfiguration(TelemetryOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        var options = builder.Configuration.GetSection(TelemetryOptions.Section).Get<TelemetryOptions>() ?? new();
        if (options is { MetricsUrl: null, OtlpEndpoint: null })
        {
            return;
        }

        var telemetry = builder.Services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService("reporting"));
        telemetry.WithMetrics(metrics =>
        {
            // Each request would pay for it, and nothing reads it: reporting.requests counts them, too.
            metrics.AddMeter(Meters).AddView("http.server.active_requests", MetricStreamConfiguration.Drop);
            if (options.MetricsUrl is not null)
            {
                metrics.AddPrometheusExporter();
            }

            if (options.OtlpEndpoint is not null)
            {
                metrics.AddOtlpExporter(otlp => Configure(otlp, options, "v1/metrics"));
            }
        });
        builder.Services.AddSingleton<Gauges>();
        if (options.MetricsUrl is not null)
        {
            builder.Services.AddSingleton<MetricsServer>();
            builder.Services.AddHostedService(provider => provider.GetRequiredService<MetricsServer>());
        }

        if (options.OtlpEndpoint is not null)
        {
            telemetry.WithTracing(traces => traces
                .AddSource(Instruments.Name, "Microsoft.AspNetCore")
                .AddProcessor(new SpanCleaner())
                .AddOtlpExporter(otlp => Configure(otlp, options, "v1/traces")));
            if (options.OtlpLogs)
            {
                builder.Logging.AddOpenTelemetry(logs => logs.AddOtlpExporter(otlp => Configure(otlp, options, "v1/logs")));
            }
        }
    }

    /// <summary>Counts requests, if they are read.</summary>
    public static void UseTelemetry(this WebApplication app)
    {
        if (app.Services.GetService<Gauges>() is null)
        {
            return;
        }

        app.Use(async (context, next) =>
        {
            try
            {
                await next(context);
            }
            finally
            {
                RequestMetrics.Count(context);
                Describe(context);
            }
        });
    }

    // The framework's span of a request has no tags: it leaves them to packages that instrument it.
    private static void Describe(HttpContext context)
    {
        if (context.Features.Get<IHttpActivityFeature>()?.Activity is { IsAllDataRequested: true } span)
        {
            span.SetTag("http.request.method", Methods.Contains(context.Request.Method) ? context.Request.Method : "_OTHER");
            span.SetTag("http.route", (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText);
            span.SetTag("http.response.status_code", context.Response.StatusCode);
        }
    }

    // By HTTP the address of each kind is a path of its own.
    private static void Configure(OtlpExporterOptions otlp, TelemetryOptions options, string path)
    {
        otlp.Protocol = options.OtlpProtocol;
        otlp.Endpoint = options.OtlpProtocol == OtlpExportProtocol.Grpc ? new Uri(options.OtlpEndpoint!) : new Uri(new Uri(options.OtlpEndpoint!.TrimEnd('/') + "/"), path);
    }
}

/// <summary>Leaves only tags in a span that hold no data. The framework adds paths, which have codes of members, and addresses of callers.</summary>
internal sealed class SpanCleaner : BaseProcessor<Activity>
{
    private static readonly HashSet<string> Harmless = new(StringComparer.Ordinal)
    {
        "http.request.method", "http.route", "http.response.status_code", "error.type", "url.scheme", "network.protocol.version", "kind", "outcome",
    };

    public override void OnEnd(Activity data)
    {
        foreach (var tag in data.TagObjects.Select(tag => tag.Key).Where(key => !Harmless.Contains(key)).ToList())
        {
            data.SetTag(tag, null);
        }

        if (data.GetTagItem("http.route") is string route)
        {
            data.DisplayName = $"{data.GetTagItem("http.request.method")} {route}";
        }
    }
}
