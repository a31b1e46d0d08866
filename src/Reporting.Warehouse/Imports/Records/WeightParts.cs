namespace Reporting.Warehouse.Imports.Records;

/// <summary>Shares of an engagement among its domains, in whole parts that always total 2,520 (docs/counting.md).</summary>
public static class WeightParts
{
    /// <summary>Parts of one engagement: the least common multiple of 1 to 10. Equal shares of up to ten domains are therefore exact.</summary>
    public const int Total = 2520;

    /// <summary>Parts of a US dollar, in which allocated amounts are summed.</summary>
    public const int OfDollar = Total * 100;

    /// <summary>The largest relative weight.</summary>
    public const decimal MaxWeight = 999_999_999m;

    // Weights have six decimals. Scaling makes them whole numbers, so rounding cannot affect the shares.
    private const int Scale = 1_000_000;

    /// <summary>Equal shares. The remainder goes to the earlier links.</summary>
    public static int[] Equal(int links) => [.. Enumerable.Range(0, links).Select(i => (Total / links) + (i < Total % links ? 1 : 0))];

    /// <summary>Shares by largest remainder; ties go to the earlier link. Weights are from 0 to <see cref="MaxWeight"/>, and at least one is positive.</summary>
    public static int[] Of(IReadOnlyList<decimal> weights)
    {
        var scaled = weights.Select(w => (Int128)(w * Scale)).ToArray();
        Int128 sum = 0;
        foreach (var weight in scaled)
        {
            sum += weight;
        }

        var parts = scaled.Select(w => (int)(w * Total / sum)).ToArray();
        var left = Total - parts.Sum();
        foreach (var i in Enumerable.Range(0, parts.Length).OrderByDescending(i => scaled[i] * Total % sum).Take(left))
        {
            parts[i]++;
        }

        return parts;
    }
}
