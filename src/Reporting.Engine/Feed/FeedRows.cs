using Reporting.Engine.Model;

namespace Reporting.Engine.Feed;

/// <summary>The source of the rows of a set.</summary>
internal abstract record FeedRows
{
    private FeedRows()
    {
    }

    /// <summary>Engagements, or their links of one kind.</summary>
    /// <param name="Joins">Tables for the set's own properties.</param>
    public sealed record Links(BridgeKind Set, string Joins = "") : FeedRows;

    /// <summary>The relations of engagements to others, of which the caller sees both.</summary>
    public sealed record Relations : FeedRows;

    /// <summary>The members that occur in the engagements that the caller sees.</summary>
    public sealed record Members(IReadOnlyList<FeedOccurrence> Occurrences) : FeedRows;

    /// <summary>The days, months and years of every year with an engagement.</summary>
    public sealed record Calendar : FeedRows;

    /// <summary>The changes since a data version, a row for each changed field.</summary>
    public sealed record Changes : FeedRows;

    /// <summary>The cells of an aggregate, with measures distinct in each cell.</summary>
    public sealed record Aggregates(IReadOnlyList<string> By) : FeedRows;
}

/// <summary>One way in which a member occurs: a link or an engagement has its key in this column.</summary>
internal sealed record FeedOccurrence(BridgeKind On, string Column, string Key)
{
    /// <summary>A table between both: its rows occur by <c>Key</c> and name the member in <c>Foreign</c>.</summary>
    public (string Table, string Foreign)? Through { get; init; }
}
