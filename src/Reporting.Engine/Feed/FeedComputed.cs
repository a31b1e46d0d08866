namespace Reporting.Engine.Feed;

/// <summary>A value under a name of the asker's.</summary>
public sealed record FeedComputed(string Name, FeedExpression Expression);
