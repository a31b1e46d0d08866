namespace Reporting.Warehouse.Problems;

/// <summary>An expected failure: a code from docs/errors.md, what is wrong, and what to do about it.</summary>
public sealed record Problem(ProblemKind Kind, string Code, string Message, string Hint);
