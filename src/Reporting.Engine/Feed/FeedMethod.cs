namespace Reporting.Engine.Feed;

/// <summary>How a group of rows becomes one value.</summary>
public enum FeedMethod
{
    Sum,
    Min,
    Max,
    Average,

    /// <summary>Distinct values; null is none.</summary>
    CountDistinct,

    /// <summary>Rows.</summary>
    Count,
}
