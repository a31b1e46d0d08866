namespace Reporting.Engine.Feed;

/// <summary>A measure adds up over rows only while they are grouped by one of these names: the rows of different members overlap.</summary>
/// <param name="Over">What it does not add up over, in words.</param>
/// <param name="Names">Names that keep its members apart; empty where nothing does.</param>
public sealed record FeedGroupingRequirement(string Over, IReadOnlyList<string> Names);
