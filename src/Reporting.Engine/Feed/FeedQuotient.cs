namespace Reporting.Engine.Feed;

/// <summary>Converts stored whole parts to the decimal number that they stand for.</summary>
public static class FeedQuotient
{
    /// <summary>Decimal places of a quotient.</summary>
    public const int Places = 10;

    private const long Unit = 10_000_000_000;

    // The product of this limit and Unit fits a long.
    private const long Largest = 900_000_000;

    /// <summary>Rounds to ten places, halves to the even digit, without trailing zeros.</summary>
    public static decimal Of(long parts, long divisor)
    {
        var (whole, rest) = Math.DivRem(parts, divisor);
        if (parts < 0 || whole > Largest || divisor > Largest)
        {
            return Math.Round((decimal)parts / divisor, Places) / 1.0000000000000000000000000000m;
        }

        // Use whole numbers, since decimals divide slowly.
        var (digits, below) = Math.DivRem(rest * Unit, divisor);
        var value = (whole * Unit) + digits;
        value += below * 2 > divisor || (below * 2 == divisor && value % 2 == 1) ? 1 : 0;
        var places = Places;
        for (; places > 0 && value % 10 == 0; places--)
        {
            value /= 10;
        }

        return new decimal((int)value, (int)(value >> 32), 0, false, (byte)places);
    }
}
