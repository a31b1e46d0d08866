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
    [InlineData("groups: month, members: {spring: [2024-03]}", "'own_one' groups 'month', which follows from the date", "participant_country")]
    [InlineData("groups: date, members: {first: [2024-03-01]}", "'own_one' groups 'date', which follows from the date", "'starts'")]
    [InlineData("groups: fiscal_year, members: {first: [2024-25]}", "'own_one' groups 'fiscal_year', which follows from the date", "'starts'")]
    [InlineData("groups: weekday, members: {weekend: [\"6\", \"7\"]}", "'own_one' groups 'weekday', which follows from the date", "filter by the date")]
    [InlineData("groups: country_pair, members: {close: [IL-IN]}", "'own_one' groups 'country_pair', whose members are pairs", "partner_country")]
    [InlineData("groups: area, members: {all: [asia]}", "'own_one' groups 'area', which is itself made of groups", "members of both")]
    [InlineData("groups: extent, members: {all: [0..9]}", "'own_one' groups 'extent', which is itself made of ranges", "wider ranges")]
    [InlineData("groups: participant_country, members: {asia: [IN, XX]}", "has no member 'XX'", "Did you mean")]
    [InlineData("groups: domain, members: {net: [cyber-securty]}", "has no member 'cyber-securty'", "cyber-security")]
    [InlineData("groups: participant_country, members: {asia: []}", "is not a list of members", "south-asia: [IN, BD]")]
    [InlineData("groups: participant_country, members: {asia: {en: Asia}}", "is not a list of members", "names")]
    [InlineData("groups: participant_country, members: {}", "groups 0 members", "1 to 500")]
    [InlineData("groups: participant_country, members: {asia: [IN, IN]}", "names 'IN' twice", "once")]
    [InlineData("groups: participant_country, members: {unknown: [IN]}", "is not a valid code for a member", "not stated")]
    [InlineData("groups: participant_country, members: {Asia: [IN]}", "is not a valid code for a member", "lower-case")]
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
        var text = SampleDimensions.Text("  - {id: area, groups: participant_country, members: {asia: [IN]}, captions: {en: Area}}\n"
            + "  - {id: extent, bands: headcount, ranges: [0..9], captions: {en: Extent}}\n"
            + $"  - {{id: own_one, {declaration}, captions: {{en: Own}}}}\n");
        var refused = Assert.Throws<DefinitionException>(() => ModelReader.Parse("engagements.yml", text, Names));
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
        Assert.Contains(hint, refused.Hint, StringComparison.Ordinal);
        Assert.Equal(text.Split('\n').ToList().FindIndex(l => l.Contains("own_one", StringComparison.Ordinal)) + 1, refused.Line);
    }

    [Theory]
    [InlineData("groups: participant_country, members: {south-asia: [IN, BD], quad: [IN, US]}, others: rest, names: {south-asia: {en: South Asia, hi: दक्षिण एशिया, he: דרום אסיה}}",
        "groups: participant_country, members: {south-asia: [IN, BD], quad: [IN, US]}, others: rest",
        "Groups of Participant's country: South Asia (India, Bangladesh); Quad (India, United States). All others: Rest. An engagement counts once in each of its groups, so the groups do not add up.",
        "प्रतिभागी का देश के समूह: दक्षिण एशिया (भारत, बांग्लादेश); Quad (भारत, संयुक्त राज्य)। बाकी सब: Rest। गतिविधि अपने हर समूह में एक बार गिनी जाती है, इसलिए समूहों का जोड़ योग नहीं होता।")]
    [InlineData("bands: headcount, ranges: [0..9, 10..99, 100..]",
        "bands: headcount, ranges: [0..9, 10..99, 100..], others: other",
        "Ranges of the number of people present: 0–9; 10–99; ≥ 100. Both ends belong to a range. A number in no range: Other.",
        "उपस्थित लोगों की संख्या की सीमाएँ: 0–9; 10–99; ≥ 100। दोनों सिरे सीमा में आते हैं। किसी सीमा में न आने वाली संख्या: Other।")]
    [InlineData("starts: october", "starts: october", "The year 2025-26 begins on 1 October 2025 and ends on 30 September 2026.", "वर्ष 2025-26 1 अक्तूबर 2025 को शुरू होता है और 30 सितंबर 2026 को समाप्त होता है।")]
    public void A_declared_dimension_has_its_definition_and_is_explained_in_every_language(string declaration, string definition, string english, string hindi)
    {
        var model = ModelReader.Parse("engagements.yml", SampleDimensions.Text($"  - {{id: own_one, {declaration}, captions: {{en: Own}}}}\n"), Names);
        var own = model.Dimension("own_one").Value!;
        Assert.Equal((definition, english, hindi), (DefinitionFormatter.Of(own, model.Dimensions), own.Explanation.In("en"), own.Explanation.In("hi")));
        Assert.Equal((english, true), (own.Description.In("en"), own.Explanation.Texts.ContainsKey("he")));
        Assert.Equal("attribute: domain.domain", DefinitionFormatter.Of(model.Dimension("domain").Value!, model.Dimensions));
        Assert.Equal("starts: april", DefinitionFormatter.Of(model.Dimension("fiscal_year").Value!, model.Dimensions));
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
        Assert.Equal(["commitment_state", "weekday"], HiddenWith("date"));
        Assert.Equal(["topic"], HiddenWith("domain"));
        Assert.Equal(["confidence"], HiddenWith("source"));
        var seen = model.VisibleTo(new Visibility(model.Measures.Select(m => m.Id).Except(["headcount"]).ToHashSet(), null));
        Assert.Equal(["size"], model.Dimensions.Select(d => d.Id).Except(seen.Dimensions.Select(d => d.Id)));

        IEnumerable<string> HiddenWith(string id) => model.Dimensions.Select(d => d.Id).Except([id])
            .Except(model.VisibleTo(new Visibility(null, model.Dimensions.Select(d => d.Id).Except([id]).ToHashSet())).Dimensions.Select(d => d.Id)).Order(StringComparer.Ordinal);
    }
}
