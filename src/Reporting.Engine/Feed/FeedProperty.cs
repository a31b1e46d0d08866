using Reporting.Engine.Model;
using Reporting.Engine.Sql;

namespace Reporting.Engine.Feed;

/// <summary>A property of the rows of a set. Only the catalogue (<see cref="EntitySets"/>) contains its SQL.</summary>
public sealed record FeedProperty(string Name, FeedPropertyType Kind)
{
    public bool IsNullable { get; init; }

    /// <summary>The divisor of the stored whole number: 100 for cents, 2,520 for parts of a weight.</summary>
    public long Divisor { get; init; } = 1;

    /// <summary>For a measure, the grouping under which it adds up; otherwise null.</summary>
    public IReadOnlyList<FeedGroupingRequirement>? Needs { get; init; }

    /// <summary>The measure whose values it shows. It is hidden from callers who may not read that measure.</summary>
    public MeasureKind? Measure { get; init; }

    /// <summary>Its measure, if the results of several statements compose it.</summary>
    public ModelMeasure? Composed { get; init; }

    /// <summary>The attributes (see StarSchema) whose members it reveals. It is hidden from callers who may not group by all of them.</summary>
    public IReadOnlyList<string> Attributes { get; init; } = [];

    /// <summary>The value in SQL, by the alias of its table.</summary>
    internal Func<SqlDialect, string, string> Sql { get; init; } = (_, alias) => $"{alias}.{Name}";

    /// <summary>For a collection, the source of its elements.</summary>
    internal FeedElements? Elements { get; init; }

    internal FeedProperty By(params string[] attributes) => this with { Attributes = attributes };
}

/// <summary>The type of a property's values.</summary>
public enum FeedPropertyType
{
    Text,

    /// <summary>A whole number of 32 bits.</summary>
    Whole,

    /// <summary>A whole number of 64 bits.</summary>
    Long,

    Decimal,

    Real,

    /// <summary>A calendar day without a time zone. In SQL the number yyyymmdd.</summary>
    Day,

    /// <summary>An instant, UTC.</summary>
    Instant,

    Flag,

    /// <summary>Several texts, such as the codes of an engagement's domains.</summary>
    Texts,
}

/// <summary>A measure adds up over rows only while they are grouped by one of these names, since rows of different members overlap.</summary>
/// <param name="Over">The members that overlap, in words.</param>
/// <param name="Names">Names that keep the members apart; empty if none does.</param>
public sealed record FeedGroupingRequirement(string Over, IReadOnlyList<string> Names);

/// <summary>A navigation from many rows to one row of another set.</summary>
/// <param name="Target">The other set.</param>
/// <param name="Property">The property that holds its key.</param>
public sealed record FeedNavigation(string Name, string Target, string Property)
{
    /// <summary>True if some rows lead to no other row.</summary>
    public bool IsNullable { get; init; }
}

/// <summary>The elements of a collection in SQL: links of an engagement with a known member.</summary>
/// <param name="From">The links as b, and the tables that name their members.</param>
internal sealed record FeedElements(string From, string Code, string IsStated)
{
    public static readonly FeedElements Domains = new("BridgeEngagementDomain b JOIN DimDomain m ON m.DomainKey = b.DomainKey", "m.Code", "b.DomainKey <> 0");

    public static readonly FeedElements Participants = new("BridgeEngagementParticipant b JOIN DimParticipant m ON m.ParticipantKey = b.ParticipantKey", "m.Code", "b.ParticipantKey <> 0");

    public static readonly FeedElements Countries = new("BridgeEngagementParticipant b", "b.CountryCode", "b.CountryCode <> 'unknown'");

    /// <summary>The elements of the engagement with this alias. They may repeat.</summary>
    public string Of(string alias) => $"FROM {From} WHERE b.EngagementKey = {alias}.EngagementKey AND {IsStated}";
}
