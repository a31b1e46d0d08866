namespace Reporting.Engine.Sets;

/// <summary>A step from the rows of a set to other rows.</summary>
public abstract record SetStep
{
    private SetStep()
    {
    }

    public sealed record Filter(SetExpression Condition) : SetStep;

    public sealed record Compute(IReadOnlyList<SetComputed> Values) : SetStep;

    /// <summary>One row for each combination of the paths; without any, one row in all.</summary>
    public sealed record Group(IReadOnlyList<IReadOnlyList<string>> By, IReadOnlyList<SetAggregate> Aggregates) : SetStep;
}
