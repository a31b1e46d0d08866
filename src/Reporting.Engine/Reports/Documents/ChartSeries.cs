namespace Reporting.Engine.Reports.Documents;

/// <summary>One series: a value per category, null for none.</summary>
public sealed record ChartSeries(string? Code, string Name, IReadOnlyList<object?> Values);
