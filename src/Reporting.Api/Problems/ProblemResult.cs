using System.Globalization;
using Reporting.Warehouse.Folders;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Problems;

/// <summary>Sends a failure as problem+json, or in the OData format under /odata.</summary>
/// <param name="more">Additional members of the problem document.</param>
internal sealed class ProblemResult(Problem problem, int status, string title, IReadOnlyDictionary<string, object?>? more = null) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        SetRetryAfter(httpContext.Response, problem);
        // Names the folder if a disk is full.
        var named = httpContext.RequestServices.GetRequiredService<WorkFolders>().Explain(problem, path: false);
        return ODataError.IsFeed(httpContext)
            ? ODataError.WriteAsync(httpContext, named, status)
            : Results.Problem(
                detail: named.Message,
                statusCode: status,
                title: title,
                type: "urn:reporting:error:" + named.Code,
                extensions: new Dictionary<string, object?>(more ?? new Dictionary<string, object?>()) { ["code"] = named.Code, ["hint"] = named.Hint, ["requestId"] = httpContext.TraceIdentifier }).ExecuteAsync(httpContext);
    }

    /// <summary>Sets whole seconds, rounded up, so that a client that waits is not refused again.</summary>
    public static void SetRetryAfter(HttpResponse response, Problem problem)
    {
        if (problem.RetryAfter is { } after)
        {
            response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(after.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }
    }
}

/// <summary>Metadata of an endpoint that answers failures in a form of its own; as a service, the form for people at an unknown address.</summary>
internal interface IProblemFormat
{
    IResult Answer(HttpContext context, Problem problem, int status);
}
