namespace Reporting.Api.Responses;

/// <summary>Marks responses that browsers and proxies must not store, because they are momentary or secret.</summary>
internal static class NoStore
{
    public static IResult Fresh(this IResult result) => new NoStoreResult(result);

    private sealed class NoStoreResult(IResult result) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.CacheControl = "no-store";
            return result.ExecuteAsync(httpContext);
        }
    }
}
