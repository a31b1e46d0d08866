using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Reporting.Rendering.Renderers;

namespace Reporting.Api.Responses;

/// <summary>Handles HEAD as GET without a body, and refuses requests whose Accept header excludes the response.</summary>
internal static class ResponseMiddleware
{
    private const string Json = "application/json";

    /// <summary>Includes routing: HEAD must become GET before it, and the format of a file is known after it.</summary>
    public static void UseResponses(this WebApplication app)
    {
        app.Use((context, next) => HttpMethods.IsHead(context.Request.Method) ? AsGetAsync(context, next) : next(context));
        app.UseRouting();
        app.Use((context, next) =>
        {
            var accept = context.Request.Headers.Accept;
            if (context.GetEndpoint()?.Metadata.GetMetadata<AnswersInColumns>() is not null)
            {
                context.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
            }

            if (accept.Count == 0 || accept == "*/*" || !context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) || context.GetEndpoint() is null || Accepts(accept, TypeOf(context)))
            {
                return next(context);
            }

            context.Response.StatusCode = StatusCodes.Status406NotAcceptable;
            return Task.CompletedTask;
        });
    }

    /// <summary>True for HEAD, so that an endpoint can skip an expensive body.</summary>
    public static bool IsHead(this HttpContext context) => context.Items.ContainsKey(typeof(ResponseMiddleware));

    // The server omits the body, because it remembers the original method.
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

        if (context.GetEndpoint()!.Metadata.GetMetadata<AnswersInColumns>() is not null && context.Request.TryReadFormat(out var columns, out _) && columns is not null)
        {
            return columns.ContentType;
        }

        // Nothing can exclude an answer without content. Generated clients then accept problems only.
        var answers = context.GetEndpoint()!.Metadata.OfType<IProducesResponseTypeMetadata>().ToList();
        return answers.Exists(m => m.StatusCode == StatusCodes.Status204NoContent) ? null
            : answers.Find(m => m.StatusCode == StatusCodes.Status200OK)?.ContentTypes.FirstOrDefault() ?? Json;
    }

    // The most specific matching range decides: "text/*, application/json;q=0" excludes JSON. A malformed header excludes nothing.
    private static bool Accepts(StringValues accept, string? type)
    {
        if (type is null || !MediaTypeHeaderValue.TryParseList([.. accept.OfType<string>()], out var ranges))
        {
            return true;
        }

        var sent = MediaTypeHeaderValue.Parse(type).MediaType;
        var match = ranges
            .Where(r => r.MatchesAllTypes || (r.MatchesAllSubTypes ? sent.StartsWith(r.Type + "/", StringComparison.OrdinalIgnoreCase) : sent.Equals(r.MediaType, StringComparison.OrdinalIgnoreCase)))
            .OrderBy(r => r.MatchesAllTypes ? 2 : r.MatchesAllSubTypes ? 1 : 0)
            .FirstOrDefault();
        return match is not null && match.Quality is not 0;
    }
}

/// <summary>Marks an endpoint whose content type is not known in advance, so that Accept is not checked.</summary>
internal sealed record AnyType;
