namespace Reporting.Api.Reports;

/// <summary>A report: <c>Formats</c> says where each file is.</summary>
public sealed record ReportAnswer(
    string Id,
    string Title,
    string Description,
    IReadOnlyList<ReportParameterAnswer> Parameters,
    IReadOnlyList<ReportSectionAnswer> Sections,
    IReadOnlyDictionary<string, string> Formats);
