namespace Reporting.Engine.Feed;

/// <summary>A value of a group of rows, under a name of the asker's. A count of rows is of nothing.</summary>
public sealed record FeedAggregate(string Name, FeedMethod Method, FeedExpression? Of);
