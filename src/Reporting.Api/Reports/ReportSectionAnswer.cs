namespace Reporting.Api.Reports;

/// <summary>A section; its id is a value of <c>section</c>.</summary>
public sealed record ReportSectionAnswer(string Id, string Title);
