using Reporting.Warehouse.Problems;

namespace Reporting.Api.Settings;

/// <summary>The program cannot start. The message gives the reason and the hint in one line.</summary>
internal sealed class StartException(Problem problem, Exception? inner = null) : Exception($"{problem.Message} {problem.Hint}", inner)
{
    public Problem Problem { get; } = problem;
}
