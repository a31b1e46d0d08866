namespace Reporting.Engine.Reports.Documents;

/// <summary>A source as far as it is stated.</summary>
public sealed record ListedSource(string Code, string Publisher, string Title, string? Url, DateOnly? PublishedOn);
