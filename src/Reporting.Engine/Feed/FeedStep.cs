namespace Reporting.Engine.Feed;

/// <summary>A step from the rows of a set to other rows.</summary>
public abstract record FeedStep
{
    private FeedStep()
    {
    }

    public sealed record Filter(FeedExpression Condition) : FeedStep;

    public sealed record Compute(IReadOnlyList<FeedComputed> Values) : FeedStep;

    /// <summary>One row for each combination of the paths; without any, one row in all.</summary>
    public sealed record Group(IReadOnlyList<IReadOnlyList<string>> By, IReadOnlyList<FeedAggregate> Aggregates) : FeedStep;
}

/// <summary>A value of a group of rows, under a name of the asker's. A count of rows is of nothing.</summary>
public sealed record FeedAggregate(string Name, FeedMethod Method, FeedExpression? Of);

/// <summary>A value under a name of the asker's.</summary>
public sealed record FeedComputed(string Name, FeedExpression Expression);

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
