using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Reporting.Rendering.Renderers;

namespace Reporting.Api.Responses;

/// <summary>What holds for every answer: HEAD is GET without the body, and what Accept rules out is not computed.</summary>
internal static class ResponseMiddleware
{
    private const string Json = "application/json";

    /// <summary>Routes too: HEAD has to be GET before, and the format of a file is known after.</summary>
    public static void UseResponses(this WebApplication app)
    {
        app.Use((context, next) => HttpMethods.IsHead(context.Request.Method) ? AsGetAsync(context, next) : next(context));
        app.UseRouting();
        app.Use((context, next) =>
        {
            var accept = context.Request.Headers.Accept;
            if (accept.Count == 0 || accept == "*/*" || !context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) || context.GetEndpoint() is null || Accepts(accept, TypeOf(context)))
            {
                return next(context);
            }

            context.Response.StatusCode = StatusCodes.Status406NotAcceptable;
            return Task.CompletedTask;
        });
    }

    /// <summary>True where nobody reads the body: what is costly need not be written.</summary>
    public static bool IsHead(this HttpContext context) => context.Items.ContainsKey(typeof(ResponseMiddleware));

    // The server itself leaves the body out: it remembers how the request began.
    private static async Task AsGetAsync(HttpContext context, RequestDelegate next)
    {
        context.Request.Method = HttpMethods.Get;
        context.Items[typeof(ResponseMiddleware)] = HttpMethods.Head;
        try
        {
            await next(context);
        }
        finally
        {
            context.Request.Method = HttpMethods.Head;
        }
    }

    private static string? TypeOf(HttpContext context)
    {
        if (context.GetEndpoint()!.Metadata.GetMetadata<AnyType>() is not null)
        {
            return null;
        }

        if (context.Request.RouteValues.TryGetValue("format", out var format))
        {
            return context.RequestServices.GetRequiredService<ReportRenderers>().TryFind((string)format!, out var renderer, out _) ? renderer.ContentType : null;
        }

        return context.GetEndpoint()!.Metadata.OfType<IProducesResponseTypeMetadata>().FirstOrDefault(m => m.StatusCode == StatusCodes.Status200OK)?.ContentTypes.FirstOrDefault() ?? Json;
    }

    // The most specific range that fits decides: "text/*, application/json;q=0" leaves JSON out. What cannot be read rules nothing out.
    private static bool Accepts(StringValues accept, string? type)
    {
        if (type is null || !MediaTypeHeaderValue.TryParseList([.. accept.OfType<string>()], out var ranges))
        {
            return true;
        }

        var sent = MediaTypeHeaderValue.Parse(type).MediaType;
        var fitting = ranges
            .Where(r => r.MatchesAllTypes || (r.MatchesAllSubTypes ? sent.StartsWith(r.Type + "/", StringComparison.OrdinalIgnoreCase) : sent.Equals(r.MediaType, StringComparison.OrdinalIgnoreCase)))
            .OrderBy(r => r.MatchesAllTypes ? 2 : r.MatchesAllSubTypes ? 1 : 0)
            .FirstOrDefault();
        return fitting is not null && fitting.Quality is not 0;
    }
}
