using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Charts;

/// <summary>Names under the categories: on one line, on up to three lines, or rotated. Some names are omitted only when there are very many.</summary>
internal static class CategoryLabels
{
    private const double LineHeight = 14;
    private const double MaxRotated = 165;
    private const double MaxLeft = 110;

    /// <summary>How much the names may narrow the bands.</summary>
    private const double Slack = 12;
    private const double RotationDegrees = -38;

    /// <summary>The longest name of a period that stays horizontal.</summary>
    private const double MaxPeriod = 70;

    /// <summary>How far the first rotated names extend to the left of the plot. Long names are cut.</summary>
    public static double Left(ChartSection chart, ColumnFrame frame) => Lines(chart, frame) is not null || Step(chart, frame) is not null
        ? 0
        : Math.Min(MaxLeft, chart.Categories.Members.Select((member, i) => (ChartLayout.TextUnits(member.Short ?? member.Name) * Math.Cos(RotationDegrees * Math.PI / 180)) + Slack - (frame.Band * (i + 0.5))).Max());

    /// <summary>Adds the names and returns their height below the plot.</summary>
    public static double Add(List<TextMark> texts, ChartSection chart, ColumnFrame frame)
    {
        var members = chart.Categories.Members;
        if (Lines(chart, frame) is { } lines)
        {
            for (var i = 0; i < members.Count; i++)
            {
                for (var k = 0; k < lines[i].Count; k++)
                {
                    texts.Add(new TextMark(frame.Middle(i), frame.Bottom + 17 + (k * LineHeight), lines[i][k], "middle", "axis"));
                }
            }

            return 10 + (lines.Select(one => one.Count).DefaultIfEmpty(1).Max() * LineHeight);
        }

        if (Step(chart, frame) is { } step)
        {
            return AddPeriods(texts, chart, frame, step);
        }

        var every = (int)Math.Ceiling(LineHeight / frame.Band);
        var longest = 0.0;
        for (var i = 0; i < members.Count; i += every)
        {
            // The first names extend to the left and must stay inside the drawing.
            var reach = Math.Min(MaxRotated, (frame.Middle(i) - 4) / Math.Cos(RotationDegrees * Math.PI / 180));
            var name = TextWidth.Cut(members[i].Short ?? members[i].Name, reach / ChartLayout.FontSize);
            longest = Math.Max(longest, ChartLayout.TextUnits(name));
            texts.Add(new TextMark(frame.Middle(i) + 3, frame.Bottom + 14, name, "end", "axis", RotationDegrees));
        }

        return 22 + (longest * Math.Sin(-RotationDegrees * Math.PI / 180));
    }

    // Periods follow each other, so every second or third name is enough. Null for other categories and long names.
    private static int? Step(ChartSection chart, ColumnFrame frame)
    {
        var stated = chart.Categories.Members.Count - chart.Categories.NotStated;
        var longest = chart.Categories.Members.Take(stated).Select(member => ChartLayout.TextUnits(member.Short ?? member.Name)).DefaultIfEmpty(0).Max();
        return chart.Categories.Dimension is "year" or "quarter" or "month" or "fiscal_year" && longest <= MaxPeriod ? (int)Math.Ceiling((longest + 10) / frame.Band) : null;
    }

    private static double AddPeriods(List<TextMark> texts, ChartSection chart, ColumnFrame frame, int step)
    {
        var members = chart.Categories.Members;
        var (stated, height) = (members.Count - chart.Categories.NotStated, 1);
        for (var i = 0; i < stated; i += step)
        {
            texts.Add(new TextMark(frame.Middle(i), frame.Bottom + 17, members[i].Short ?? members[i].Name, "middle", "axis"));
        }

        // One name for all that is not stated, below the line of the periods.
        if (stated < members.Count)
        {
            height = 2;
            texts.Add(new TextMark(ChartLayout.Width - 4, frame.Bottom + 17 + LineHeight, members[^1].Short ?? members[^1].Name, "end", "axis"));
        }

        return 10 + (height * LineHeight);
    }

    // Null when horizontal names do not fit into their bands.
    private static List<IReadOnlyList<string>>? Lines(ChartSection chart, ColumnFrame frame)
    {
        var room = frame.Band - 6;
        var lines = chart.Categories.Members.Select(member => TextWidth.Lines(member.Short ?? member.Name, room / ChartLayout.FontSize)).ToList();
        return lines.All(one => one.Count <= 3 && one.All(line => ChartLayout.TextUnits(line) <= room)) ? lines : null;
    }
}
