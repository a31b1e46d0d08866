using Microsoft.AspNetCore.Http.Features;

namespace Reporting.Api.Requests;

/// <summary>
/// Reads and discards large bodies of refused requests. Most clients read a response only after sending the whole body;
/// the server would close the connection first, and they would see a broken connection instead of the problem.
/// </summary>
internal static class UnreadBodies
{
    private const long MaxDiscardedBytes = 64 * 1024 * 1024;

    /// <summary>Smaller bodies are discarded by the server. A client that sent <c>Expect</c> has not sent its body.</summary>
    public static void UseUnreadBodies(this WebApplication app) => app.Use(async (context, next) =>
    {
        await next(context);
        if (context.Request.ContentLength > RequestSize.MaxBody && context.Request.Headers.Expect.Count == 0
            && context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = null;
            await DiscardAsync(context);
        }
    });

    /// <summary>Discards the rest of the body, up to 64 MB.</summary>
    public static async Task DiscardAsync(HttpContext context)
    {
        var buffer = new byte[1 << 16];
        try
        {
            for (var remaining = MaxDiscardedBytes; remaining > 0;)
            {
                var read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted);
                remaining = read == 0 ? 0 : remaining - read;
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The client stopped sending.
        }
    }
}
