namespace Reporting.Engine.Reports.Documents;

/// <summary>A member by code and name.</summary>
public sealed record ListedMember(string Code, string Name);
