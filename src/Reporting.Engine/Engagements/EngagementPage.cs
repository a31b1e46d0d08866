using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Warehouse.Imports.History;

namespace Reporting.Engine.Engagements;

/// <summary>A page of engagements.</summary>
/// <param name="Next">Where the next page begins; null on the last.</param>
/// <param name="Count">How many engagements there are on all pages.</param>
/// <param name="Handling">The highest marking on all pages.</param>
public sealed record EngagementPage(
    IReadOnlyList<ListedEngagement> Engagements, string? Next, long Count, int Limit, DataVersion Version, string Filters, Classification Handling);

/// <summary>Which engagements to list, newest first: the filters of a question, and where the page before ended.</summary>
/// <param name="Question">Its filters, search and limit count.</param>
/// <param name="After">The <see cref="EngagementPage.Next"/> of the page before; null for the first.</param>
public sealed record EngagementQuery(ReportQuery Question, string? After);
