using System.Diagnostics;

namespace Reporting.Api.Pipeline;

/// <summary>Gives every request an id: the one that the client sent, if it has a safe form, else a new one. It stands in the response, in failures and in the log.</summary>
internal static class RequestIds
{
    public const string Header = "X-Request-Id";

    private const int MaxLength = 64;

    public static void UseRequestIds(this WebApplication app)
    {
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Reporting.Api.Requests");
        app.Use(async (context, next) =>
        {
            var sent = context.Request.Headers[Header];
            var id = sent is [{ } text] && IsSafe(text) ? text : Activity.Current?.TraceId.ToHexString() ?? Guid.NewGuid().ToString("N");
            context.TraceIdentifier = id;
            context.Response.Headers[Header] = id;
            using (logger.BeginScope(new KeyValuePair<string, object>[] { new("ClientRequestId", id) }))
            {
                await next(context);
            }
        });
    }

    // Other characters could forge lines of a log.
    private static bool IsSafe(string text) => text.Length is > 0 and <= MaxLength && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
