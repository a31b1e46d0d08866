namespace Reporting.TestWarehouses.Data;

/// <summary>The content of a test warehouse. A code has one meaning in all of it: a domain has one group, a participant one kind, a type one category.</summary>
public sealed record TestData(IReadOnlyList<TestEngagement> Engagements)
{
    /// <summary>The code of the member "not stated", which has key 0 in every dimension.</summary>
    public const string Unknown = "unknown";

    /// <summary>Parts of one engagement's weight.</summary>
    public const int WholeParts = 2520;

    /// <summary>The time of the import that all test data come from.</summary>
    public static readonly DateTimeOffset ImportedAt = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    /// <summary>The complete data, if this is what a caller may see of it; otherwise null.</summary>
    public TestData? Whole { get; init; }

    public static readonly TestData Empty = new([]);
}
