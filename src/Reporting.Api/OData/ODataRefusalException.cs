using Reporting.Warehouse.Problems;

namespace Reporting.Api.OData;

/// <summary>Leaves the depth of a URL with what is wrong in it; never leaves <see cref="ODataQuestionReader"/>.</summary>
internal sealed class ODataRefusalException(Problem problem) : Exception(problem.Message)
{
    public Problem Problem => problem;

    public static ODataRefusalException Unsupported(string what, string hint = "See docs/odata.md for what is supported.") =>
        new(new Problem(ProblemKind.Unsupported, "not-implemented", $"{what} is not supported.", hint));

    public static ODataRefusalException Malformed(string message, string hint = "See docs/odata.md for examples.") =>
        new(new Problem(ProblemKind.Invalid, "malformed-odata", message, hint));

    public static ODataRefusalException TooComplex(string message) =>
        new(new Problem(ProblemKind.Invalid, "too-complex", message, "Ask a shorter question."));
}
