using Reporting.Engine.Reports.Documents;
using Reporting.Warehouse.Members;

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

    /// <summary>The section with the colours of its series. The order of sections decides who has a colour first.</summary>
    public ReportSection Paint(ReportSection section) => section is ChartSection { SeriesDimension: { } dimension, Categories.Members.Count: > 0 } chart
        ? chart with { Series = [.. chart.Series.Select(series => series with { Colour = Of(dimension, series.Code) })] }
        : section;

    private int Of(string dimension, string? code)
    {
        if (code is null or UnknownMembers.Code)
        {
            return Count - 1;
        }

        var key = (dimension, code);
        if (!_colours.TryGetValue(key, out var colour))
        {
            var taken = _colours.Where(c => c.Key.Dimension == dimension).Select(c => c.Value).ToHashSet();
            var first = (int)(Hash(code) % (Count - 1));
            colour = Enumerable.Range(0, Count - 1).Select(i => (first + i) % (Count - 1)).FirstOrDefault(c => !taken.Contains(c), first);
            _colours[key] = colour;
        }

        return colour;
    }

    // FNV-1a: the same on every machine, unlike string.GetHashCode.
    private static uint Hash(string text) => text.Aggregate(2166136261u, (hash, letter) => unchecked((hash ^ letter) * 16777619u));
}
