using System.Numerics;
using System.Runtime.InteropServices;
using Reporting.Engine.Model;

namespace Reporting.Engine.Planning;

/// <summary>The engagements of each member of an attribute in one data version (decision 0076): for each member a set of bits, one after another.</summary>
/// <param name="Keys">The keys of the members, or codes where the code is the key.</param>
/// <param name="Stride">The bytes of a set, a multiple of eight.</param>
public sealed record MemberSets(IReadOnlyList<object> Keys, int Stride, byte[] Bits)
{
    /// <summary>The places of some members.</summary>
    public IEnumerable<int> Places(Func<object, bool> isWanted) => Enumerable.Range(0, Keys.Count).Where(place => isWanted(Keys[place]));

    /// <summary>The engagements of any of some members.</summary>
    public byte[] Union(Func<object, bool> isWanted)
    {
        var union = new byte[Stride];
        foreach (var place in Places(isWanted))
        {
            var into = Words(union);
            var from = Words(Bits.AsSpan(place * Stride, Stride));
            for (var word = 0; word < into.Length; word++)
            {
                into[word] |= from[word];
            }
        }

        return union;
    }

    /// <summary>The place of the member of each engagement, for attributes with one member for each.</summary>
    public ushort[] PlacesOfEngagements()
    {
        var places = new ushort[Stride * 8];
        foreach (var place in Enumerable.Range(1, Math.Max(Keys.Count - 1, 0)))
        {
            var set = Bits.AsSpan(place * Stride, Stride);
            for (var at = 0; at < set.Length; at++)
            {
                for (var bits = (uint)set[at]; bits != 0; bits &= bits - 1)
                {
                    places[(at * 8) + BitOperations.TrailingZeroCount(bits)] = (ushort)place;
                }
            }
        }

        return places;
    }

    /// <summary>The engagements that are in all sets. A set without its last zeros is shorter.</summary>
    public static byte[] Intersection(int stride, IReadOnlyList<byte[]> sets)
    {
        var common = new byte[stride];
        sets[0].AsSpan(0, Math.Min(stride, sets[0].Length)).CopyTo(common);
        foreach (var set in sets.Skip(1))
        {
            var into = Words(common);
            var from = Words(set);
            for (var word = 0; word < from.Length && word < into.Length; word++)
            {
                into[word] &= from[word];
            }

            // The last bytes of a set that ends within a word, and zeros for what it lacks.
            for (var at = from.Length * sizeof(ulong); at < stride; at++)
            {
                common[at] &= at < set.Length ? set[at] : (byte)0;
            }
        }

        return common;
    }

    public static long Count(ReadOnlySpan<byte> set)
    {
        var count = 0L;
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(set))
        {
            count += BitOperations.PopCount(word);
        }

        foreach (var rest in set[(set.Length / sizeof(ulong) * sizeof(ulong))..])
        {
            count += BitOperations.PopCount(rest);
        }

        return count;
    }

    private static Span<ulong> Words(Span<byte> set) => MemoryMarshal.Cast<byte, ulong>(set);
}

/// <summary>The member sets that a plan can be counted from, without a look at its rows.</summary>
/// <param name="ByAttribute">By the ids of attributes.</param>
/// <param name="Links">The links of a kind that are counted one by one.</param>
public sealed record PlannedSets(int Stride, IReadOnlyDictionary<string, MemberSets> ByAttribute, IReadOnlyDictionary<BridgeKind, LinkList> Links)
{
    /// <summary>The engagements of the handling levels that a clearance shows; null where the scope is no clearance.</summary>
    public (IReadOnlyList<object> Handlings, byte[] Bits)? Cleared { get; init; }

    /// <summary>The dates of engagements, for pairs.</summary>
    public EngagementDates? Dates { get; init; }

    /// <summary>The engagements that have a link which meets several filters on links of its kind.</summary>
    public IReadOnlyDictionary<BridgeKind, (IReadOnlyList<PlannedFilter> Filters, byte[] Bits)> OfSameLink { get; init; } = new Dictionary<BridgeKind, (IReadOnlyList<PlannedFilter> Filters, byte[] Bits)>();
}
