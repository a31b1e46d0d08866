using Reporting.Engine.Queries;
using Reporting.TestWarehouses.Data;

namespace Reporting.TestWarehouses.Counting;

/// <summary>An engagement with the links that count.</summary>
internal sealed record FilteredEngagement(TestEngagement Engagement, IReadOnlyList<TestDomain> Domains, IReadOnlyList<TestLine> Lines, IReadOnlyList<string> Sources)
{
    /// <summary>The pairs of lines that count, for the dimensions of partners.</summary>
    public IReadOnlyList<LinePair> Pairs { get; init; } = [];

    /// <summary>The commitments that count.</summary>
    public IReadOnlyList<StatedCommitment> Commitments { get; init; } = [];

    /// <summary>True where the row or a filter is of domains, so that commitments of the kept domains count.</summary>
    public bool IsOfDomains { get; init; }

    /// <summary>Null where the engagement is no agreement; -1 without a follow-up, -2 where days to it are unknown.</summary>
    public int? FollowUp { get; init; }

    /// <summary>The filters that keep links. Of the groups of a link they show only those that they name.</summary>
    public IReadOnlyList<QueryFilter> Filters { get; init; } = [];
}

/// <summary>A commitment with its state on the day of the data, as the caller sees it.</summary>
internal sealed record StatedCommitment(TestCommitment Commitment, string State);
