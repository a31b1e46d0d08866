using Reporting.Warehouse.Imports.Mappings;

namespace Reporting.Warehouse.Tests.Imports;

public sealed class SameMemberTests
{
    private const string Start = "# kept\nengagement: {code: \"{id}\", title: \"{t}\"}\n";

    public static TheoryData<string> Forms =>
    [
        "",
        "aliases:\n  participants:\n    Burma: Myanmar  # kept\n",
        "aliases:\n    countries: {Zaïre: CD}\n",
        "aliases:\n\n  # kept\n  countries:\n    Zaïre: CD\n  participants: {Burma: Myanmar}\nweights: equal\n",
        "aliases: {participants: {Burma: Myanmar}}\n",
        "aliases: {countries: {Zaïre: CD}}\nweights: equal\n",
        "aliases:\n  participants:\n      Burma: Myanmar\n\n      UK: United Kingdom\nmembers:\n- {of: participants, name: X}\n",
    ];

    [Theory]
    [MemberData(nameof(Forms))]
    public void An_alias_can_be_written_into_any_mapping(string rest)
    {
        var yaml = Start + rest;

        var written = SameMember.Write(yaml, new PossibleDuplicate("participant", "usa", "USA \"of A\"", "united-states", "United States", "")).Value!;

        Assert.Contains("\"USA \\\"of A\\\"\": \"United States\"", written, StringComparison.Ordinal);
        Assert.Equal(yaml.Split("kept").Length, written.Split("kept").Length);
        Assert.Equal(yaml.Contains("Burma", StringComparison.Ordinal), written.Contains("Burma: Myanmar", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_member_can_be_written_into_any_mapping(string rest)
    {
        var written = SameMember.Write(Start + rest, new PossibleDuplicate("participant", "usa", "USA", "us", "United States", "")).Value!;

        Assert.Contains("- {of: participants, name: \"United States\", code: \"us\", also: [\"USA\"]}", written, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mapping_in_an_unsupported_form_stays_unchanged_and_the_line_is_shown()
    {
        var refused = SameMember.Write(
            Start + "members: [{of: participants, name: X}]\n", new PossibleDuplicate("participant", "usa", "USA", "us", "United States", "members: [the line]"));

        Assert.Equal("alias-not-written", refused.Problem!.Code);
        Assert.Contains("members: [the line]", refused.Problem.Hint, StringComparison.Ordinal);
    }
}
