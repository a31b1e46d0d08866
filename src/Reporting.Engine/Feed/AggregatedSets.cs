using Reporting.Engine.Model;
using Reporting.Warehouse.Imports.Records;
using Reporting.Warehouse.Problems;
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
        (MeasureKind.AllocatedEngagements, Real, "AllocatedParts", WeightParts.Total),
        (MeasureKind.Agreements, Long, "Agreements", 1),
        (MeasureKind.Participants, Long, "Participants", 1),
        (MeasureKind.People, Long, "People", 1),
        (MeasureKind.Organisations, Long, "Organisations", 1),
        (MeasureKind.Countries, Long, "Countries", 1),
        (MeasureKind.Sources, Long, "Sources", 1),
        (MeasureKind.DaysSinceLast, Long, "DaysSinceLast", 1),
        (MeasureKind.LongestGapDays, Long, "LongestGapDays", 1),
        (MeasureKind.Commitments, Long, "Commitments", 1),
        (MeasureKind.AgreementsWithoutFollowUp, Long, "AgreementsWithoutFollowUp", 1),
        (MeasureKind.DaysToFollowUp, Long, "DaysToFollowUp", 1),
        (MeasureKind.Headcount, Long, "Headcount", 1),
        (MeasureKind.AmountUsd, FeedPropertyType.Decimal, "AmountCents", 100),
        (MeasureKind.AllocatedAmountUsd, FeedPropertyType.Decimal, "AllocatedCentParts", WeightParts.OfDollar),
    ];

    private static readonly MeasureKind[] MayBeEmpty =
        [MeasureKind.DaysSinceLast, MeasureKind.LongestGapDays, MeasureKind.DaysToFollowUp, MeasureKind.Headcount, MeasureKind.AmountUsd, MeasureKind.AllocatedAmountUsd];

    private static readonly FeedProperty[] OfYear = [new("Year", Whole) { IsNullable = true, Sql = (_, _) => "NULLIF(c.k0, 0)" }];

    public static IEnumerable<EntitySet> Of(SemanticModel model) => new[]
    {
        Set("ByYear", By(model, Year), Id(YearId), OfYear, ["c.k0"], model),
        Set("ByDomain", By(model, Domain), Id((d, _) => Code(d, 0)), OfDomain(0), [], model),
        Set("ByYearAndDomain", By(model, Year, Domain), Id((d, a) => d.Functions.Concat(d.Functions.Concat(YearId(d, a), "'|'"), Code(d, 1))), [.. OfYear, .. OfDomain(1)], [], model),
        Set("ByParticipant", By(model, Participant), Id((d, _) => Code(d, 0)), OfParticipant, [], model),
    }.OfType<EntitySet>().Concat(DeclaredSets.Of(model)).DistinctBy(s => s.Name);

    private static IReadOnlyList<ModelDimension?> By(SemanticModel model, params string[] attributes) => [.. attributes.Select(model.FindDimension)];

    /// <summary>A set with the measures of the model; null if the model lacks one of the dimensions.</summary>
    internal static EntitySet? Set(string name, IReadOnlyList<ModelDimension?> by, FeedProperty id, FeedProperty[] members, string[] keys, SemanticModel model)
    {
        var dimensions = by.OfType<ModelDimension>().ToList();
        if (dimensions.Count < by.Count)
        {
            return null;
        }

        var measures = Measures.Where(m => model.Measures.Any(k => k.Kind == m.Kind)).Select(m =>
        {
            var measure = model.Measure(m.Kind);
            var needs = dimensions.Where(d => !measure.AddsUpOver(d)).Select(Need).ToList();
            return new FeedProperty(m.Kind.ToString(), m.Value)
            {
                Measure = m.Kind, Needs = needs, Divisor = m.Divisor, Sql = (_, _) => $"c.{m.Column}",
                IsNullable = MayBeEmpty.Contains(m.Kind),
            };
        });
        var dates = new[] { MeasureKind.FirstDate, MeasureKind.LastDate }.Where(k => model.Measures.Any(m => m.Kind == k)).SelectMany(Dated);
        IReadOnlyList<FeedProperty> own = [id, .. members, .. measures, .. dates];
        return new EntitySet(name, name + "Row", [.. own, .. ComposedProperties.Of(model.Measures.Where(m => m.Kind is null), dimensions, own, Need, model)])
        {
            Attributes = [.. dimensions.Select(d => d.Attribute.Id)], Rows = new FeedRows.Aggregates([.. dimensions.Select(d => d.Id)]), Alias = "c", KeyColumns = keys,
        };
    }

    /// <summary>Measures by the names that queries use, each with a value in one of the sets.</summary>
    public static Outcome<List<ModelMeasure>> Asked(IReadOnlyList<string> names, IReadOnlyList<EntitySet> sets, SemanticModel model)
    {
        var grains = sets.Select(s => Dimensions(s, model)).OfType<IReadOnlyList<ModelDimension>>().ToList();
        var asked = new List<ModelMeasure>();
        foreach (var name in names)
        {
            if (!model.Measure(name).IsValue(out var measure, out var problem))
            {
                return problem;
            }

            var refusals = grains.Select(d => ComposedProperties.Refusal(measure, d, model)).ToList();
            if (refusals.TrueForAll(r => r is not null))
            {
                return refusals.FirstOrDefault() ?? new Problem(ErrorCodes.NotFound, "There is no aggregated set.", "See /odata for the sets.");
            }

            asked.Add(measure);
        }

        return asked;
    }

    /// <summary>The set with properties for more measures of the model, such as variants. Those that have no value in its rows are left out.</summary>
    public static EntitySet With(EntitySet set, IReadOnlyList<ModelMeasure> measures, SemanticModel model)
    {
        if (Dimensions(set, model) is not { } dimensions)
        {
            return set;
        }

        var more = measures.Where(m => set.Properties.All(p => p.Composed?.Id != m.Id && (m.Kind is null || p.Measure != m.Kind)));
        return set with { Properties = [.. set.Properties, .. ComposedProperties.Of(more, dimensions, set.Properties, Need, model)] };
    }

    /// <summary>The dimensions of its rows; null for a set of the star.</summary>
    public static IReadOnlyList<ModelDimension>? Dimensions(EntitySet set, SemanticModel model) =>
        set.Rows is FeedRows.Aggregates rows ? [.. rows.By.Select(id => model.Dimension(id).Value!)] : null;

    private static FeedGroupingRequirement Need(ModelDimension dimension) => new(dimension.Id, Names(dimension));

    private static string[] Names(ModelDimension dimension) => dimension.Attribute.Id switch
    {
        Year => ["Id", "Year"],
        Domain => ["Id", "DomainCode"],
        Participant => ["Id", "ParticipantCode"],
        _ => ["Id", DeclaredSets.Property(dimension)],
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
