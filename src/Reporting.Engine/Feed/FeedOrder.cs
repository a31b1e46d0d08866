namespace Reporting.Engine.Feed;

/// <summary>A term of the order of rows; null is less than anything.</summary>
public sealed record FeedOrder(FeedExpression By, bool Descending);
