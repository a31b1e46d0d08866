namespace Reporting.Engine.Reports.Documents;

/// <summary>A row of single figures.</summary>
public sealed record KpiSection(string Id, string Title, string? Note, IReadOnlyList<Kpi> Items)
    : ReportSection(Id, Title, Note);
