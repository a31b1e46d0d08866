using Reporting.Engine.Model;
using Reporting.Engine.Sql;

namespace Reporting.Engine.Feed;

/// <summary>An aggregated set for each calendar, group and band that the model declares: <c>region</c> is <c>ByRegion</c>, with its codes and names.</summary>
internal static class DeclaredSets
{
    private const string English = "en";

    public static IEnumerable<EntitySet> Of(SemanticModel model) => model.Dimensions.Select(d => d.Attribute.Fixed switch
    {
        FixedMembers.Groups or FixedMembers.Bands => OfCodes(d, d.Attribute.Fixed.Codes, model),
        _ => IsCalendar(d) ? OfYears(d, model) : null,
    }).OfType<EntitySet>();

    /// <summary>The name of the property that identifies its members.</summary>
    public static string Property(ModelDimension dimension) => IsCalendar(dimension) ? FeedNames.Of(dimension.Id) : FeedNames.Of(dimension.Id) + "Code";

    // The fiscal year of the star has an attribute of its own, and no set.
    private static bool IsCalendar(ModelDimension dimension) => dimension.Time?.IsFiscalYear() == true && dimension.Time != TimeLevel.FiscalYear;

    private static EntitySet? OfCodes(ModelDimension dimension, IReadOnlyList<string> codes, SemanticModel model)
    {
        var name = FeedNames.Of(dimension.Id);
        return AggregatedSets.Set(
            "By" + name,
            [dimension],
            new FeedProperty("Id", FeedPropertyType.Text) { Sql = (d, _) => Chosen(d, codes) },
            [
                new(name + "Code", FeedPropertyType.Text) { Sql = (d, _) => Chosen(d, codes) },
                new(name + "Name", FeedPropertyType.Text) { Sql = (d, _) => Chosen(d, [.. codes.Select(c => dimension.NameOf(c, English))]) },
            ],
            ["c.k0"],
            model);
    }

    private static EntitySet? OfYears(ModelDimension dimension, SemanticModel model) => AggregatedSets.Set(
        "By" + FeedNames.Of(dimension.Id),
        [dimension],
        new FeedProperty("Id", FeedPropertyType.Text)
        {
            Sql = (d, _) => d.Functions.Ordinal($"(CASE WHEN c.k0 = 0 THEN 'unknown' WHEN c.k0 % 10 = 0 THEN {d.Functions.Concat("'unknown-'", d.Functions.TextOf("c.k0 / 10"))} ELSE {Year(d)} END)"),
        },
        [new(FeedNames.Of(dimension.Id), FeedPropertyType.Text) { IsNullable = true, Sql = (d, _) => d.Functions.Ordinal($"(CASE WHEN c.k0 % 10 <> 0 THEN {Year(d)} END)") }],
        ["c.k0"],
        model);

    // 2024-25 by the key 20241.
    private static string Year(SqlDialect dialect)
    {
        var functions = dialect.Functions;
        return functions.Concat(functions.Concat(functions.TextOf("c.k0 / 10"), "'-'"), functions.Substring(functions.TextOf("c.k0 / 10 + 1"), "2", null));
    }

    // The texts are those of the model file.
    private static string Chosen(SqlDialect dialect, IReadOnlyList<string> texts) =>
        dialect.Functions.Ordinal($"(CASE c.k0 {string.Join(' ', texts.SkipLast(1).Select((text, key) => $"WHEN {key} THEN {dialect.Functions.Literal(text)}"))} ELSE {dialect.Functions.Literal(texts[^1])} END)");
}
