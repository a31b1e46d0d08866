namespace Reporting.TestWarehouses.Data;

/// <summary>All that a test warehouse holds. A code has one meaning throughout: one group of a domain, one kind of a participant, one category of a type.</summary>
public sealed record TestData(IReadOnlyList<TestEngagement> Engagements)
{
    /// <summary>What is not stated: the key-0 member of every dimension.</summary>
    public const string Unknown = "unknown";

    /// <summary>Parts of one engagement's weight.</summary>
    public const int WholeParts = 2520;

    /// <summary>The warehouse of which this is what somebody sees; null for the whole.</summary>
    public TestData? Whole { get; init; }

    public static readonly TestData Empty = new([]);
}
