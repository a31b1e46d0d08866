namespace Reporting.Engine.Reports.Documents;

/// <summary>A section that the caller's roles do not show; <c>Note</c> says so, in place of what is not there.</summary>
public sealed record HiddenSection(string Id, string Title, string? Note) : ReportSection(Id, Title, Note);
