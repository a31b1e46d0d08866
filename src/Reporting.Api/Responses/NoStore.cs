namespace Reporting.Api.Responses;

/// <summary>Answers that are true at this moment only, or hold what nobody else shall find: neither browsers nor proxies keep them.</summary>
internal static class NoStore
{
    public static IResult Fresh(this IResult answer) => new NoStoreResult(answer);

    private sealed class NoStoreResult(IResult answer) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.CacheControl = "no-store";
            return answer.ExecuteAsync(httpContext);
        }
    }
}
