using System.Numerics;

namespace Reporting.Warehouse.Demo;

/// <summary>
/// xoshiro256** (Blackman and Vigna, 2018) seeded by SplitMix64. Uses only whole numbers and exact IEEE 754 operations, so that a seed gives the same values
/// on every machine and .NET version. <see cref="Random"/> does not promise that.
/// </summary>
internal sealed class DemoRandom
{
    private ulong _a;
    private ulong _b;
    private ulong _c;
    private ulong _d;

    public DemoRandom(long seed)
    {
        var state = (ulong)seed;
        (_a, _b, _c, _d) = (SplitMix(ref state), SplitMix(ref state), SplitMix(ref state), SplitMix(ref state));
    }

    public ulong Next()
    {
        var result = BitOperations.RotateLeft(_b * 5, 7) * 9;
        var shifted = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= shifted;
        _d = BitOperations.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>A number from 0 to one less than the bound.</summary>
    public int Below(int bound) => (int)(((Next() >> 32) * (ulong)bound) >> 32);

    public bool Percent(int chance) => Below(100) < chance;

    /// <summary>A skewed value around a median, like sums of money and sizes of crowds. Each spread doubles or halves it.</summary>
    public double Skewed(double median, double spread) => median * Exp2(Normal() * spread);

    // The sum of twelve uniform numbers is nearly normal. It needs no logarithm, which differs between machines.
    private double Normal()
    {
        var sum = 0;
        for (var i = 0; i < 3; i++)
        {
            var bits = Next();
            sum += (int)(bits & 0xFFFF) + (int)((bits >> 16) & 0xFFFF) + (int)((bits >> 32) & 0xFFFF) + (int)(bits >> 48);
        }

        return (sum / 65536.0) - 6;
    }

    private static double Exp2(double x)
    {
        var whole = Math.Floor(x);
        var f = x - whole;
        return Math.ScaleB(1 + (f * (0.6931 + (f * (0.2416 + (f * 0.0653))))), (int)whole);
    }

    private static ulong SplitMix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
