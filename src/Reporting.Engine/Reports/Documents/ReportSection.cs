using System.Text.Json.Serialization;
using Reporting.Engine.Engagements;

namespace Reporting.Engine.Reports.Documents;

/// <summary>A part of a report. <c>Id</c> is unique in the report; <c>Note</c> is a sentence for the reader, or null.</summary>
public abstract record ReportSection(string Id, string Title, string? Note)
{
    /// <summary>Null: the section decides.</summary>
    [JsonIgnore]
    public PageOrientation? Orientation { get; init; }

    /// <summary>The name of its sheet in a workbook; null for the title.</summary>
    [JsonIgnore]
    public string? Tab { get; init; }
}

/// <summary>A section that is hidden by the caller's roles. <c>Note</c> says so.</summary>
public sealed record HiddenSection(string Id, string Title, string? Note) : ReportSection(Id, Title, Note);

/// <summary>Plain sentences for the reader.</summary>
public sealed record TextSection(string Id, string Title, string? Note, IReadOnlyList<string> Paragraphs)
    : ReportSection(Id, Title, Note);

/// <summary>Begins a new page in formats with pages.</summary>
public sealed record PageBreakSection(string Id) : ReportSection(Id, string.Empty, null);

/// <summary>The page orientation of a section in formats with pages.</summary>
public enum PageOrientation
{
    Portrait,
    Landscape,
}

/// <summary>Engagements with their links and sources.</summary>
/// <param name="Count">The number of engagements; <c>Engagements</c> holds fewer when <c>Truncated</c>.</param>
public sealed record EngagementListSection(
    string Id,
    string Title,
    string? Note,
    IReadOnlyList<ListedEngagement> Engagements,
    long Count,
    bool Truncated)
    : ReportSection(Id, Title, Note)
{
    /// <summary>True to draw them along time, above a row for each.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsTimeline { get; init; }
}
