using System.Globalization;
using Reporting.Engine.Model;
using Reporting.TestWarehouses.Data;
using Reporting.Warehouse.Dates;

namespace Reporting.TestWarehouses.Counting;

/// <summary>Dimensions of every declared form, as a model file declares them and, apart from it, as plain rules.</summary>
public static class SampleDimensions
{
    /// <summary>The dimensions as a model file declares them.</summary>
    public const string Dimensions = """
          - {id: fiscal_year_us, starts: october, captions: {en: US fiscal year}}
          - {id: fiscal_year_june, attribute: date.fiscal_year, starts: june, captions: {en: Year from June}}
          - id: region
            groups: participant_country
            members: {quad: [US, IN], asia: [IN, IL], west: [IL, FR, US]}
            others: elsewhere
            names: {quad: {en: The Quad}}
            captions: {en: Region}
          - {id: side, groups: participant_country, members: {home: [IN], abroad: [IL, FR]}, captions: {en: Side}}
          - {id: body, groups: participant_kind, members: {state: [government-body, armed-force, unknown]}, captions: {en: Body}}
          - {id: makers, groups: participant, members: {industry: [acme, Zenith, not-there-yet]}, captions: {en: Makers}}
          - {id: partner_region, groups: partner_country, members: {asia: [IN, IL], west: [IL, US]}, captions: {en: Partner's region}}
          - {id: topic, groups: domain, members: {net: [cyber, ai], arms: [drones, ai]}, captions: {en: Topic}}
          - {id: format, groups: engagement_type, members: {talks: [meeting, call]}, others: rest, captions: {en: Format}}
          - {id: place_region, groups: place_country, members: {south: [IN], north: [FR]}, captions: {en: Region of the place}}
          - {id: size, bands: headcount, ranges: [1..9, 20..99, 100..499], captions: {en: Size}}
          - {id: volume, bands: amount_usd, ranges: ["..99", 100..999, 1000..], captions: {en: Volume}}

        """;

    /// <summary>Those, and the seasons and pairs of the shipped model.</summary>
    public static readonly IReadOnlyList<string> Ids =
    [
        "weekday", "month_of_year", "partner", "partner_country", "partner_organisation", "country_pair", "fiscal_year_us", "fiscal_year_june", "region", "side", "body",
        "makers", "partner_region", "topic", "format", "place_region", "size", "volume",
    ];

    // The same as rules.
    internal static readonly DeclaredDimension[] Rules =
    [
        new DeclaredDimension.Calendar("fiscal_year_us", 10),
        new DeclaredDimension.Calendar("fiscal_year_june", 6),
        new DeclaredDimension.Groups("region", "participant_country", [("quad", ["US", "IN"]), ("asia", ["IN", "IL"]), ("west", ["IL", "FR", "US"])], "elsewhere"),
        new DeclaredDimension.Groups("side", "participant_country", [("home", ["IN"]), ("abroad", ["IL", "FR"])]),
        new DeclaredDimension.Groups("body", "participant_kind", [("state", ["government-body", "armed-force", TestData.Unknown])]),
        new DeclaredDimension.Groups("makers", "participant", [("industry", ["acme", "Zenith", "not-there-yet"])]),
        new DeclaredDimension.Groups("partner_region", "partner_country", [("asia", ["IN", "IL"]), ("west", ["IL", "US"])]),
        new DeclaredDimension.Groups("topic", "domain", [("net", ["cyber", "ai"]), ("arms", ["drones", "ai"])]),
        new DeclaredDimension.Groups("format", "engagement_type", [("talks", ["meeting", "call"])], "rest"),
        new DeclaredDimension.Groups("place_region", "place_country", [("south", ["IN"]), ("north", ["FR"])]),
        new DeclaredDimension.Bands("size", IsOfHeadcount: true, [(1, 9), (20, 99), (100, 499)]),
        new DeclaredDimension.Bands("volume", IsOfHeadcount: false, [(null, 99), (100, 999), (1000, null)]),
    ];

    /// <summary>The shipped model with these dimensions.</summary>
    public static SemanticModel Model() => Read.Value;

    private static readonly Lazy<SemanticModel> Read = new(() => ModelReader.Parse("engagements.yml", Text(Dimensions)));

    /// <summary>The shipped model file with more dimensions.</summary>
    public static string Text(string dimensions) =>
        File.ReadAllText(RepositoryRoot.File("reports", "model", "engagements.yml")).Replace("\nmeasures:\n", $"\n{dimensions}\nmeasures:\n", StringComparison.Ordinal);
}

/// <summary>The seasons of a start date.</summary>
internal static class CalendarParts
{
    public static string Weekday(PartialDate date) => date.Key % 100 == 0
        ? TestData.Unknown
        : ((((int)new DateOnly(date.Key / 10000, date.Key / 100 % 100, date.Key % 100).DayOfWeek + 6) % 7) + 1).ToString(CultureInfo.InvariantCulture);

    public static string Month(PartialDate date) => date.Key / 100 % 100 is var month and > 0 ? month.ToString("00", CultureInfo.InvariantCulture) : TestData.Unknown;
}
