using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Feed;

/// <summary>Leaves the depth of an expression with what is wrong in it; never leaves the compiler.</summary>
internal sealed class FeedQueryException(Problem problem) : Exception(problem.Message)
{
    public Problem Problem => problem;
}
