using Reporting.Engine.Queries;
using Reporting.TestWarehouses.Data;

namespace Reporting.TestWarehouses.Counting;

/// <summary>An engagement with the links that count.</summary>
internal sealed record FilteredEngagement(TestEngagement Engagement, IReadOnlyList<TestDomain> Domains, IReadOnlyList<TestLine> Lines, IReadOnlyList<string> Sources)
{
    /// <summary>The pairs of lines that count, for the dimensions of partners.</summary>
    public IReadOnlyList<LinePair> Pairs { get; init; } = [];

    /// <summary>The filters that keep links. Of the groups of a link they show only those that they name.</summary>
    public IReadOnlyList<QueryFilter> Filters { get; init; } = [];
}
