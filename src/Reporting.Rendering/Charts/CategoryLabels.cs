using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Charts;

/// <summary>Names under the categories: on one line, on up to three, or turned; thinned out only when there are very many.</summary>
internal static class CategoryLabels
{
    private const double LineHeight = 14;
    private const double LongestTurned = 165;
    private const double Turn = -38;

    /// <summary>Returns how much room they take below the plot.</summary>
    public static double Add(List<TextMark> texts, ChartSection chart, ColumnFrame frame)
    {
        var members = chart.Categories.Members;
        var room = frame.Band - 6;
        var lines = members.Select(member => TextWidth.Lines(member.Name, room / ChartLayout.FontSize)).ToList();
        var most = lines.Select(one => one.Count).DefaultIfEmpty(1).Max();
        if (most <= 3 && lines.All(one => one.All(line => ChartLayout.TextUnits(line) <= room)))
        {
            for (var i = 0; i < members.Count; i++)
            {
                for (var k = 0; k < lines[i].Count; k++)
                {
                    texts.Add(new TextMark(frame.Middle(i), frame.Bottom + 17 + (k * LineHeight), lines[i][k], "middle", "axis"));
                }
            }

            return 10 + (most * LineHeight);
        }

        var every = (int)Math.Ceiling(LineHeight / frame.Band);
        var longest = 0.0;
        for (var i = 0; i < members.Count; i += every)
        {
            // The first names reach out to the left: they must not leave the drawing.
            var reach = Math.Min(LongestTurned, (frame.Middle(i) - 4) / Math.Cos(Turn * Math.PI / 180));
            var name = TextWidth.Cut(members[i].Name, reach / ChartLayout.FontSize);
            longest = Math.Max(longest, ChartLayout.TextUnits(name));
            texts.Add(new TextMark(frame.Middle(i) + 3, frame.Bottom + 14, name, "end", "axis", Turn));
        }

        return 22 + (longest * Math.Sin(-Turn * Math.PI / 180));
    }
}
