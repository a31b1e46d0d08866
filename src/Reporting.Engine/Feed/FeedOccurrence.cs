using Reporting.Engine.Model;

namespace Reporting.Engine.Feed;

/// <summary>A way in which a member occurs: some link, or engagement, names its key in that column.</summary>
internal sealed record FeedOccurrence(BridgeKind On, string Column, string Key)
{
    /// <summary>A table between: its rows occur by <c>Key</c> and name the member in <c>Foreign</c>.</summary>
    public (string Table, string Foreign)? Through { get; init; }
}
