using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;
using Reporting.Api.OpenApi.Contracts;

namespace Reporting.Api.Responses;

/// <summary>Adds an ETag made of the body to a small answer, so that a client that asks again gets 304 instead of the same list.</summary>
internal sealed class TaggedResult(IResult answer) : IResult
{
    private const int TagBytes = 16;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (response, sent) = (httpContext.Response, httpContext.Response.Body);
        using var content = new MemoryStream();
        response.Body = content;
        try
        {
            await answer.ExecuteAsync(httpContext);
        }
        finally
        {
            response.Body = sent;
        }

        var body = content.GetBuffer().AsMemory(0, (int)content.Length);
        if (response.StatusCode == StatusCodes.Status200OK && CachedResponseResult.IsNotModified(httpContext, $"W/\"{WebEncoders.Base64UrlEncode(SHA256.HashData(body.Span)[..TagBytes])}\""))
        {
            (response.ContentType, response.ContentLength) = (null, null);
            return;
        }

        await sent.WriteAsync(body, httpContext.RequestAborted);
    }
}

/// <summary>Marks endpoints.</summary>
internal static class TaggedEndpointExtensions
{
    /// <summary>The answer has an ETag made of its body.</summary>
    public static RouteHandlerBuilder WithBodyETag(this RouteHandlerBuilder endpoint) => endpoint.WithETag().AddEndpointFilter(async (context, next) => await next(context) is IResult answer ? new TaggedResult(answer) : null);
}
