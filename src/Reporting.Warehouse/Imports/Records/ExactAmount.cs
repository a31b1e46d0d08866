using System.Globalization;

namespace Reporting.Warehouse.Imports.Records;

/// <summary>
/// US dollars as stored: the nearest whole cents, and the difference to the exact amount in millionths of a cent. Both are whole numbers, so
/// every engine computes the same sum, and a sum is rounded to cents only once.
/// </summary>
/// <param name="Rest">From −500,000 to 500,000; null for none.</param>
public readonly record struct ExactAmount(long Cents, int? Rest)
{
    public const int Parts = 1_000_000;

    /// <summary>The decimals that are kept. Further ones are rounded.</summary>
    public const int Decimals = 8;

    public static ExactAmount Of(decimal dollars)
    {
        var hundredths = decimal.Round(dollars, Decimals, MidpointRounding.AwayFromZero) * 100;
        var cents = decimal.Round(hundredths, 0, MidpointRounding.AwayFromZero);
        var rest = (int)((hundredths - cents) * Parts);
        return new ExactAmount((long)cents, rest == 0 ? null : rest);
    }

    public static decimal? Dollars(long? cents, int? rest) => cents is null ? null : rest is { } more ? (cents / 100m) + (more / (100m * Parts)) : cents / 100m;

    /// <summary>Whole cents, followed by the remainder when there is one.</summary>
    public override string ToString() => Rest is { } rest ? $"{Cents.ToString(CultureInfo.InvariantCulture)}{rest.ToString("+0;-0", CultureInfo.InvariantCulture)}" : Cents.ToString(CultureInfo.InvariantCulture);
}
