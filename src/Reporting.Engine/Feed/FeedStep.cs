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
