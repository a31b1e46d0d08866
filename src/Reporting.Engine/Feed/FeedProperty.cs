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

    /// <summary>The measure that it is, where that is composed of the results of several statements.</summary>
    public ModelMeasure? Composed { get; init; }

    /// <summary>The attributes (see StarSchema) whose members it tells: who may not ask by all of them has no such property.</summary>
    public IReadOnlyList<string> Attributes { get; init; } = [];

    /// <summary>The value by the alias of its table.</summary>
    internal Func<SqlDialect, string, string> Sql { get; init; } = (_, alias) => $"{alias}.{Name}";

    /// <summary>Of a collection: where its elements come from.</summary>
    internal FeedElements? Elements { get; init; }

    internal FeedProperty By(params string[] attributes) => this with { Attributes = attributes };
}

/// <summary>What sort of value a property of a set holds.</summary>
public enum FeedPropertyType
{
    Text,

    /// <summary>A whole number of 32 bits.</summary>
    Whole,

    /// <summary>A whole number of 64 bits.</summary>
    Long,

    Decimal,

    Real,

    /// <summary>A business date: no instant, no time zone. In SQL the number yyyymmdd.</summary>
    Day,

    /// <summary>A moment, UTC.</summary>
    Instant,

    Flag,

    /// <summary>Several texts, such as the codes of an engagement's domains.</summary>
    Texts,
}

/// <summary>A measure adds up over rows only while they are grouped by one of these names: the rows of different members overlap.</summary>
/// <param name="Over">What it does not add up over, in words.</param>
/// <param name="Names">Names that keep its members apart; empty where nothing does.</param>
public sealed record FeedGroupingRequirement(string Over, IReadOnlyList<string> Names);

/// <summary>From many rows to one of another set.</summary>
/// <param name="Target">The other set.</param>
/// <param name="Property">The property that holds its key.</param>
public sealed record FeedNavigation(string Name, string Target, string Property)
{
    /// <summary>True where a row may lead to none.</summary>
    public bool IsNullable { get; init; }
}
