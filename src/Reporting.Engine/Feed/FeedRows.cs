using Reporting.Engine.Model;

namespace Reporting.Engine.Feed;

/// <summary>Where the rows of a set come from.</summary>
internal abstract record FeedRows
{
    private FeedRows()
    {
    }

    /// <summary>Engagements, or their links of one sort.</summary>
    /// <param name="Joins">Tables that the set's own properties need.</param>
    public sealed record Links(BridgeKind Set, string Joins = "") : FeedRows;

    /// <summary>The members that occur in what the caller may see.</summary>
    public sealed record Members(IReadOnlyList<FeedOccurrence> Occurrences) : FeedRows;

    /// <summary>The days, months and years of every year in which there is an engagement.</summary>
    public sealed record Calendar : FeedRows;

    /// <summary>The cells of a question, its measures distinct in each.</summary>
    public sealed record Question(IReadOnlyList<string> By) : FeedRows;
}

/// <summary>A way in which a member occurs: some link, or engagement, names its key in that column.</summary>
internal sealed record FeedOccurrence(BridgeKind On, string Column, string Key)
{
    /// <summary>A table between: its rows occur by <c>Key</c> and name the member in <c>Foreign</c>.</summary>
    public (string Table, string Foreign)? Through { get; init; }
}
