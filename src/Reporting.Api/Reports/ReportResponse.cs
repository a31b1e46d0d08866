namespace Reporting.Api.Reports;

/// <summary>A report: <c>Formats</c> says where each file is.</summary>
public sealed record ReportResponse(
    string Id,
    string Title,
    string Description,
    IReadOnlyList<ReportParameterResponse> Parameters,
    IReadOnlyList<ReportSectionResponse> Sections,
    IReadOnlyDictionary<string, string> Formats);
