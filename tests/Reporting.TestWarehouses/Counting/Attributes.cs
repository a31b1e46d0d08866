using Reporting.TestWarehouses.Data;

namespace Reporting.TestWarehouses.Counting;

/// <summary>The attribute of each dimension for an engagement or one of its links.</summary>
internal static class Attributes
{
    public static readonly IReadOnlyList<string> Time = ["year", "quarter", "month", "date", "fiscal_year"];

    public static readonly IReadOnlyDictionary<string, Func<TestEngagement, string>> OfEngagement = new Dictionary<string, Func<TestEngagement, string>>
    {
        ["engagement_type"] = e => e.Type,
        ["engagement_category"] = e => e.Category,
        ["place_country"] = e => e.PlaceCountry,
        ["city"] = e => e.PlaceCode,
        ["handling"] = e => e.Handling,
    };

    public static readonly IReadOnlyDictionary<string, Func<TestDomain, string>> OfDomain = new Dictionary<string, Func<TestDomain, string>>
    {
        ["domain"] = d => d.Code,
        ["domain_group"] = d => d.Group,
    };

    public static readonly IReadOnlyDictionary<string, Func<TestLine, string>> OfLine = new Dictionary<string, Func<TestLine, string>>
    {
        ["participant"] = l => l.Participant,
        ["participant_kind"] = l => l.Kind,
        ["organisation"] = l => l.Organisation ?? TestData.Unknown,
        ["participant_country"] = l => l.Country,
        ["role"] = l => l.Role,
    };

    public static readonly IReadOnlyDictionary<string, Func<string, string>> OfSource = new Dictionary<string, Func<string, string>>
    {
        ["source"] = s => s,
    };

    public static bool IsTime(string dimension) => Time.Contains(dimension);

    public static bool IsMany(string dimension) => OfDomain.ContainsKey(dimension) || OfLine.ContainsKey(dimension) || OfSource.ContainsKey(dimension);

    public static bool IsOneValued(string dimension) => IsTime(dimension) || OfEngagement.ContainsKey(dimension);

    /// <summary>The members of a many-valued dimension that an engagement has through all its links.</summary>
    public static IEnumerable<string> All(string dimension, TestEngagement e) =>
        OfDomain.TryGetValue(dimension, out var domain) ? e.Domains.Select(domain)
        : OfLine.TryGetValue(dimension, out var line) ? e.Lines.Select(line)
        : e.Sources.Select(OfSource[dimension]);
}
