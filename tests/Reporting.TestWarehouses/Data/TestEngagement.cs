using Reporting.Warehouse.Dates;

namespace Reporting.TestWarehouses.Data;

public sealed record TestEngagement
{
    public required string Code { get; init; }

    public string Title { get; init; } = "Untitled";

    public PartialDate Start { get; init; } = PartialDate.Unknown;

    public string Type { get; init; } = TestData.Unknown;

    public string Category { get; init; } = TestData.Unknown;

    public string PlaceCountry { get; init; } = TestData.Unknown;

    public string? City { get; init; }

    public int? Headcount { get; init; }

    public long? AmountCents { get; init; }

    /// <summary>Millionths of a cent in addition to the cents.</summary>
    public int? AmountRest { get; init; }

    public string Handling { get; init; } = "public";

    /// <summary>As an import states it: held, planned, postponed or cancelled.</summary>
    public string Status { get; init; } = "held";

    /// <summary>reviewed or draft.</summary>
    public string Review { get; init; } = "reviewed";

    /// <summary>True if it counts without being named.</summary>
    public bool IsCounted => Status == "held" && Review == "reviewed";

    /// <summary>The day of its first import.</summary>
    public DateOnly RecordedOn { get; init; } = DateOnly.FromDateTime(TestData.ImportedAt.UtcDateTime);

    /// <summary>The level by the rules of docs/counting.md.</summary>
    public string Confidence
    {
        get
        {
            var stated = Sources.Where(s => s != TestData.Unknown).ToList();
            var publishers = stated.Select(PublisherOf).Distinct().Count();
            return publishers == 0 ? "none" : stated.Exists(s => KindOf(s) == "official") ? (publishers > 1 ? "official-several" : "official") : publishers > 1 ? "several" : "one";
        }
    }

    /// <summary>The sources s1 and s3, also as S3, have one publisher, s2 and s4 another.</summary>
    public static string PublisherOf(string source) => source is "s1" or "S3" or "s3" ? "Publisher" : source == TestData.Unknown ? "not stated" : "Agency";

    /// <summary>Only s3 is official.</summary>
    public static string KindOf(string source) => source is "S3" or "s3" ? "official" : source == "s1" ? "media" : "unknown";

    /// <summary>A planned engagement whose last possible day was before the day of the data is not confirmed.</summary>
    public string ShownStatus => Status == "planned" && Start.Last < DateOnly.FromDateTime(TestData.ImportedAt.UtcDateTime) ? "not-confirmed" : Status;

    public IReadOnlyList<TestDomain> Domains { get; init; } = [new(TestData.Unknown, TestData.Unknown, TestData.WholeParts)];

    public IReadOnlyList<TestLine> Lines { get; init; } = [new(TestData.Unknown, TestData.Unknown, null, TestData.Unknown, TestData.Unknown)];

    public IReadOnlyList<string> Sources { get; init; } = [TestData.Unknown];

    public IReadOnlyList<TestCommitment> Commitments { get; init; } = [];

    public IReadOnlyList<TestRelation> Relations { get; init; } = [];

    /// <summary>in-new-delhi for a city, in for a country alone, or unknown.</summary>
    public string PlaceCode => City is null
        ? PlaceCountry.ToLowerInvariant()
        : $"{PlaceCountry}-{City.Replace(' ', '-')}".ToLowerInvariant();
}
