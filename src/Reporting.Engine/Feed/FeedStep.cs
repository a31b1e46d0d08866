namespace Reporting.Engine.Feed;

/// <summary>A step of $apply, which turns the rows of a set into other rows.</summary>
public abstract record FeedStep
{
    private FeedStep()
    {
    }

    public sealed record Filter(FeedExpression Condition) : FeedStep;

    public sealed record Compute(IReadOnlyList<FeedComputed> Values) : FeedStep;

    /// <summary>Makes one row for each combination of the paths; without paths, one row in all.</summary>
    public sealed record Group(IReadOnlyList<IReadOnlyList<string>> By, IReadOnlyList<FeedAggregate> Aggregates) : FeedStep;
}

/// <summary>An aggregate of a group of rows, with its name. A count of rows has no operand.</summary>
public sealed record FeedAggregate(string Name, FeedMethod Method, FeedExpression? Of);

/// <summary>A computed value with its name.</summary>
public sealed record FeedComputed(string Name, FeedExpression Expression);

/// <summary>How a group of rows becomes one value.</summary>
public enum FeedMethod
{
    Sum,
    Min,
    Max,
    Average,

    /// <summary>Counts distinct values without null.</summary>
    CountDistinct,

    /// <summary>Counts rows.</summary>
    Count,
}
