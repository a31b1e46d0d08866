using Reporting.Warehouse.Problems;

namespace Reporting.Api.Hosting;

/// <summary>The program cannot start as it is set up; the message is the one line that says why.</summary>
internal sealed class StartException(Problem problem, Exception? inner = null) : Exception($"{problem.Message} {problem.Hint}", inner)
{
    public Problem Problem { get; } = problem;
}
