using Reporting.TestWarehouses.Data;

namespace Reporting.TestWarehouses.Counting;

/// <summary>The members of each dimension for an engagement or one of its links.</summary>
internal static class Attributes
{
    public static readonly IReadOnlyList<string> Reviews = ["reviewed", "draft"];

    public static readonly IReadOnlyList<string> Levels = ["none", "one", "several", "official", "official-several"];

    public static readonly IReadOnlyList<string> Statuses = ["held", "planned", "not-confirmed", "postponed", "cancelled"];

    public static readonly IReadOnlyList<string> CommitmentStates = ["late", "in-progress", "open", "delivered", "dropped"];

    /// <summary>Members that the model fixes, in their order, which is that of rows.</summary>
    public static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> Fixed = new Dictionary<string, IReadOnlyList<string>> { ["status"] = Statuses, ["review"] = Reviews, ["confidence"] = Levels, ["commitment_state"] = CommitmentStates };

    private static readonly string[] Time = ["year", "quarter", "month", "date", "fiscal_year"];

    public static readonly MembersOf<TestEngagement> OfEngagement = new(new()
    {
        ["engagement_type"] = e => [e.Type],
        ["engagement_category"] = e => [e.Category],
        ["place_country"] = e => [e.PlaceCountry],
        ["city"] = e => [e.PlaceCode],
        ["handling"] = e => [e.Handling],
        ["status"] = e => [e.ShownStatus],
        ["review"] = e => [e.Review],
        ["confidence"] = e => [e.Confidence],
        ["weekday"] = e => [CalendarParts.Weekday(e.Start)],
        ["month_of_year"] = e => [CalendarParts.Month(e.Start)],
    }, band => e => [band.Of(e)]);

    public static readonly MembersOf<TestDomain> OfDomain = new(new()
    {
        ["domain"] = d => [d.Code],
        ["domain_group"] = d => [d.Group],
    });

    /// <summary>Of a line, and of a pair of lines for the dimensions of partners.</summary>
    public static readonly MembersOf<LinePair> OfLine = new(new()
    {
        ["participant"] = l => [l.Line.Participant],
        ["participant_kind"] = l => [l.Line.Kind],
        ["organisation"] = l => [l.Line.Organisation ?? TestData.Unknown],
        ["participant_country"] = l => [l.Line.Country],
        ["role"] = l => [l.Line.Role],
        ["partner"] = l => [l.Other!.Participant],
        ["partner_organisation"] = l => [l.Other!.Organisation ?? TestData.Unknown],
        ["partner_country"] = l => [l.Other!.Country],
        ["country_pair"] = l => l.Countries,
    });

    public static readonly MembersOf<string> OfSource = new(new() { ["source"] = s => [s] });

    public static readonly MembersOf<StatedCommitment> OfCommitment = new(new() { ["commitment_state"] = c => [c.State] });

    private static readonly string[] Partners = ["partner", "partner_organisation", "partner_country", "country_pair"];

    public static bool IsTime(string dimension) => Time.Contains(dimension) || DeclaredDimension.Find(dimension) is DeclaredDimension.Calendar;

    public static bool IsOfPartner(string dimension) => Partners.Contains(dimension) || (DeclaredDimension.Find(dimension) is DeclaredDimension.Groups groups && Partners.Contains(groups.Of));

    public static bool IsMany(string dimension) => OfDomain.Has(dimension) || OfLine.Has(dimension) || OfSource.Has(dimension) || OfCommitment.Has(dimension);

    public static bool IsOneValued(string dimension) => IsTime(dimension) || OfEngagement.Has(dimension);

    /// <summary>The members of a many-valued dimension that an engagement has through all its links.</summary>
    public static IEnumerable<string> All(string dimension, TestEngagement e, IReadOnlyList<StatedCommitment> commitments) =>
        OfDomain.Has(dimension) ? e.Domains.SelectMany(OfDomain[dimension])
        : OfLine.Has(dimension) ? (IsOfPartner(dimension) ? LinePair.Of(e) : e.Lines.Select(l => new LinePair(l, null))).SelectMany(OfLine[dimension])
        : OfSource.Has(dimension) ? e.Sources.SelectMany(OfSource[dimension])
        : commitments.SelectMany(OfCommitment[dimension]);
}

/// <summary>The members that a row has of some dimensions, and of the groups and bands that a model declares over them.</summary>
internal sealed class MembersOf<TRow>(Dictionary<string, Func<TRow, IEnumerable<string>>> own, Func<DeclaredDimension.Bands, Func<TRow, IEnumerable<string>>>? bands = null)
{
    public Func<TRow, IEnumerable<string>> this[string dimension] => Find(dimension)!;

    public bool Has(string dimension) => Find(dimension) is not null;

    private Func<TRow, IEnumerable<string>>? Find(string dimension) => own.TryGetValue(dimension, out var members) ? members : DeclaredDimension.Find(dimension) switch
    {
        DeclaredDimension.Groups groups when own.TryGetValue(groups.Of, out var grouped) => row => grouped(row).SelectMany(groups.With),
        DeclaredDimension.Bands band => bands?.Invoke(band),
        _ => null,
    };
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
