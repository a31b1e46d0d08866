namespace Reporting.Engine.Reports.Documents;

/// <summary>Plain sentences for the reader.</summary>
public sealed record TextSection(string Id, string Title, string? Note, IReadOnlyList<string> Paragraphs)
    : ReportSection(Id, Title, Note);
