using System.Globalization;
using Reporting.Api.OData;
using Reporting.Warehouse.Folders;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Problems;

/// <summary>A failure in the form that its address speaks: problem+json, or OData's own under /odata.</summary>
/// <param name="more">What else the answer says, by name.</param>
internal sealed class ProblemResult(Problem problem, int status, string title, IReadOnlyDictionary<string, object?>? more = null) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        SetRetryAfter(httpContext.Response, problem);
        // A full disk: which one.
        var named = httpContext.RequestServices.GetRequiredService<WorkFolders>().Explain(problem, path: false);
        return ODataError.Speaks(httpContext)
            ? ODataError.WriteAsync(httpContext, named, status)
            : Results.Problem(
                detail: named.Message,
                statusCode: status,
                title: title,
                type: "urn:reporting:error:" + named.Code,
                extensions: new Dictionary<string, object?>(more ?? new Dictionary<string, object?>()) { ["code"] = named.Code, ["hint"] = named.Hint }).ExecuteAsync(httpContext);
    }

    /// <summary>Whole seconds, rounded up: a client that waits that long is not refused again.</summary>
    public static void SetRetryAfter(HttpResponse response, Problem problem)
    {
        if (problem.RetryAfter is { } after)
        {
            response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(after.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }
    }
}
