namespace Reporting.Api.Reports;

/// <summary>A parameter: <c>Kind</c> is first_year, last_year or members (codes of <c>Dimension</c>, several allowed).</summary>
public sealed record ReportParameterAnswer(string Id, string Caption, string Kind, string Dimension);
