using Reporting.Engine.Queries;

namespace Reporting.Engine.Engagements;

/// <summary>Which engagements to list, newest first: the filters of a question, and where the page before ended.</summary>
/// <param name="Question">Its filters, search and limit count.</param>
/// <param name="After">The <see cref="EngagementPage.Next"/> of the page before; null for the first.</param>
public sealed record EngagementQuery(ReportQuery Question, string? After);
