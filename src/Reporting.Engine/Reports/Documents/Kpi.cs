namespace Reporting.Engine.Reports.Documents;

/// <summary>One figure: a <c>Value</c> as in <see cref="ValueFormat"/>, null where none is known.</summary>
public sealed record Kpi(string Measure, string Caption, object? Value, ValueFormat Format, string? Note);
