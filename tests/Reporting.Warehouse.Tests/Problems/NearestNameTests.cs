using Reporting.Warehouse.Problems;

namespace Reporting.Warehouse.Tests.Problems;

public sealed class NearestNameTests
{
    private static readonly string[] Names = ["domain", "domain_group", "participant", "participant_country", "year", "engagements", "IN"];

    [Theory]
    [InlineData("domian", "domain")]
    [InlineData("Domains", "domain")]
    [InlineData("domaingroup", "domain_group")]
    [InlineData("particpant", "participant")]
    [InlineData("engagement", "engagements")]
    [InlineData("yaer", "year")]
    [InlineData("parti", "participant")]
    [InlineData("in", "IN")]
    [InlineData("colour", null)]
    [InlineData("", null)]
    public void The_nearest_name_is_found(string name, string? nearest) => Assert.Equal(nearest, NearestName.Of(name, Names));

    [Fact]
    public void A_hint_without_a_near_name_is_the_alternative() => Assert.Equal("See /model.", NearestName.Hint("colour", Names, "See /model."));
}
