using Reporting.Engine.Model;
using Reporting.Engine.Sql;

namespace Reporting.Engine.Feed;

/// <summary>A property of the rows of a set. What it is in SQL stands in the catalogue only (<see cref="EntitySets"/>).</summary>
public sealed record FeedProperty(string Name, FeedPropertyType Kind)
{
    public bool IsNullable { get; init; }

    /// <summary>What the stored whole number is divided by: 100 for cents, 2,520 for parts of a weight.</summary>
    public long Divisor { get; init; } = 1;

    /// <summary>Null where it is no measure; else what must be kept apart for it to add up.</summary>
    public IReadOnlyList<FeedGroupingRequirement>? Needs { get; init; }

    /// <summary>The measure that it is, or shows the values of: who may not ask for that has no such property.</summary>
    public MeasureKind? Measure { get; init; }

    /// <summary>The attributes (see StarSchema) whose members it tells: who may not ask by all of them has no such property.</summary>
    public IReadOnlyList<string> Attributes { get; init; } = [];

    /// <summary>The value by the alias of its table.</summary>
    internal Func<SqlDialect, string, string> Sql { get; init; } = (_, alias) => $"{alias}.{Name}";

    /// <summary>Of a collection: where its elements come from.</summary>
    internal FeedElements? Elements { get; init; }

    internal FeedProperty By(params string[] attributes) => this with { Attributes = attributes };
}
