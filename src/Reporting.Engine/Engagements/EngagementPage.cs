using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Warehouse.Imports.History;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Engagements;

/// <summary>A page of engagements.</summary>
/// <param name="Next">The start of the next page; null on the last.</param>
/// <param name="Count">The number of engagements on all pages.</param>
/// <param name="Handling">The highest classification on all pages.</param>
public sealed record EngagementPage(
    IReadOnlyList<ListedEngagement> Engagements, string? Next, long Count, int Limit, DataVersion Version, string Filters, Classification Handling)
{
    /// <summary>Each filter with its values by name, in the order of the query.</summary>
    public IReadOnlyList<FilterText> FilterTexts { get; init; } = [];
}

/// <summary>Selects engagements to list.</summary>
/// <param name="Query">Its filters, search and limit apply.</param>
/// <param name="After">The <see cref="EngagementPage.Next"/> of the previous page; null for the first.</param>
public sealed record EngagementQuery(ReportQuery Query, string? After)
{
    public EngagementOrder Order { get; init; } = EngagementOrder.NewestFirst;

    /// <summary>True to read the relations of the engagements to others too.</summary>
    public bool WithRelations { get; init; }

    /// <summary>Takes <c>after</c> and <c>order</c> from a request. Here <c>order</c> is an order of engagements, not of measures or dimensions.</summary>
    public static Outcome<EngagementQuery> Of(ReportQuery request) =>
        EngagementOrder.Of(request.Order).Then<EngagementQuery>(order => new EngagementQuery(request with { Order = [] }, request.After) { Order = order });
}
