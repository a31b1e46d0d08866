namespace Reporting.Api.Reports;

/// <summary>A section; its id is a value of <c>section</c>.</summary>
public sealed record ReportSectionResponse(string Id, string Title);
