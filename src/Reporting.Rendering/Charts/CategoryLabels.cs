using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Charts;

/// <summary>Names under the categories, on up to three lines. Periods that do not fit are named at every second or third place. No name is rotated.</summary>
internal static class CategoryLabels
{
    private const double LineHeight = 14;

    /// <summary>The distance between the names of periods.</summary>
    private const double Gap = 10;

    /// <summary>True for periods, and for other categories whose names fit below the plot. Charts of all others are drawn as horizontal bars.</summary>
    public static bool FitBelow(ChartSection chart, double plotWidth) =>
        chart.Categories.IsTime || Lines(chart, plotWidth / Math.Max(chart.Categories.Members.Count, 1)) is not null;

    /// <summary>Adds the names and returns their height below the plot.</summary>
    public static double Add(List<TextMark> texts, ChartSection chart, ColumnFrame frame)
    {
        var members = chart.Categories.Members;
        if (Lines(chart, frame.Band) is not { } lines)
        {
            return AddPeriods(texts, chart, frame);
        }

        for (var i = 0; i < members.Count; i++)
        {
            for (var k = 0; k < lines[i].Count; k++)
            {
                texts.Add(new TextMark(frame.Middle(i), frame.Bottom + 17 + (k * LineHeight), lines[i][k], "middle", "axis") { Category = i });
            }
        }

        return 10 + (lines.Select(one => one.Count).DefaultIfEmpty(1).Max() * LineHeight);
    }

    private static double AddPeriods(List<TextMark> texts, ChartSection chart, ColumnFrame frame)
    {
        var members = chart.Categories.Members;
        var (stated, height) = (members.Count - chart.Categories.NotStated, 1);
        var longest = members.Take(stated).Select(member => ChartLayout.TextUnits(member.Short ?? member.Name)).DefaultIfEmpty(0).Max();

        // Periods follow each other, so every second or third name is enough.
        var step = Math.Max((int)Math.Ceiling((longest + Gap) / frame.Band), 1);
        var room = longest / 2;
        var first = Enumerable.Range(0, stated).FirstOrDefault(i => frame.Middle(i) >= room);
        for (var i = first; i < stated && (i == first || frame.Middle(i) + room <= ChartLayout.Width); i += step)
        {
            texts.Add(new TextMark(frame.Middle(i), frame.Bottom + 17, members[i].Short ?? members[i].Name, "middle", "axis") { Category = i });
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
    private static List<IReadOnlyList<string>>? Lines(ChartSection chart, double band)
    {
        var room = band - 6;
        var lines = chart.Categories.Members.Select(member => TextWidth.Lines(member.Short ?? member.Name, room / ChartLayout.FontSize)).ToList();
        return lines.All(one => one.Count <= 3 && one.All(line => ChartLayout.TextUnits(line) <= room)) ? lines : null;
    }
}
