namespace Reporting.Engine.Model;

/// <summary>The catalogue of attributes in sql/0001-star-schema.</summary>
public static class StarSchema
{
    /// <summary>The attribute of classifications.</summary>
    public const string Handling = "engagement.handling";

    /// <summary>The attribute of the status: held, planned and so on.</summary>
    public const string Status = "engagement.status";

    /// <summary>The attribute of the review: reviewed or draft.</summary>
    public const string Review = "engagement.review";

    /// <summary>The attribute of the states of commitments.</summary>
    public const string CommitmentState = "commitment.state";

    /// <summary>The attribute of confidence: how well an engagement is sourced.</summary>
    public const string Confidence = "engagement.confidence";

    /// <summary>The attribute of pairs of countries.</summary>
    public const string CountryPair = "pair.countries";

    /// <summary>The attribute of the country of a participant.</summary>
    public const string Country = "participation.country";

    internal const string CountryTable = "DimCountry";

    private static readonly StarTable Domains = new("DimDomain", "DomainKey", "Code", "Name");
    private static readonly StarTable DomainGroups = new("DimDomain", "DomainKey", "GroupCode", "GroupName");
    private static readonly StarTable Types = new("DimEngagementType", "EngagementTypeKey", "Code", "Name");
    private static readonly StarTable Categories = new("DimEngagementType", "EngagementTypeKey", "CategoryCode", "CategoryName");
    private static readonly StarTable Participants = new("DimParticipant", "ParticipantKey", "Code", "Name") { LocalNameColumn = "NameLocal" };
    private static readonly StarTable Kinds = new("DimParticipant", "ParticipantKey", "Kind", "Kind");
    private static readonly StarTable Countries = new(CountryTable, "CountryCode", "CountryCode", "Name");
    private static readonly StarTable Places = new("DimPlace", "PlaceKey", "Code", "City");
    private static readonly StarTable PlaceCountries = new("DimPlace", "PlaceKey", "CountryCode", "CountryCode");
    private static readonly StarTable Sources = new("DimSource", "SourceKey", "Code", "Title");

    public static readonly IReadOnlyDictionary<string, StarAttribute> Attributes = new StarAttribute[]
    {
        new("date.year", BridgeKind.Engagement, "YearKey") { Time = TimeLevel.Year },
        new("date.quarter", BridgeKind.Engagement, "StartDateKey") { Time = TimeLevel.Quarter },
        new("date.month", BridgeKind.Engagement, "StartDateKey") { Time = TimeLevel.Month },
        new("date.date", BridgeKind.Engagement, "StartDateKey") { Time = TimeLevel.Date },
        new("date.fiscal_year", BridgeKind.Engagement, "StartDateKey") { Time = TimeLevel.FiscalYear },
        new("date.weekday", BridgeKind.Engagement, "StartDateKey") { Fixed = FixedMembers.Weekday, Reveals = "date.date" },
        new("date.month_of_year", BridgeKind.Engagement, "StartDateKey") { Fixed = FixedMembers.MonthOfYear, Reveals = "date.month" },
        new("type.type", BridgeKind.Engagement, "EngagementTypeKey") { Table = Types },
        new("type.category", BridgeKind.Engagement, "EngagementTypeKey") { Table = Categories, IsGroup = true },
        new("place.country", BridgeKind.Engagement, "PlaceKey") { Table = PlaceCountries, IsGroup = true, NameTable = Countries },
        new("place.city", BridgeKind.Engagement, "PlaceKey") { Table = Places },
        new(Handling, BridgeKind.Engagement, "Handling"),
        new(Status, BridgeKind.Engagement, "StatusKey") { Fixed = FixedMembers.Status },
        new(Review, BridgeKind.Engagement, "ReviewKey") { Fixed = FixedMembers.Review },
        new(Confidence, BridgeKind.Engagement, "ConfidenceKey") { Fixed = FixedMembers.Confidence, Reveals = "source.source" },
        new("domain.domain", BridgeKind.Domain, "DomainKey") { Table = Domains, IsUniqueLink = true },
        new("domain.group", BridgeKind.Domain, "DomainKey") { Table = DomainGroups, IsGroup = true },
        new("participation.participant", BridgeKind.Participation, "ParticipantKey") { Table = Participants },
        new("participation.kind", BridgeKind.Participation, "ParticipantKey") { Table = Kinds, IsGroup = true },
        new("participation.organisation", BridgeKind.Participation, "OrganisationKey") { Table = Participants },
        new(Country, BridgeKind.Participation, "CountryCode") { Table = Countries },
        new("participation.role", BridgeKind.Participation, "Role"),
        new("pair.country", BridgeKind.Participation, "CountryCode") { Table = Countries, IsOfPartner = true, Reveals = Country },
        new(CountryPair, BridgeKind.Participation, "CountryCode") { IsOfPartner = true, Reveals = Country },
        new("pair.participant", BridgeKind.Participation, "ParticipantKey") { Table = Participants, IsOfPartner = true, Reveals = "participation.participant" },
        new("pair.organisation", BridgeKind.Participation, "OrganisationKey") { Table = Participants, IsOfPartner = true, Reveals = "participation.organisation" },
        new("source.source", BridgeKind.Source, "SourceKey") { Table = Sources, IsUniqueLink = true },
        new(CommitmentState, BridgeKind.Commitment, "StateKey") { Fixed = FixedMembers.CommitmentState, Reveals = "date.date" },
    }.ToDictionary(a => a.Id);
}
