namespace Reporting.Warehouse.Problems;

/// <summary>The catalogue of errors: every code that leaves the program, with its kind. docs/errors.md explains each. A released code never changes.</summary>
public static partial class ErrorCodes;

/// <summary>One entry of the catalogue. Only the catalogue makes them, so a problem cannot have a code that is not documented.</summary>
public sealed record ErrorCode
{
    /// <param name="retryAfter">Seconds after which the same request may succeed; null where waiting does not help.</param>
    internal ErrorCode(ProblemKind kind, string text, int? retryAfter = null) =>
        (Kind, Text, RetryAfter) = (kind, text, retryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null);

    public ProblemKind Kind { get; }

    public string Text { get; }

    public TimeSpan? RetryAfter { get; }
}
