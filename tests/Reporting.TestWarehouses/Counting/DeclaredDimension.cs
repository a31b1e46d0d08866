using System.Collections.Concurrent;
using Reporting.TestWarehouses.Data;

namespace Reporting.TestWarehouses.Counting;

/// <summary>A dimension that a model declares, as docs/model.md defines it. Nothing here comes from the product. An id has one definition in all tests.</summary>
public abstract record DeclaredDimension(string Id)
{
    private static readonly ConcurrentDictionary<string, DeclaredDimension> Known = new(SampleDimensions.Rules.Select(r => KeyValuePair.Create(r.Id, r)), StringComparer.Ordinal);

    /// <summary>The codes of its members in their order; null for periods.</summary>
    public virtual IReadOnlyList<string>? Codes => null;

    internal static DeclaredDimension? Find(string id) => Known.GetValueOrDefault(id);

    public static void Add(IEnumerable<DeclaredDimension> dimensions)
    {
        foreach (var dimension in dimensions)
        {
            Known[dimension.Id] = dimension;
        }
    }

    /// <summary>Years that begin in a month other than January.</summary>
    public sealed record Calendar(string Id, int Month) : DeclaredDimension(Id);

    /// <summary>Groups of the members of another dimension. A member in none belongs to the others.</summary>
    public sealed record Groups(string Id, string Of, IReadOnlyList<(string Code, string[] Members)> Named, string Others = "other") : DeclaredDimension(Id)
    {
        public override IReadOnlyList<string> Codes => [.. Named.Select(g => g.Code), Others, TestData.Unknown];

        public IReadOnlyList<string> With(string member) => Named.Where(g => g.Members.Contains(member)).Select(g => g.Code).ToList() is { Count: > 0 } groups
            ? groups
            : [member == TestData.Unknown ? TestData.Unknown : Others];
    }

    /// <summary>Ranges of the headcount, or of the amount in whole dollars. Both ends belong to a range; a null end is open.</summary>
    public sealed record Bands(string Id, bool IsOfHeadcount, IReadOnlyList<(long? First, long? Last)> Ranges, string Others = "other") : DeclaredDimension(Id)
    {
        public override IReadOnlyList<string> Codes => [.. Ranges.Select(Code), Others, TestData.Unknown];

        public static string Code((long? First, long? Last) range) => $"{range.First}..{range.Last}";

        internal string Of(TestEngagement engagement)
        {
            // Cents below a whole dollar belong to it: 9.99 is in 0..9.
            if ((IsOfHeadcount ? engagement.Headcount : engagement.AmountCents / 100) is not { } number)
            {
                return TestData.Unknown;
            }

            var range = Ranges.Select(r => ((long? First, long? Last)?)r).FirstOrDefault(r => (r!.Value.First ?? long.MinValue) <= number && number <= (r.Value.Last ?? long.MaxValue));
            return range is { } found ? Code(found) : Others;
        }
    }
}
