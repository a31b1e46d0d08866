using Reporting.Warehouse.Problems;

namespace Reporting.Warehouse.Imports.Files.Rows;

/// <summary>The file cannot be read further. The runner returns its problem.</summary>
internal sealed class ImportFileException : Exception
{
    public ImportFileException(ErrorCode code, string message, string hint)
        : base(message) => Problem = new Problem(code, message, hint);

    public ImportFileException(Problem problem)
        : base(problem.Message) => Problem = problem;

    public Problem Problem { get; }
}
