using Reporting.Engine.Engagements;
using Reporting.Rendering.Values;
using Reporting.Warehouse.Dates;

namespace Reporting.Rendering.Charts;

/// <summary>Engagements as points along time, each above those that began at nearly the same time. A month and a year stand in their middle.</summary>
internal static class TimelineLayout
{
    private const double Left = 14;
    private const double Step = 8.4;
    private const double MaxHeight = 260;
    private const int MaxYears = 12;

    /// <summary>The longest times, in years, whose axis names every month, or every third.</summary>
    private const double MaxOfMonths = 0.6;
    private const double MaxOfQuarters = 2;

    /// <param name="isCut">True if earlier engagements are left out. The axis then begins with the first one, so that no time looks empty.</param>
    public static TimelineMarks Draw(IReadOnlyList<ListedEngagement> engagements, bool isCut, ValueText text)
    {
        // A masked date is not drawn, and neither is one that is not stated.
        var dated = engagements.Where(e => !e.Start.IsUnknown && e.StartLabel == text.Language.Date(e.Start)).OrderBy(e => e.Start.Key).ThenBy(e => e.Code, StringComparer.Ordinal).ToList();
        if (dated.Count == 0)
        {
            return new TimelineMarks(0, [], []);
        }

        var (first, last) = (isCut ? dated.Min(Place) : dated[0].Start.Year, dated[^1].Start.Year + 1.0);
        var columns = dated.GroupBy(e => (int)Math.Round((X(Place(e)) - Left) / Step)).ToList();
        var up = Math.Min(Step, MaxHeight / columns.Max(c => c.Count()));
        var height = (columns.Max(c => c.Count()) * up) + 12;
        return new TimelineMarks(
            height,
            [.. Ticks(first, last, text).Select(tick => (tick.Label, X(tick.Year)))],
            [.. columns.SelectMany(column => column.Select((e, i) => new TimelinePoint(e, Left + (column.Key * Step), height - 6 - (i * up))))]);

        double X(double year) => Left + ((year - first) / (last - first) * (ChartLayout.Width - (2 * Left)));
    }

    private static IEnumerable<(string Label, double Year)> Ticks(double first, double last, ValueText text)
    {
        if (last - first <= MaxOfQuarters)
        {
            var step = last - first <= MaxOfMonths ? 1 : 3;
            var months = Enumerable.Range(0, (int)Math.Ceiling((last - Math.Floor(first)) * 12 / step)).Select(i => i * step);
            return months.Select(month => (Year: (int)first + (month / 12), Month: month % 12))
                .Select(m => (text.Language.Date(new PartialDate((m.Year * 10000) + ((m.Month + 1) * 100))), m.Year + (m.Month / 12.0))).Where(tick => tick.Item2 >= first);
        }

        var (start, every) = ((int)Math.Ceiling(first), (int)Math.Ceiling((last - first) / MaxYears));
        return Enumerable.Range(0, (((int)last - start) / every) + 1).Select(i => start + (i * every)).Select(year => (text.Language.Date(new PartialDate(year * 10000)), (double)year));
    }

    private static double Place(ListedEngagement e) => e.Start.Year + (e.Start.Month == 0 ? 0.5 : (e.Start.Month - 1 + (e.Start.Day == 0 ? 0.5 : (e.Start.Day - 1) / 31.0)) / 12);
}

/// <summary>The points of a timeline above its axis.</summary>
/// <param name="Height">The place of the axis.</param>
internal sealed record TimelineMarks(double Height, IReadOnlyList<(string Label, double X)> Ticks, IReadOnlyList<TimelinePoint> Points);

/// <summary>An engagement in time.</summary>
internal sealed record TimelinePoint(ListedEngagement Engagement, double X, double Y);
