namespace Reporting.Warehouse.Imports;

/// <summary>Shares of an engagement among its domains, in whole parts that always total 2,520 (docs/counting.md).</summary>
public static class WeightParts
{
    /// <summary>Parts of one engagement: the least common multiple of 1 to 10, so that equal shares of up to ten domains are exact.</summary>
    public const int Total = 2520;

    /// <summary>Most that a relative weight may be.</summary>
    public const decimal MaxWeight = 999_999_999m;

    // Weights count to a millionth: whole numbers from here on, so that no rounding decides.
    private const int Scale = 1_000_000;

    /// <summary>Equal shares; what cannot be divided goes to the earlier links.</summary>
    public static int[] Equal(int links) => [.. Enumerable.Range(0, links).Select(i => (Total / links) + (i < Total % links ? 1 : 0))];

    /// <summary>Shares by largest remainder, ties to the earlier link. Weights are not negative, not all zero, and at most <see cref="MaxWeight"/>.</summary>
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
