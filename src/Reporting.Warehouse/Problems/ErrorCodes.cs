namespace Reporting.Warehouse.Problems;

/// <summary>The catalogue of error codes with their kinds. docs/errors.md explains each code. A released code never changes.</summary>
public static partial class ErrorCodes;

/// <summary>One entry of the catalogue. Only the catalogue creates entries, so every problem has a documented code.</summary>
public sealed record ErrorCode
{
    /// <param name="retryAfter">Seconds after which the same request may succeed. Null when waiting does not help.</param>
    internal ErrorCode(ProblemKind kind, string text, int? retryAfter = null) =>
        (Kind, Text, RetryAfter) = (kind, text, retryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null);

    public ProblemKind Kind { get; }

    public string Text { get; }

    public TimeSpan? RetryAfter { get; }
}
