using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Tests.Text;

public sealed class PluralTests
{
    [Theory]
    [InlineData(0, "0 rows")]
    [InlineData(1, "1 row")]
    [InlineData(2500, "2,500 rows")]
    public void A_number_has_the_noun_that_fits(long count, string text) => Assert.Equal(text, Plural.Of(count, "row"));

    [Fact]
    public void A_plural_may_differ_in_more_than_an_s()
    {
        Assert.Equal("1 entry is late", Plural.Of(1, "entry is", "entries are") + " late");
        Assert.Equal("2 entries are late", Plural.Of(2, "entry is", "entries are") + " late");
    }
}
