using System.Text.Json.Serialization;
using Reporting.Engine.Engagements;

namespace Reporting.Engine.Reports.Documents;

/// <summary>One part of a report. <c>Id</c> is unique in the report; <c>Note</c> is a sentence for the reader, or null.</summary>
public abstract record ReportSection(string Id, string Title, string? Note)
{
    /// <summary>Null leaves it to what the section needs.</summary>
    [JsonIgnore]
    public PageOrientation? Orientation { get; init; }
}

/// <summary>A section that the caller's roles do not show; <c>Note</c> says so, in place of what is not there.</summary>
public sealed record HiddenSection(string Id, string Title, string? Note) : ReportSection(Id, Title, Note);

/// <summary>Plain sentences for the reader.</summary>
public sealed record TextSection(string Id, string Title, string? Note, IReadOnlyList<string> Paragraphs)
    : ReportSection(Id, Title, Note);

/// <summary>What follows begins a new page where there are pages.</summary>
public sealed record PageBreakSection(string Id) : ReportSection(Id, string.Empty, null);

/// <summary>How the pages of a section lie where there are pages.</summary>
public enum PageOrientation
{
    Portrait,
    Landscape,
}

/// <summary>Engagements with their links and sources.</summary>
/// <param name="Count">How many there are; more than <c>Engagements</c> holds when <c>Truncated</c>.</param>
public sealed record EngagementListSection(
    string Id,
    string Title,
    string? Note,
    IReadOnlyList<ListedEngagement> Engagements,
    long Count,
    bool Truncated)
    : ReportSection(Id, Title, Note);
