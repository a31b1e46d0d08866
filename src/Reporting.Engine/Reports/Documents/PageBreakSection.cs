namespace Reporting.Engine.Reports.Documents;

/// <summary>What follows begins a new page where there are pages.</summary>
public sealed record PageBreakSection(string Id) : ReportSection(Id, string.Empty, null);
