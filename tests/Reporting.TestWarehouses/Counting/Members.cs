using Reporting.TestWarehouses.Data;

namespace Reporting.TestWarehouses.Counting;

/// <summary>The members of the dimensions other than dates that a warehouse with this data has.</summary>
public static class Members
{
    // Every country of ISO 3166 is a member; these are the ones that tests name.
    private static readonly string[] Countries = ["IN", "IL", "FR", "US", "DE", TestData.Unknown];

    public static IReadOnlyList<string> Of(string dimension, TestData data)
    {
        IEnumerable<string> members = dimension switch
        {
            "participant_country" or "place_country" => Countries,
            "participant" or "organisation" => Stored(data, e => e.Lines.SelectMany(l => new[] { l.Participant, l.Organisation ?? TestData.Unknown })),
            "participant_kind" => Stored(data, e => e.Lines.Select(l => l.Kind).Concat(e.Lines.Any(ActsForAnOffice(data)) ? ["government-body"] : [])),
            "role" => data.Engagements.SelectMany(e => e.Lines).Select(l => l.Role),
            "handling" => data.Engagements.Select(e => e.Handling),
            _ when Attributes.OfEngagement.TryGetValue(dimension, out var one) => Stored(data, e => [one(e)]),
            _ => Stored(data, e => Attributes.All(dimension, e)),
        };
        return [.. members.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    // A dimension table holds the member "unknown" from the start.
    private static IEnumerable<string> Stored(TestData data, Func<TestEngagement, IEnumerable<string>> of) =>
        data.Engagements.SelectMany(of).Append(TestData.Unknown);

    // An office that never takes part itself is written as a government body.
    private static Func<TestLine, bool> ActsForAnOffice(TestData data)
    {
        var participants = data.Engagements.SelectMany(e => e.Lines).Select(l => l.Participant).ToHashSet(StringComparer.Ordinal);
        return l => l.Organisation is { } office && !participants.Contains(office);
    }
}
