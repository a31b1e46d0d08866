using Reporting.TestWarehouses.Data;

namespace Reporting.TestWarehouses.Counting;

/// <summary>The members of all dimensions except dates in a warehouse with this data.</summary>
public static class Members
{
    // Every country of ISO 3166 is a member. These are the ones that tests use.
    private static readonly string[] Countries = ["IN", "IL", "FR", "US", "DE", TestData.Unknown];

    public static IReadOnlyList<string> Of(string dimension, TestData data)
    {
        IEnumerable<string> members = dimension switch
        {
            _ when DeclaredDimension.Find(dimension)?.Codes is { } codes => codes,
            "participant_country" or "place_country" or "partner_country" => Countries,
            "country_pair" => from a in Countries from b in Countries where a != TestData.Unknown && b != TestData.Unknown && string.CompareOrdinal(a, b) < 0 select $"{a}-{b}",
            "weekday" => Enumerable.Range(1, 7).Select(n => $"{n}").Append(TestData.Unknown),
            "month_of_year" => Enumerable.Range(1, 12).Select(n => $"{n:00}").Append(TestData.Unknown),
            "participant" or "organisation" or "partner" or "partner_organisation" => Stored(data, e => e.Lines.SelectMany(l => new[] { l.Participant, l.Organisation ?? TestData.Unknown })),
            "participant_kind" => Stored(data, e => e.Lines.SelectMany(l => new[] { l.Kind, OfficeKind(l, data) }).OfType<string>()),
            "role" => data.Engagements.SelectMany(e => e.Lines).Select(l => l.Role),
            _ when Attributes.Fixed.GetValueOrDefault(dimension) is { } codes => codes,
            "handling" => data.Engagements.Select(e => e.Handling),
            _ when Attributes.OfEngagement.Has(dimension) => Stored(data, Attributes.OfEngagement[dimension]),
            _ => Stored(data, e => Attributes.All(dimension, e, [])),
        };
        return [.. members.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    // Every dimension table contains the member "unknown".
    private static IEnumerable<string> Stored(TestData data, Func<TestEngagement, IEnumerable<string>> of) =>
        data.Engagements.SelectMany(of).Append(TestData.Unknown);

    // An organisation that is not a participant itself is stored as a government body.
    private static string? OfficeKind(TestLine line, TestData data) => line.Organisation is not { } office ? null
        : (data.Whole ?? data).Engagements.SelectMany(e => e.Lines).FirstOrDefault(l => l.Participant == office)?.Kind ?? "government-body";
}
