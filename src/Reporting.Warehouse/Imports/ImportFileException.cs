using Reporting.Warehouse.Problems;

namespace Reporting.Warehouse.Imports;

/// <summary>The file cannot be read further. The runner returns its problem.</summary>
internal sealed class ImportFileException : Exception
{
    private ImportFileException(Problem problem)
        : base(problem.Message) => Problem = problem;

    public Problem Problem { get; }

    public static ImportFileException Invalid(string code, string message, string hint) => new(new Problem(ProblemKind.Invalid, code, message, hint));

    public static ImportFileException TooLarge(string code, string message, string hint) => new(new Problem(ProblemKind.TooLarge, code, message, hint));
}
