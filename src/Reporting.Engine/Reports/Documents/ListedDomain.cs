namespace Reporting.Engine.Reports.Documents;

/// <summary>A domain link; weights of an engagement add up to 1.</summary>
public sealed record ListedDomain(string Code, string Name, double Weight, bool IsPrimary);
