using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Reporting.Api.OpenApi.Contracts;

/// <summary>A report to save, for the OpenAPI document only. SavedReportBody reads it.</summary>
/// <param name="Roles">The roles with which to share it. Without them only you see it; a change keeps those of before.</param>
public sealed record SavedReportRequest([property: Required] ReportDefinitionRequest Definition, IReadOnlyList<string>? Roles);

/// <summary>The keys of reports/*.yml; reports/README.md says what each holds.</summary>
public sealed record ReportDefinitionRequest(
    [property: Required] LocalizedTextRequest Titles,
    [property: Required] LocalizedTextRequest Descriptions,
    LocalizedTextRequest? Subjects,
    string? Compare,
    IReadOnlyList<ReportParameterRequest>? Parameters,
    [property: Required] IReadOnlyList<ReportSectionRequest> Sections);

/// <summary>A text in several languages.</summary>
public sealed record LocalizedTextRequest([property: Required] string En, string? Hi, string? He);

/// <summary>A parameter of a report.</summary>
public sealed record ReportParameterRequest(
    [property: Required] string Id,
    [property: Required, AllowedValues("first_year", "last_year", "period", "members")] string Kind,
    string? Dimension,
    [property: AllowedValues("links", "any", "all", "none")] string? Match,
    int? Most,
    IReadOnlyList<string>? Default,
    bool? Required,
    [property: JsonPropertyName("distinct_from")] string? DistinctFrom,
    [property: Required] LocalizedTextRequest Captions);

/// <summary>A section of a report. Each kind has some of the keys.</summary>
public sealed record ReportSectionRequest(
    [property: Required] string Id,
    [property: Required, AllowedValues("headline", "kpis", "matrix", "table", "chart", "engagements", "changes", "commitments", "completeness", "text", "page_break")] string Kind,
    LocalizedTextRequest? Titles,
    LocalizedTextRequest? Notes,
    LocalizedTextRequest? Tabs,
    SectionFiltersRequest? Where,
    [property: AllowedValues("portrait", "landscape")] string? Orientation,
    [property: AllowedValues("brief", "full")] string? Detail,
    IReadOnlyList<string>? Measures,
    IReadOnlyList<ReportFigureRequest>? Figures,
    bool? Change,
    string? Measure,
    string? Rows,
    string? Columns,
    IReadOnlyList<string>? Missing,
    [property: AllowedValues("engagements", "commitments", "silence")] string? About,
    string? Order,
    int? Top,
    [property: JsonPropertyName("top_columns")] int? TopColumns,
    [property: AllowedValues("median")] string? Against,
    string? Member,
    [property: AllowedValues("column", "stacked_column", "bar", "line", "heat_map", "map")] string? Chart,
    string? Categories,
    string? Series,
    int? Days,
    int? Limit,
    bool? Timeline,
    bool? Line,
    bool? Totals,
    LocalizedTextRequest? Texts);

/// <summary>A tile with its own name and filters.</summary>
public sealed record ReportFigureRequest([property: Required] string Measure, LocalizedTextRequest? Captions, LocalizedTextRequest? Notes, SectionFiltersRequest? Where);

/// <summary>The filters of a section: members by dimension. Members: <see cref="ModelSchemas"/>.</summary>
public sealed record SectionFiltersRequest;
