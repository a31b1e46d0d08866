namespace Reporting.Engine.Reports.Documents;

/// <summary>A parameter of the report as a reader would say it: "Years", "2020 to 2025".</summary>
public sealed record ParameterValue(string Id, string Caption, string Value);
