namespace Reporting.Warehouse.Demo;

/// <summary>Draws an index in proportion to its weight in one step (Walker's alias method), with whole numbers only.</summary>
internal sealed class WeightedChoice
{
    private readonly uint[] _keep;
    private readonly int[] _other;

    public WeightedChoice(IReadOnlyList<long> weights)
    {
        var n = weights.Count;
        (_keep, _other) = (new uint[n], new int[n]);
        // Scaled so that the average equals the sum, which avoids rounding.
        var sum = (Int128)weights.Sum();
        var left = weights.Select(w => (Int128)w * n).ToArray();
        var small = new Stack<int>(Enumerable.Range(0, n).Where(i => left[i] < sum));
        var large = new Stack<int>(Enumerable.Range(0, n).Where(i => left[i] >= sum));
        while (small.Count > 0 && large.Count > 0)
        {
            var (low, high) = (small.Pop(), large.Peek());
            _keep[low] = (uint)((left[low] << 32) / sum);
            _other[low] = high;
            left[high] -= sum - left[low];
            if (left[high] < sum)
            {
                small.Push(large.Pop());
            }
        }

        foreach (var i in small.Concat(large))
        {
            (_keep[i], _other[i]) = (uint.MaxValue, i);
        }
    }

    /// <summary>Zipf weights: the second item is half as likely as the first, the third a third. A head start flattens them.</summary>
    public static WeightedChoice Zipf(int count, int headStart = 0) => new([.. Enumerable.Range(1 + headStart, count).Select(rank => 1_000_000_000_000L / rank)]);

    public int Draw(DemoRandom random)
    {
        var bits = random.Next();
        var i = (int)(((bits >> 32) * (ulong)_keep.Length) >> 32);
        return (uint)bits < _keep[i] ? i : _other[i];
    }
}
