using System.Globalization;

namespace Reporting.Warehouse.Imports;

/// <summary>
/// US dollars as the warehouse keeps them: the nearest whole cents, and what they lack or have too much, in millionths of a cent. Both are whole numbers, so that every
/// engine sums them alike, and a sum is rounded to cents once.
/// </summary>
/// <param name="Rest">From −500,000 to 500,000; null for none.</param>
public readonly record struct ExactAmount(long Cents, int? Rest)
{
    public const int Parts = 1_000_000;

    /// <summary>More decimals are rounded away.</summary>
    public const int Decimals = 8;

    public static ExactAmount Of(decimal dollars)
    {
        var hundredths = decimal.Round(dollars, Decimals, MidpointRounding.AwayFromZero) * 100;
        var cents = decimal.Round(hundredths, 0, MidpointRounding.AwayFromZero);
        var rest = (int)((hundredths - cents) * Parts);
        return new ExactAmount((long)cents, rest == 0 ? null : rest);
    }

    public static decimal? Dollars(long? cents, int? rest) => cents is null ? null : rest is { } more ? (cents / 100m) + (more / (100m * Parts)) : cents / 100m;

    /// <summary>As whole cents are written, where there is no more to it.</summary>
    public override string ToString() => Rest is { } rest ? $"{Cents.ToString(CultureInfo.InvariantCulture)}{rest.ToString("+0;-0", CultureInfo.InvariantCulture)}" : Cents.ToString(CultureInfo.InvariantCulture);
}
