using Reporting.Engine.Model;
using Reporting.Engine.Queries;

namespace Reporting.Engine.Planning;

/// <summary>A filter with its values resolved to keys (or codes, if the code is the key) or ranges of days.</summary>
public sealed record PlannedFilter(ModelDimension Dimension, FilterMode Mode, IReadOnlyList<object> Keys, IReadOnlyList<DayRange> Ranges)
{
    /// <summary>The values in words.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    public BridgeKind On => Dimension.Attribute.On;

    /// <summary>The engagements that the filter keeps, where they were found already: those with such a link, if it is on links.</summary>
    public VisibleSet? Found { get; init; }
}

/// <summary>A row scope with its values resolved. It shows the engagements that meet all rules of at least one alternative.</summary>
/// <param name="Key">Scopes with the same key show the same engagements of a data version.</param>
public sealed record PlannedScope(string Key, IReadOnlyList<IReadOnlyList<PlannedFilter>> Alternatives)
{
    public static readonly PlannedScope Everything = new(string.Empty, [[]]);

    public bool IsEverything => Find is null && Excludes == Exclusions.None && HasNoRules;

    /// <summary>True if no row rule restricts it.</summary>
    public bool HasNoRules => Within is null && Alternatives is [{ Count: 0 }];

    /// <summary>
    /// In an edition the engagements that the rules show both in the edition and today (docs/access.md#editions). They stand for the alternatives.
    /// Null for today's data.
    /// </summary>
    public VisibleSet? Within { get; init; }

    /// <summary>Exclusions, as far as the data have such engagements.</summary>
    public Exclusions Excludes { get; init; }

    /// <summary>The words that engagements must have; null for none.</summary>
    public PlannedFind? Find { get; init; }

    /// <summary>The engagements that the rules show, where they were found already; null where a statement must find them itself.</summary>
    public VisibleSet? Set { get; init; }

    /// <summary>True if statements need no condition for the rule, or only a test of each row.</summary>
    public bool ReadsAsEverything => IsEverything || Set is { Keys: null };
}

/// <summary>Words of which an engagement must have each.</summary>
public sealed record PlannedFind(IReadOnlyList<PlannedWord> Words);

/// <summary>A word in lower case.</summary>
/// <param name="Names">A filter for each dimension with members whose names contain the word.</param>
public sealed record PlannedWord(string Text, IReadOnlyList<PlannedFilter> Names);

/// <summary>The engagements that a scope shows in one data version. One of the last three is set.</summary>
/// <param name="Engagements">The number of engagements that it shows.</param>
/// <param name="Keys">The keys of few engagements, as a JSON array.</param>
/// <param name="Bits">A bit for each key.</param>
/// <param name="Handlings">Keys of handling levels: the scope is a clearance alone.</param>
public sealed record VisibleSet(long Engagements, string? Keys = null, byte[]? Bits = null, IReadOnlyList<object>? Handlings = null);

/// <summary>A range of days, both ends included, as keys of DimDate (yyyymmdd).</summary>
public readonly record struct DayRange(int First, int Last)
{
    public const int Earliest = 0001_01_01;
    public const int Latest = 9999_12_31;

    /// <summary>True if it begins and ends with a year.</summary>
    public bool IsWholeYears => First % 10000 == 101 && Last % 10000 == 1231;
}
