using Reporting.TestWarehouses.Data;

namespace Reporting.TestWarehouses.Counting;

/// <summary>The members of each dimension for an engagement or one of its links.</summary>
internal static class Attributes
{
    public static readonly IReadOnlyList<string> Time = ["year", "quarter", "month", "date", "fiscal_year", .. SampleDimensions.FiscalYears.Keys];

    public static readonly IReadOnlyDictionary<string, Func<TestEngagement, string>> OfEngagement = new Dictionary<string, Func<TestEngagement, string>>
    {
        ["engagement_type"] = e => e.Type,
        ["engagement_category"] = e => e.Category,
        ["place_country"] = e => e.PlaceCountry,
        ["city"] = e => e.PlaceCode,
        ["handling"] = e => e.Handling,
        ["weekday"] = e => CalendarParts.Weekday(e.Start),
        ["month_of_year"] = e => CalendarParts.Month(e.Start),
        ["format"] = e => SampleDimensions.Groups("format", e.Type).Single(),
        ["place_region"] = e => SampleDimensions.Groups("place_region", e.PlaceCountry).Single(),
        ["size"] = e => SampleDimensions.Size(e.Headcount),
        ["volume"] = e => SampleDimensions.Volume(e.AmountCents),
    };

    public static readonly IReadOnlyDictionary<string, Func<TestDomain, IEnumerable<string>>> OfDomain = new Dictionary<string, Func<TestDomain, IEnumerable<string>>>
    {
        ["domain"] = d => [d.Code],
        ["domain_group"] = d => [d.Group],
        ["topic"] = d => SampleDimensions.Groups("topic", d.Code),
    };

    /// <summary>Of a line, and of a pair of lines for the dimensions of partners.</summary>
    public static readonly IReadOnlyDictionary<string, Func<LinePair, IEnumerable<string>>> OfLine = new Dictionary<string, Func<LinePair, IEnumerable<string>>>
    {
        ["participant"] = l => [l.Line.Participant],
        ["participant_kind"] = l => [l.Line.Kind],
        ["organisation"] = l => [l.Line.Organisation ?? TestData.Unknown],
        ["participant_country"] = l => [l.Line.Country],
        ["role"] = l => [l.Line.Role],
        ["region"] = l => SampleDimensions.Groups("region", l.Line.Country),
        ["side"] = l => SampleDimensions.Groups("side", l.Line.Country),
        ["body"] = l => SampleDimensions.Groups("body", l.Line.Kind),
        ["makers"] = l => SampleDimensions.Groups("makers", l.Line.Participant),
        ["partner"] = l => [l.Other!.Participant],
        ["partner_organisation"] = l => [l.Other!.Organisation ?? TestData.Unknown],
        ["partner_country"] = l => [l.Other!.Country],
        ["country_pair"] = l => l.Countries,
        ["partner_region"] = l => SampleDimensions.Groups("partner_region", l.Other!.Country),
    };

    public static readonly IReadOnlyDictionary<string, Func<string, IEnumerable<string>>> OfSource = new Dictionary<string, Func<string, IEnumerable<string>>>
    {
        ["source"] = s => [s],
    };

    private static readonly string[] Partners = ["partner", "partner_organisation", "partner_country", "country_pair", "partner_region"];

    public static bool IsTime(string dimension) => Time.Contains(dimension);

    public static bool IsOfPartner(string dimension) => Partners.Contains(dimension);

    public static bool IsMany(string dimension) => OfDomain.ContainsKey(dimension) || OfLine.ContainsKey(dimension) || OfSource.ContainsKey(dimension);

    public static bool IsOneValued(string dimension) => IsTime(dimension) || OfEngagement.ContainsKey(dimension);

    /// <summary>The members of a many-valued dimension that an engagement has through all its links.</summary>
    public static IEnumerable<string> All(string dimension, TestEngagement e) =>
        OfDomain.TryGetValue(dimension, out var domain) ? e.Domains.SelectMany(domain)
        : OfLine.TryGetValue(dimension, out var line) ? (IsOfPartner(dimension) ? LinePair.Of(e) : e.Lines.Select(l => new LinePair(l, null))).SelectMany(line)
        : e.Sources.SelectMany(OfSource[dimension]);
}

/// <summary>A participation line, and the line of another participant of the same engagement.</summary>
internal sealed record LinePair(TestLine Line, TestLine? Other)
{
    /// <summary>Both countries in order, if they are stated and differ.</summary>
    public IEnumerable<string> Countries
    {
        get
        {
            string[] both = [Line.Country, Other!.Country];
            return both.Contains(TestData.Unknown) || both[0] == both[1] ? [] : [string.Join('-', both.Order(StringComparer.Ordinal))];
        }
    }

    /// <summary>All pairs. A participant is not its own partner; lines without a participant are participants of their own.</summary>
    public static IEnumerable<LinePair> Of(TestEngagement e) =>
        from line in e.Lines.Index()
        from other in e.Lines.Index()
        where line.Index != other.Index && (line.Item.Participant != other.Item.Participant || line.Item.Participant == TestData.Unknown)
        select new LinePair(line.Item, other.Item);
}
