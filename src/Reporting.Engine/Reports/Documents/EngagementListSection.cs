namespace Reporting.Engine.Reports.Documents;

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
