using Reporting.Engine.Model;
using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Counting;
using Reporting.Warehouse.Definitions;

namespace Reporting.Engine.Tests.Model;

/// <summary>What a model file may declare over its dimensions, and what stops the start.</summary>
public sealed class DeclaredDimensionsReaderTests
{
    private static readonly string Names = File.ReadAllText(RepositoryRoot.File("reports", "model", "names.yml"));

    [Theory]
    [InlineData("starts: january", "would be the calendar year", "date.year")]
    [InlineData("starts: octobre", "'octobre' is not a month", "october")]
    [InlineData("attribute: date.year, starts: october", "starts in a month, but its attribute is 'date.year'", "Leave out 'starts'")]
    [InlineData("parent: year", "has no definition", "attribute, starts, groups, bands")]
    [InlineData("groups: participant_country, bands: headcount", "several definitions", "Give one of")]
    [InlineData("groups: participant_contry, members: {asia: [IN]}", "No dimension before", "participant_country")]
    [InlineData("groups: month, members: {spring: [2024-03]}", "no members to group", "participant_country")]
    [InlineData("groups: participant_country, members: {asia: [IN, XX]}", "has no member 'XX'", "Did you mean")]
    [InlineData("groups: domain, members: {net: [cyber-securty]}", "has no member 'cyber-securty'", "cyber-security")]
    [InlineData("groups: participant_country, members: {asia: []}", "is not a list of members", "south-asia: [IN, BD]")]
    [InlineData("groups: participant_country, members: {asia: {en: Asia}}", "is not a list of members", "names")]
    [InlineData("groups: participant_country, members: {}", "groups 0 members", "1 to 500")]
    [InlineData("groups: participant_country, members: {asia: [IN, IN]}", "names 'IN' twice", "once")]
    [InlineData("groups: participant_country, members: {unknown: [IN]}", "is not the code of a member", "not stated")]
    [InlineData("groups: participant_country, members: {Asia: [IN]}", "is not the code of a member", "lower-case")]
    [InlineData("groups: participant_country, members: {asia: [IN]}, others: asia", "given twice", "unique")]
    [InlineData("groups: place_country, members: {one: [IN], two: [IN]}", "in several groups", "one group")]
    [InlineData("bands: people, ranges: [0..9]", "'people' has no bands", "headcount")]
    [InlineData("bands: headcount", "has 0 ranges", "0..9")]
    [InlineData("bands: headcount, ranges: [0..9, 9..20]", "overlap", "10..99")]
    [InlineData("bands: headcount, ranges: [0.., 10..99]", "overlap", "10..99")]
    [InlineData("bands: headcount, ranges: [9..0]", "is empty", "smaller number first")]
    [InlineData("bands: headcount, ranges: [few]", "is not a range", "whole numbers")]
    public void A_wrong_declaration_is_refused_with_file_line_and_hint(string declaration, string message, string hint)
    {
        var text = SampleDimensions.Text($"  - {{id: own_one, {declaration}, captions: {{en: Own}}}}\n");
        var refused = Assert.Throws<DefinitionException>(() => ModelReader.Parse("engagements.yml", text, Names));
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
        Assert.Contains(hint, refused.Hint, StringComparison.Ordinal);
        Assert.Equal(text.Split('\n').ToList().FindIndex(l => l.Contains("own_one", StringComparison.Ordinal)) + 1, refused.Line);
    }

    [Fact]
    public void A_declaration_with_the_name_of_another_is_refused()
    {
        var text = SampleDimensions.Text("  - {id: role, bands: headcount, ranges: [0..9], captions: {en: Own}}\n");
        Assert.Contains("'role' is given twice", Assert.Throws<DefinitionException>(() => ModelReader.Parse("engagements.yml", text, Names)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "Israel – India")]
    [InlineData("hi", "इज़राइल – भारत")]
    [InlineData("he", "ישראל – הודו")]
    public void A_pair_of_countries_is_named_in_the_readers_language(string language, string name) =>
        Assert.Equal(name, ModelReader.Read(RepositoryRoot.File("reports", "model", "engagements.yml")).Dimension("country_pair").Value!.NameOf("IL-IN", language));

    [Fact]
    public void A_dimension_that_shows_a_hidden_one_in_another_form_is_hidden_too()
    {
        var model = SampleDimensions.Model();
        Assert.Equal(["country_pair", "partner_country", "partner_region", "region", "side"], HiddenWith("participant_country"));
        Assert.Equal(["makers", "partner"], HiddenWith("participant"));
        Assert.Equal(["weekday"], HiddenWith("date"));
        Assert.Equal(["topic"], HiddenWith("domain"));
        var seen = model.VisibleTo(new Visibility(model.Measures.Select(m => m.Id).Except(["headcount"]).ToHashSet(), null));
        Assert.Equal(["size"], model.Dimensions.Select(d => d.Id).Except(seen.Dimensions.Select(d => d.Id)));

        IEnumerable<string> HiddenWith(string id) => model.Dimensions.Select(d => d.Id).Except([id])
            .Except(model.VisibleTo(new Visibility(null, model.Dimensions.Select(d => d.Id).Except([id]).ToHashSet())).Dimensions.Select(d => d.Id)).Order(StringComparer.Ordinal);
    }
}
