using Reporting.Warehouse.Problems;

namespace Reporting.Api.OData;

/// <summary>A problem in a URL. <see cref="ODataQueryReader"/> catches it.</summary>
internal sealed class ODataQueryException(Problem problem) : Exception(problem.Message)
{
    public Problem Problem => problem;

    public static ODataQueryException Unsupported(string what, string hint = "See docs/odata.md for what is supported.") =>
        new(new Problem(ErrorCodes.NotImplemented, $"{what} is not supported.", hint));

    public static ODataQueryException Malformed(string message, string hint = "See docs/odata.md for examples.") =>
        new(new Problem(ErrorCodes.MalformedOData, message, hint));

    public static ODataQueryException TooComplex(string message) =>
        new(new Problem(ErrorCodes.TooComplex, message, "Send a simpler query."));
}
