using System.Collections.Concurrent;
using Reporting.Engine.Model;
using Reporting.Engine.Sql;
using Reporting.Warehouse.Imports.Records;
using Reporting.Warehouse.Problems;
using static Reporting.Engine.Feed.FeedPropertyType;

namespace Reporting.Engine.Feed;

/// <summary>The catalogue of entity sets: the star as it is, one flat set, and aggregated sets. It is the only source of their SQL.</summary>
public sealed class EntitySets
{
    private const string Dated = "date.date";

    private static readonly FeedGroupingRequirement Domain = new("domain", ["DomainKey", "DomainCode"]);

    private readonly ConcurrentDictionary<string, EntitySets> _views = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EntitySet> _byName;
    private readonly SemanticModel _model;

    public EntitySets(SemanticModel model)
        : this(
            model,
            [
                Engagements, Dates, Domains, Participants, Countries, EngagementTypes, Places, Sources, EngagementDomains, EngagementParticipants, Relations.Set, EngagementsFlat,
                .. AggregatedSets.Of(model),
            ])
    {
    }

    private EntitySets(SemanticModel model, IReadOnlyList<EntitySet> all)
    {
        (_model, All) = (model, all);
        _byName = All.ToDictionary(s => s.Name);
    }

    public IReadOnlyList<EntitySet> All { get; }

    public EntitySet this[string name] => _byName[name];

    /// <summary>The sets that a caller may read. Hidden sets and properties appear neither in the model nor in refusals.</summary>
    public EntitySets VisibleTo(Visibility visible) => visible.IsEverything ? this : _views.GetOrAdd(visible.Key, _ => View(visible));

    /// <summary>
    /// The same sets, with properties for these measures in the aggregated ones: variants, by the names that queries use. Problems: those of a query that
    /// asks for them.
    /// </summary>
    public Outcome<EntitySets> With(IReadOnlyList<string> measures) => measures.Count == 0
        ? this
        : AggregatedSets.Asked(measures, All, _model).Then<EntitySets>(asked => new EntitySets(_model, [.. All.Select(s => AggregatedSets.With(s, asked, _model))]));

    /// <summary>The same sets beside that of changes, which an address has that says since when.</summary>
    public EntitySets WithChanges() => new(_model, [.. All, ChangedRows.Set]);

    public EntitySet? Find(string name) => _byName.GetValueOrDefault(name);

    private static readonly EntitySet Engagements = new("Engagements", "Engagement",
    [
        new("EngagementKey", Whole), Words("Code"), Words("Title"), Words("Summary") with { IsNullable = true },
        .. PeriodProperties.Of("Start", "StartDateKey"),
        new("StartYear", Whole) { IsNullable = true, Attributes = ["date.year"], Sql = (_, a) => $"NULLIF({a}.YearKey, 0)" },
        new FeedProperty("StartDateKey", Whole).By(Dated),
        .. PeriodProperties.Of("End", "EndDateKey"),
        new FeedProperty("EndDateKey", Whole).By(Dated), new FeedProperty("EngagementTypeKey", Whole).By("type.type"), new FeedProperty("PlaceKey", Whole).By("place.city"),
        new("Headcount", Whole) { IsNullable = true, Needs = [], Measure = MeasureKind.Headcount },
        new("AmountUsd", FeedPropertyType.Decimal) { IsNullable = true, Needs = [], Measure = MeasureKind.AmountUsd, Divisor = 100, Sql = (_, a) => $"{a}.AmountCents" },
        Words("Handling").By(StarSchema.Handling), Status, Review, Confidence, new("ImportedAt", Instant),
        new("DomainCodes", Texts) { Elements = FeedElements.Domains, Attributes = ["domain.domain"] },
        new("ParticipantCodes", Texts) { Elements = FeedElements.Participants, Attributes = ["participation.participant"] },
        new("CountryCodes", Texts) { Elements = FeedElements.Countries, Attributes = ["participation.country"] },
    ])
    {
        Rows = new FeedRows.Links(BridgeKind.Engagement), Table = "FactEngagement", Alias = "f", Searched = [("Title", (_, a) => $"{a}.SearchTitle")],
        Navigations =
        [
            new("EngagementType", "EngagementTypes", "EngagementTypeKey"), new("Place", "Places", "PlaceKey"),
            new("Start", "Dates", "StartDateKey"), new("End", "Dates", "EndDateKey"),
        ],
    };

    private static readonly EntitySet Dates = new("Dates", "Date",
    [
        new("DateKey", Whole), Optional(Of("Date", Day, (d, a) => d.Functions.DayOfDate($"{a}.Date"))),
        Optional(new("Year", Whole)), Optional(Words("Quarter")), Optional(Words("Month")), Optional(Words("FiscalYear")),
        Optional(Of("FirstDay", Day, (_, a) => $"{a}.FirstDay")), Optional(Of("LastDay", Day, (_, a) => $"{a}.LastDay")), Words("Label"),
    ])
    {
        Rows = new FeedRows.Calendar(), Table = "DimDate", Alias = "t", Attributes = [Dated],
    };

    private static readonly EntitySet Domains = new("Domains", "Domain",
        [new("DomainKey", Whole), Words("Code"), Words("Name"), Words("GroupCode").By("domain.group"), Words("GroupName").By("domain.group")])
    {
        Attributes = ["domain.domain"], Rows = new FeedRows.Members([new(BridgeKind.Domain, "DomainKey", "DomainKey")]), Table = "DimDomain", Alias = "t",
        Searched = [Folded("Code"), Folded("Name"), Folded("GroupName")],
    };

    private static readonly EntitySet Participants = new("Participants", "Participant",
        [new("ParticipantKey", Whole), Words("Code"), Words("Name"), Optional(Words("NameLocal")), Words("Kind").By("participation.kind"), Words("CountryCode").By("participation.country")])
    {
        Attributes = ["participation.participant", "participation.organisation"],
        Rows = new FeedRows.Members([new(BridgeKind.Participation, "ParticipantKey", "ParticipantKey"), new(BridgeKind.Participation, "OrganisationKey", "ParticipantKey")]),
        Table = "DimParticipant", Alias = "t", Searched = [Folded("Code"), Folded("Name"), Folded("NameLocal")],
        Navigations = [new("Country", "Countries", "CountryCode")],
    };

    private static readonly EntitySet Countries = new("Countries", "Country", [Words("CountryCode"), Words("Name"), Optional(Words("NameLocal"))])
    {
        Attributes = ["participation.country", "place.country"],
        Rows = new FeedRows.Members(
        [
            new(BridgeKind.Participation, "CountryCode", "CountryCode"),
            new(BridgeKind.Engagement, "PlaceKey", "PlaceKey") { Through = ("DimPlace", "CountryCode") },
            new(BridgeKind.Participation, "ParticipantKey", "ParticipantKey") { Through = ("DimParticipant", "CountryCode") },
            new(BridgeKind.Participation, "OrganisationKey", "ParticipantKey") { Through = ("DimParticipant", "CountryCode") },
        ]),
        Table = "DimCountry", Alias = "t", Searched = [Folded("CountryCode"), Folded("Name"), Folded("NameLocal")],
    };

    private static readonly EntitySet EngagementTypes = new("EngagementTypes", "EngagementType",
        [new("EngagementTypeKey", Whole), Words("Code"), Words("Name"), Words("CategoryCode").By("type.category"), Words("CategoryName").By("type.category")])
    {
        Attributes = ["type.type"], Rows = new FeedRows.Members([new(BridgeKind.Engagement, "EngagementTypeKey", "EngagementTypeKey")]), Table = "DimEngagementType", Alias = "t",
        Searched = [Folded("Code"), Folded("Name"), Folded("CategoryName")],
    };

    private static readonly EntitySet Places = new("Places", "Place", [new("PlaceKey", Whole), Words("Code"), Optional(Words("City")), Words("CountryCode").By("place.country")])
    {
        Attributes = ["place.city"], Rows = new FeedRows.Members([new(BridgeKind.Engagement, "PlaceKey", "PlaceKey")]), Table = "DimPlace", Alias = "t", Searched = [Folded("Code"), Folded("City")],
        Navigations = [new("Country", "Countries", "CountryCode")],
    };

    private static readonly EntitySet Sources = new("Sources", "Source",
    [
        new("SourceKey", Whole), Words("Code"), Words("Publisher"), Words("Title"), Optional(Words("Url")), Words("Kind"),
        Optional(Of("PublishedOn", Day, (d, a) => d.Functions.DayOfDate($"{a}.PublishedOn"))),
    ])
    {
        Attributes = ["source.source"], Rows = new FeedRows.Members([new(BridgeKind.Source, "SourceKey", "SourceKey")]), Table = "DimSource", Alias = "t", Searched = [Folded("Code"), Folded("Title"), Folded("Publisher")],
    };

    private static readonly EntitySet EngagementDomains = new("EngagementDomains", "EngagementDomain",
    [
        Id("EngagementKey", "DomainKey"), new("EngagementKey", Whole), new("DomainKey", Whole), Weight,
        new("IsPrimary", Flag),
    ])
    {
        Attributes = ["domain.domain"], Rows = new FeedRows.Links(BridgeKind.Domain), Table = "BridgeEngagementDomain", Alias = "d", KeyColumns = ["EngagementKey", "DomainKey"],
        Navigations = [new("Engagement", "Engagements", "EngagementKey"), new("Domain", "Domains", "DomainKey")],
    };

    private static readonly EntitySet EngagementParticipants = new("EngagementParticipants", "EngagementParticipant",
    [
        Id("EngagementKey", "[LineNo]"), new("EngagementKey", Whole), new("LineNo", Whole) { Sql = (_, a) => $"{a}.[LineNo]" }, new("ParticipantKey", Whole),
        Optional(new FeedProperty("OnBehalfOfKey", Whole).By("participation.organisation")), new FeedProperty("OrganisationKey", Whole).By("participation.organisation"),
        Words("CountryCode").By("participation.country"), Words("Role").By("participation.role"), Optional(Words("Capacity").By("participation.role")),
    ])
    {
        Attributes = ["participation.participant"], Rows = new FeedRows.Links(BridgeKind.Participation), Table = "BridgeEngagementParticipant", Alias = "l", KeyColumns = ["EngagementKey", "[LineNo]"],
        Navigations =
        [
            new("Engagement", "Engagements", "EngagementKey"), new("Participant", "Participants", "ParticipantKey"),
            new("OnBehalfOf", "Participants", "OnBehalfOfKey") { IsNullable = true }, new("Organisation", "Participants", "OrganisationKey"),
            new("Country", "Countries", "CountryCode"),
        ],
    };

    private static readonly EntitySet EngagementsFlat = new("EngagementsFlat", "EngagementFlat",
    [
        Id("EngagementKey", "DomainKey"), new("EngagementKey", Whole), From("ff", Words("Code")), From("ff", Words("Title")),
        .. PeriodProperties.Of("Start", "StartDateKey").Select(p => p.Name switch
        {
            // Properties of one calendar.
            "StartTo" => p with { Sql = (_, _) => "td.LastDay" },
            "StartLabel" => p with { Sql = (d, _) => d.Functions.Ordinal("td.Label") },
            _ => From("ff", p),
        }),
        From("ff", Engagements.Property("StartYear")!),
        new("DomainKey", Whole), From("dd", Words("Code")) with { Name = "DomainCode" }, From("dd", Words("Name")) with { Name = "DomainName" },
        From("dd", Words("GroupCode").By("domain.group")) with { Name = "DomainGroupCode" }, From("dd", Words("GroupName").By("domain.group")) with { Name = "DomainGroupName" },
        Weight, new("IsPrimary", Flag),
        From("tt", Words("Code").By("type.type")) with { Name = "EngagementTypeCode" }, From("tt", Words("Name").By("type.type")) with { Name = "EngagementTypeName" },
        From("tt", Words("CategoryCode").By("type.category")), From("tt", Words("CategoryName").By("type.category")), Optional(From("pp", Words("City").By("place.city"))),
        From("pp", Words("CountryCode").By("place.country")) with { Name = "PlaceCountryCode" }, From("pc", Words("Name").By("place.country")) with { Name = "PlaceCountryName" },
        From("ff", Engagements.Property("Headcount")!) with { Needs = [Domain] },
        From("ff", Engagements.Property("AmountUsd")!) with { Needs = [Domain] },
        new("AllocatedAmountUsd", FeedPropertyType.Decimal) { IsNullable = true, Needs = [], Measure = MeasureKind.AllocatedAmountUsd, Divisor = WeightParts.OfDollar, Sql = (_, a) => $"(ff.AmountCents * {a}.WeightParts)" },
        From("ff", Words("Handling").By(StarSchema.Handling)), From("ff", Status), From("ff", Review), From("ff", Confidence), From("ff", new("ImportedAt", Instant)),
    ])
    {
        Rows = new FeedRows.Links(BridgeKind.Domain, """

            JOIN FactEngagement ff ON ff.EngagementKey = d.EngagementKey
            LEFT JOIN DimDomain dd ON dd.DomainKey = d.DomainKey
            LEFT JOIN DimEngagementType tt ON tt.EngagementTypeKey = ff.EngagementTypeKey
            LEFT JOIN DimPlace pp ON pp.PlaceKey = ff.PlaceKey
            LEFT JOIN DimCountry pc ON pc.CountryCode = pp.CountryCode
            LEFT JOIN DimDate td ON td.DateKey = ff.StartDateKey
            """),
        Attributes = ["domain.domain"], Table = "BridgeEngagementDomain", Alias = "d", KeyColumns = ["EngagementKey", "DomainKey"], Searched = [("Title", (_, _) => "ff.SearchTitle")],
    };

    private EntitySets View(Visibility visible)
    {
        var seenModel = _model.VisibleTo(visible);
        var attributes = seenModel.Dimensions.Select(d => d.Attribute.Id).ToHashSet();
        var measures = _model.Measures.Where(m => visible.ShowsMeasure(m.Id)).Select(m => m.Kind).ToHashSet();
        var seen = seenModel.Measures.Select(m => m.Id).ToHashSet(StringComparer.Ordinal);
        var sets = All.Where(s => s.Attributes.All(attributes.Contains))
            .Select(s => s with { Properties = [.. s.Properties.Where(p => p.Attributes.All(attributes.Contains) && (p.Measure is not { } kind || measures.Contains(kind)) && (p.Composed is not { } composed || seen.Contains(composed.Id)))] })
            .ToList();
        return new EntitySets(seenModel,
        [
            .. sets.Select(s => s with
            {
                Navigations = [.. s.Navigations.Where(n => s.Property(n.Property) is not null && sets.Exists(t => t.Name == n.Target))],
                Searched = [.. s.Searched.Where(t => s.Property(t.Property) is not null)],
            }),
        ]);
    }

    internal static FeedProperty Words(string column) => Of(column, Text, (d, a) => d.Functions.Ordinal($"{a}.{column}"));

    private static FeedProperty Status => Of("Status", Text, (d, a) => FixedMembersSql.StatusCode(a, d.Functions)).By(StarSchema.Status);

    private static FeedProperty Review => Of("Review", Text, (d, a) => FixedMembersSql.ReviewCode(a, d.Functions)).By(StarSchema.Review);

    private static FeedProperty Confidence => Of("Confidence", Text, (d, a) => FixedMembersSql.ConfidenceCode(a, d.Functions)).By(StarSchema.Confidence);

    private static FeedProperty Weight => new("Weight", Real) { Needs = [], Divisor = WeightParts.Total, Sql = (_, a) => $"{a}.WeightParts" };

    internal static FeedProperty Of(string name, FeedPropertyType kind, Func<SqlDialect, string, string> sql) => new(name, kind) { Sql = sql };

    internal static FeedProperty Optional(FeedProperty property) => property with { IsNullable = true };

    // A property of a table that the set joins itself.
    private static FeedProperty From(string alias, FeedProperty property) => property with { Sql = (d, _) => property.Sql(d, alias) };

    private static FeedProperty Id(string first, string second) =>
        Of("Id", Text, (d, a) => d.Functions.Ordinal(d.Functions.Concat(d.Functions.Concat(d.Functions.TextOf($"{a}.{first}"), "'|'"), d.Functions.TextOf($"{a}.{second}"))));

    private static (string Property, Func<SqlDialect, string, string> Text) Folded(string column) => (column, (d, a) => d.Functions.Lower(d.Functions.Ordinal($"{a}.{column}")));
}
