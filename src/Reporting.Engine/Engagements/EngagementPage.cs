using Reporting.Engine.Classifications;
using Reporting.Engine.Reports.Documents;
using Reporting.Warehouse.Imports;

namespace Reporting.Engine.Engagements;

/// <summary>A page of engagements.</summary>
/// <param name="Next">Where the next page begins; null on the last.</param>
/// <param name="Count">How many engagements there are on all pages.</param>
/// <param name="Handling">The highest marking on all pages.</param>
public sealed record EngagementPage(
    IReadOnlyList<ListedEngagement> Engagements, string? Next, long Count, int Limit, DataVersion Version, string Filters, Classification Handling);
