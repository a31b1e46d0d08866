using System.Globalization;
using Reporting.Engine.Feed;

namespace Reporting.Engine.Tests.Feed;

public sealed class FeedQuotientTests
{
    [Theory]
    [InlineData(100)]
    [InlineData(2_520)]
    [InlineData(252_000)]
    [InlineData(3)]
    [InlineData(1_024)]
    [InlineData(2_000_000_000)]
    public void A_quotient_equals_decimal_division_digit_by_digit(long divisor)
    {
        var random = new Random(20260222);
        var parts = Enumerable.Range(0, 20_000).Select(i => i switch
        {
            < 2_000 => i,
            _ when i % 3 == 0 => random.NextInt64(1_000_000_000),
            _ when i % 3 == 1 => random.NextInt64() >> random.Next(63),
            _ => -random.NextInt64(1_000_000),
        });
        Assert.All(parts.Append(long.MaxValue).Append(long.MinValue), p =>
            Assert.Equal((Math.Round((decimal)p / divisor, 10) / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture), FeedQuotient.Of(p, divisor).ToString(CultureInfo.InvariantCulture)));
    }
}
