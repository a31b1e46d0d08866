using Reporting.Engine.Model;
using static Reporting.Engine.Feed.FeedPropertyType;

namespace Reporting.Engine.Feed;

/// <summary>
/// Entity sets whose rows are the cells of an aggregate, for tools that send no group-by to the server. Each measure is distinct in its cell, so a
/// sum that would be wrong is refused.
/// </summary>
internal static class AggregatedSets
{
    private const string Year = "date.year";
    private const string Domain = "domain.domain";
    private const string Participant = "participation.participant";

    private static readonly (MeasureKind Kind, FeedPropertyType Value, string Column, long Divisor)[] Measures =
    [
        (MeasureKind.Engagements, Long, "Engagements", 1),
        (MeasureKind.AllocatedEngagements, Real, "AllocatedParts", 2520),
        (MeasureKind.Agreements, Long, "Agreements", 1),
        (MeasureKind.Participants, Long, "Participants", 1),
        (MeasureKind.People, Long, "People", 1),
        (MeasureKind.Organisations, Long, "Organisations", 1),
        (MeasureKind.Countries, Long, "Countries", 1),
        (MeasureKind.Sources, Long, "Sources", 1),
        (MeasureKind.DaysSinceLast, Long, "DaysSinceLast", 1),
        (MeasureKind.LongestGapDays, Long, "LongestGapDays", 1),
        (MeasureKind.Headcount, Long, "Headcount", 1),
        (MeasureKind.AmountUsd, FeedPropertyType.Decimal, "AmountCents", 100),
        (MeasureKind.AllocatedAmountUsd, FeedPropertyType.Decimal, "AllocatedCentParts", 252_000),
    ];

    private static readonly MeasureKind[] MayBeEmpty =
        [MeasureKind.DaysSinceLast, MeasureKind.LongestGapDays, MeasureKind.Headcount, MeasureKind.AmountUsd, MeasureKind.AllocatedAmountUsd];

    private static readonly FeedProperty[] OfYear = [new("Year", Whole) { IsNullable = true, Sql = (_, _) => "NULLIF(c.k0, 0)" }];

    public static IEnumerable<EntitySet> Of(SemanticModel model) => new[]
    {
        Set("ByYear", [Year], Id(YearId), OfYear, ["c.k0"], model),
        Set("ByDomain", [Domain], Id((d, _) => Code(d, 0)), OfDomain(0), [], model),
        Set("ByYearAndDomain", [Year, Domain], Id((d, a) => d.Functions.Concat(d.Functions.Concat(YearId(d, a), "'|'"), Code(d, 1))), [.. OfYear, .. OfDomain(1)], [], model),
        Set("ByParticipant", [Participant], Id((d, _) => Code(d, 0)), OfParticipant, [], model),
    }.OfType<EntitySet>();

    // A model without the dimension has no such set.
    private static EntitySet? Set(string name, string[] by, FeedProperty id, FeedProperty[] members, string[] keys, SemanticModel model)
    {
        var dimensions = by.Select(a => model.Dimensions.FirstOrDefault(d => d.Attribute.Id == a)).OfType<ModelDimension>().ToList();
        if (dimensions.Count < by.Length)
        {
            return null;
        }

        var measures = Measures.Where(m => model.Measures.Any(k => k.Kind == m.Kind)).Select(m =>
        {
            var measure = model.Measure(m.Kind);
            var needs = dimensions.Where(d => !measure.AddsUpOver(d)).Select(d => new FeedGroupingRequirement(d.Id, Names(d.Attribute.Id))).ToList();
            return new FeedProperty(m.Kind.ToString(), m.Value)
            {
                Measure = m.Kind, Needs = needs, Divisor = m.Divisor, Sql = (_, _) => $"c.{m.Column}",
                IsNullable = MayBeEmpty.Contains(m.Kind),
            };
        });
        var dates = new[] { MeasureKind.FirstDate, MeasureKind.LastDate }.Where(k => model.Measures.Any(m => m.Kind == k)).SelectMany(Dated);
        IReadOnlyList<FeedProperty> own = [id, .. members, .. measures, .. dates];
        return new EntitySet(name, name + "Row", [.. own, .. ComposedProperties.Of(dimensions, own, d => new FeedGroupingRequirement(d.Id, Names(d.Attribute.Id)), model)])
        {
            Attributes = by, Rows = new FeedRows.Aggregates([.. dimensions.Select(d => d.Id)]), Alias = "c", KeyColumns = keys,
        };
    }

    private static string[] Names(string attribute) => attribute switch
    {
        Year => ["Id", "Year"],
        Domain => ["Id", "DomainCode"],
        _ => ["Id", "ParticipantCode"],
    };

    private static FeedProperty[] OfDomain(int place) =>
    [
        Member("DomainCode", place, "Code"), Member("DomainName", place, "Name"), Member("DomainGroupCode", place, "GroupCode").By("domain.group"), Member("DomainGroupName", place, "GroupName").By("domain.group"),
    ];

    private static readonly FeedProperty[] OfParticipant =
    [
        Member("ParticipantCode", 0, "Code"), Member("ParticipantName", 0, "Name"), Member("Kind", 0, "Kind").By("participation.kind"), Member("CountryCode", 0, "CountryCode").By("participation.country"),
    ];

    private static FeedProperty Member(string name, int place, string column) => EntitySets.Words(column) with { Name = name, Sql = (d, _) => d.Functions.Ordinal($"n{place}.{column}") };

    private static FeedProperty[] Dated(MeasureKind kind) =>
    [
        new(kind.ToString(), Day) { IsNullable = true, Measure = kind, Sql = (_, _) => $"(CASE WHEN c.{kind}Key % 100 <> 0 THEN c.{kind}Key END)" },
        new(kind + "Label", Text) { IsNullable = true, Measure = kind, Sql = (d, _) => d.Functions.Ordinal($"(SELECT x.Label FROM DimDate x WHERE x.DateKey = c.{kind}Key)") },
    ];

    private static FeedProperty Id(Func<Sql.SqlDialect, string, string> sql) => new("Id", Text) { Sql = sql };

    private static string YearId(Sql.SqlDialect dialect, string alias) =>
        dialect.Functions.Ordinal($"(CASE WHEN c.k0 = 0 THEN 'unknown' ELSE {dialect.Functions.TextOf("c.k0")} END)");

    private static string Code(Sql.SqlDialect dialect, int place) => dialect.Functions.Ordinal($"n{place}.Code");
}
