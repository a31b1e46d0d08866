namespace Reporting.Engine.Reports;

/// <summary>How much of a report a format carries.</summary>
/// <param name="MaxRows">Of a table or matrix: one with more is refused.</param>
/// <param name="MaxListed">Of engagements: a longer list is cut and says so.</param>
public sealed record FormatLimits(int MaxRows, int MaxListed);
