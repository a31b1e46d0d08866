namespace Reporting.Engine.Feed;

/// <summary>A column of the rows that are read.</summary>
public sealed record FeedField(string Name, FeedPropertyType Kind, bool IsNullable, int Ordinal, long Divisor);
