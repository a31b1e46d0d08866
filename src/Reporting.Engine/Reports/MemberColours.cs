using Reporting.Engine.Model;
using Reporting.Engine.Queries;

namespace Reporting.Engine.Reports;

/// <summary>
/// The colours of members as series. A member has one colour in a report, and usually the same in other reports: it follows from the code, unless another
/// member of the dimension in the report has it already.
/// </summary>
internal sealed class MemberColours
{
    /// <summary>The number of colours in the palette. The last one, a grey, is for what is not stated.</summary>
    private const int Count = 12;

    private readonly Dictionary<(string Dimension, string Code), int> _colours = [];

    public int Of(ModelDimension dimension, Member member)
    {
        if (member.IsNotStated)
        {
            return Count - 1;
        }

        var key = (dimension.Id, member.Code!);
        if (!_colours.TryGetValue(key, out var colour))
        {
            var taken = _colours.Where(c => c.Key.Dimension == dimension.Id).Select(c => c.Value).ToHashSet();
            var first = (int)(Hash(member.Code!) % (Count - 1));
            colour = Enumerable.Range(0, Count - 1).Select(i => (first + i) % (Count - 1)).FirstOrDefault(c => !taken.Contains(c), first);
            _colours[key] = colour;
        }

        return colour;
    }

    // FNV-1a: the same on every machine, unlike string.GetHashCode.
    private static uint Hash(string text) => text.Aggregate(2166136261u, (hash, letter) => unchecked((hash ^ letter) * 16777619u));
}
