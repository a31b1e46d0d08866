using Reporting.Api.OData;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Problems;

/// <summary>A failure in the form that its address speaks: problem+json, or OData's own under /odata.</summary>
/// <param name="more">What else the answer says, by name.</param>
internal sealed class ProblemResult(Problem problem, int status, string title, IReadOnlyDictionary<string, object?>? more = null) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        Describe(httpContext.Response, problem);
        return WriteAsync(httpContext);
    }

    /// <summary>What stands in the header of a failure.</summary>
    public static void Describe(HttpResponse response, Problem problem)
    {
        if (problem.RetryAfterSeconds is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    private Task WriteAsync(HttpContext httpContext) => ODataError.Speaks(httpContext)
        ? ODataError.WriteAsync(httpContext, problem, status)
        : Results.Problem(
            detail: problem.Message,
            statusCode: status,
            title: title,
            type: "urn:reporting:error:" + problem.Code,
            extensions: new Dictionary<string, object?>(more ?? new Dictionary<string, object?>()) { ["code"] = problem.Code, ["hint"] = problem.Hint }).ExecuteAsync(httpContext);
}
