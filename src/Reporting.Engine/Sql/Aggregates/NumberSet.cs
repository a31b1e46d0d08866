using System.Numerics;

namespace Reporting.Engine.Sql.Aggregates;

/// <summary>A set of the numbers below a number, one bit for each.</summary>
internal sealed class NumberSet(int below)
{
    private readonly ulong[] _words = new ulong[(below / 64) + 1];

    public void Add(int number) => _words[number >> 6] |= 1UL << (number & 63);

    /// <summary>The numbers in ascending order.</summary>
    public IEnumerable<int> Numbers()
    {
        for (var word = 0; word < _words.Length; word++)
        {
            for (var bits = _words[word]; bits != 0; bits &= bits - 1)
            {
                yield return (word << 6) + BitOperations.TrailingZeroCount(bits);
            }
        }
    }
}
