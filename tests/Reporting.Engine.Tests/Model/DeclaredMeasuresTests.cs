using Reporting.Engine.Languages;
using Reporting.Engine.Model;
using Reporting.TestWarehouses;
using Reporting.Warehouse.Definitions;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Tests.Model;

/// <summary>Measures that the model declares over others: what is read, derived and explained, and what stops the start.</summary>
public sealed class DeclaredMeasuresTests
{
    private const string Visits = "  - {id: visits, count: engagements, where: {engagement_category: [visit]}, captions: {en: Visits}}\n";
    private const string Exercises = "  - {id: exercises, count: engagements, where: {engagement_category: [exercise]}, captions: {en: Exercises}}\n";

    private static readonly string Shipped = File.ReadAllText(RepositoryRoot.File("reports", "model", "engagements.yml"));
    private static readonly string Names = File.ReadAllText(RepositoryRoot.File("reports", "model", "names.yml"));

    [Theory]
    [InlineData("count: engagements, where: {engagement_category: [visit]}", Additivity.OneValued, ValueFormat.Count)]
    [InlineData("count: allocated_engagements, where: {domain_any: [radar]}", Additivity.OneValuedAndDomains, ValueFormat.Fraction)]
    [InlineData("count: participants, where: {role: [host]}", Additivity.None, ValueFormat.Count)]
    [InlineData("ratio: {of: amount_usd, to: engagements}", Additivity.None, ValueFormat.Fraction)]
    [InlineData("ratio: {of: agreements, to: engagements}, format: percent", Additivity.None, ValueFormat.Percent)]
    [InlineData("share: {of: headcount, within: row}", Additivity.None, ValueFormat.Percent)]
    [InlineData("period: {of: people, as: rolling, periods: 3, level: year}", Additivity.None, ValueFormat.Count)]
    [InlineData("period: {of: amount_usd, as: change_pct}", Additivity.None, ValueFormat.Percent)]
    [InlineData("count: longest_gap_days, where: {role: [host]}", Additivity.None, ValueFormat.Count)]
    [InlineData("ratio: {of: days_since_last, to: longest_gap_days}", Additivity.None, ValueFormat.Fraction)]
    [InlineData("sum: [visits, exercises]", Additivity.OneValued, ValueFormat.Count)]
    [InlineData("difference: [visits, agreements]", Additivity.OneValued, ValueFormat.Count)]
    public void Additivity_and_format_follow_from_the_definition(string definition, Additivity additivity, ValueFormat format)
    {
        var measure = Read(Visits + Exercises + $"  - {{id: own, {definition}, captions: {{en: Own}}}}\n").Measure("own").Value!;
        Assert.Equal((additivity, format), (measure.Additivity, measure.Format));
    }

    [Theory]
    [InlineData("count: engagements", "without a filter", "where:")]
    [InlineData("kind: sources, count: engagements", "several definitions (kind, count)", "exactly one")]
    [InlineData("ratio: {of: engagement, to: people}", "There is no measure 'engagement'.", "Did you mean 'engagements'?")]
    [InlineData("ratio: {of: own, to: people}", "'own' is defined by itself", "circle")]
    [InlineData("ratio: {of: first_date, to: people}", "Dates cannot be divided.", "count or sum")]
    [InlineData("share: {of: per_person, within: total}", "'per_person' is no part of a whole.", "counts or sums")]
    [InlineData("share: {of: longest_gap_days, within: total}", "'longest_gap_days' is no part of a whole.", "counts or sums")]
    [InlineData("sum: [days_since_last, longest_gap_days]", "cannot be derived", "same count or sum")]
    [InlineData("difference: [quiet, days_since_last]", "cannot be derived", "same count or sum")]
    [InlineData("share: {of: people, within: rows}", "'rows' is not a value of 'within'.", "row, column, parent")]
    [InlineData("period: {of: engagement_share, as: previous}", "'engagement_share' is itself a share", "made of")]
    [InlineData("period: {of: last_date, as: change}", "Dates have no change.", "previous date")]
    [InlineData("period: {of: people, as: rolling}", "lacks 'periods'", "2 to 1000")]
    [InlineData("sum: [visits, people]", "cannot be derived", "same count or sum")]
    [InlineData("sum: [visits, engagements]", "may count the same engagement", "one measure with both members")]
    [InlineData("sum: [hosts, guests]", "may count the same engagement", "one measure with both members")]
    [InlineData("count: engagements, where: {engagement_category: [agrement]}", "no member 'agrement'", "Did you mean 'agreement'?")]
    [InlineData("count: participants, where: {participant_kind: [robot]}", "no member 'robot'", "person")]
    [InlineData("count: engagements, where: {partner_country: [wakanda]}", "no member 'wakanda'", "Known values include")]
    [InlineData("count: engagements, where: {year: [2022..2020]}", "'2022..2020' is not a value of 'year'.", "2025")]
    [InlineData("count: engagements, where: {engagement_type_any: [meeting]}", "one 'engagement_type' only", "Write 'engagement_type' instead.")]
    [InlineData("count: engagements, where: {country_pair: [IN-IL]}", "'IN-IL' is not a pair of countries.", "IL-IN")]
    [InlineData("count: people, where: {role: [host]}, additivity: one-valued", "not what 'additivity' says", "Leave 'additivity' out")]
    [InlineData("ratio: {of: people, to: visits}, format: money", "cannot have the format 'money'", "Leave 'format' out")]
    public void A_definition_without_meaning_or_derivable_additivity_stops_the_start_with_its_line_and_a_hint(string definition, string message, string hint)
    {
        var others = Visits
            + "  - {id: per_person, ratio: {of: visits, to: people}, captions: {en: P}}\n"
            + "  - {id: quiet, count: days_since_last, where: {role: [host]}, captions: {en: Q}}\n"
            + "  - {id: hosts, count: participants, where: {role: [host]}, captions: {en: H}}\n"
            + "  - {id: guests, count: participants, where: {role: [visitor]}, captions: {en: G}}\n";
        var text = Shipped + others + $"  - {{id: own, {definition}, captions: {{en: Own}}}}\n";
        var refused = Assert.Throws<DefinitionException>(() => ModelReader.Parse("engagements.yml", text, Names));
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
        Assert.Contains(hint, refused.Hint, StringComparison.Ordinal);
        Assert.Equal(text.Split('\n').Length - 1, refused.Line);
    }

    [Fact]
    public void A_measure_without_a_description_is_explained_in_every_language()
    {
        var model = Read(Visits + "  - {id: per_ten, ratio: {of: agreements, to: visits, per: 10}, captions: {en: Own, hi: अपना, he: שלי}}\n");
        Assert.Equal("Engagements, counted only with Category: Visit.", model.Measure("visits").Value!.Description.In("en"));
        Assert.Equal("Agreements for every 10 of Visits. Empty where that is 0. Its rows do not add up.", model.Measure("per_ten").Value!.Description.In("en"));
        Assert.Equal("गतिविधियाँ, केवल इनके साथ: श्रेणी: यात्रा।", model.Measure("visits").Value!.Description.In("hi"));
        Assert.Equal("פעילויות, רק עם קטגוריה: ביקור.", model.Measure("visits").Value!.Description.In("he"));
        Assert.All(model.Measures.Where(m => m.Definition is not MeasureDefinition.Base), m => Assert.All(Language.All, l => Assert.NotEmpty(m.Explanation.In(l.Code))));
    }

    [Fact]
    public void A_variant_has_a_caption_in_every_language_and_no_variant_has_another()
    {
        var model = Read(string.Empty);
        var variant = model.Measure("people.rolling(3)").Value!;
        Assert.Equal(("People, last 3 periods", "लोग, पिछली 3 अवधियाँ", "אנשים, 3 התקופות האחרונות"), (variant.Caption.In("en"), variant.Caption.In("hi"), variant.Caption.In("he")));
        Assert.Same(variant, model.Measure("people.rolling(3)").Value);
        Assert.Equal(ErrorCodes.UnknownMeasure.Text, model.Measure("people.rolling(1)").Problem!.Code);
        Assert.Contains("'change_pct'", model.Measure("people.change_pc").Problem!.Hint, StringComparison.Ordinal);
        Assert.Contains("'people'", model.Measure("peple.change").Problem!.Hint, StringComparison.Ordinal);
        Assert.Equal(ErrorCodes.NoSuchVariant.Text, model.Measure("first_date.change").Problem!.Code);
        Assert.Equal(ErrorCodes.UnknownMeasure.Text, model.Measure("people.share.change").Problem!.Code);
    }

    [Fact]
    public void What_is_made_of_a_hidden_measure_or_dimension_is_hidden_too()
    {
        var model = Read(Visits + "  - {id: per_visit, ratio: {of: amount_usd, to: visits}, captions: {en: Own}}\n");
        var withoutAmount = model.VisibleTo(new Visibility(model.Measures.Select(m => m.Id).Except(["amount_usd"]).ToHashSet(), null));
        var withoutCategory = model.VisibleTo(new Visibility(null, model.Dimensions.Select(d => d.Id).Except(["engagement_category"]).ToHashSet()));
        Assert.True(model.Measure("per_visit.change").IsValue(out _, out _));
        Assert.False(withoutAmount.Measure("per_visit").IsValue(out _, out _));
        Assert.False(withoutAmount.Measure("amount_usd.change").IsValue(out _, out _));
        Assert.False(withoutCategory.Measure("visits").IsValue(out _, out _));
        Assert.False(withoutCategory.Measure("per_visit").IsValue(out _, out _));
    }

    private static SemanticModel Read(string measures) => ModelReader.Parse("engagements.yml", Shipped + measures, Names);
}
