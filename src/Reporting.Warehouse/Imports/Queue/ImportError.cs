using Reporting.Warehouse.Problems;

namespace Reporting.Warehouse.Imports.Queue;

/// <summary>Why nothing of a file was taken, as it is kept.</summary>
public sealed record ImportError(string Code, string Message, string Hint)
{
    internal static ImportError? Of(Problem? problem) => problem is null ? null : new ImportError(problem.Code, problem.Message, problem.Hint);
}
