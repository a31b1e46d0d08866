namespace Reporting.Api.Answers;

/// <summary>Answers that are true at this moment only, or hold what nobody else shall find: neither browsers nor proxies keep them.</summary>
internal static class FreshAnswers
{
    public static IResult Fresh(this IResult answer) => new FreshResult(answer);

    private sealed class FreshResult(IResult answer) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.CacheControl = "no-store";
            return answer.ExecuteAsync(httpContext);
        }
    }
}
