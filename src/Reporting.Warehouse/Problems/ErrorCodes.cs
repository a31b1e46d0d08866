namespace Reporting.Warehouse.Problems;

/// <summary>The catalogue of errors: every code that leaves the program, with its kind. docs/errors.md explains each. A released code never changes.</summary>
public static partial class ErrorCodes;

/// <summary>One entry of the catalogue. Only the catalogue makes them, so a problem cannot have a code that is not documented.</summary>
public sealed record ErrorCode
{
    internal ErrorCode(ProblemKind kind, string text) => (Kind, Text) = (kind, text);

    public ProblemKind Kind { get; }

    public string Text { get; }
}
