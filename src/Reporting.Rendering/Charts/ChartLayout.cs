using System.Diagnostics;
using Reporting.Engine.Languages;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Charts;

/// <summary>Lays a chart section out as marks. A pure function of the document.</summary>
internal static class ChartLayout
{
    /// <summary>The width in units of the drawing. One unit is about a CSS pixel on a portrait page.</summary>
    public const double Width = 720;

    public const double FontSize = 11.5;

    public static ChartMarks Draw(ChartSection chart, ValueText text) => RunsFromRight(chart, text.Language) ? FromLeft(chart, text).Mirrored() : FromLeft(chart, text);

    /// <summary>Charts follow the direction of the language, except that time along an axis runs from left to right (docs/decisions/0045).</summary>
    public static bool RunsFromRight(ChartSection chart, Language language) => language.IsRightToLeft && (chart.Kind == ChartKind.Bar || !chart.Categories.IsTime);

    private static ChartMarks FromLeft(ChartSection chart, ValueText text) => chart.Kind switch
    {
        ChartKind.Bar => BarLayout.Draw(chart, text),
        ChartKind.Column when chart.Size != ChartSize.Small && HasLongNames(chart) => BarLayout.Draw(chart, text),
        ChartKind.Column or ChartKind.StackedColumn or ChartKind.Line => ColumnLayout.Draw(chart, text),
        ChartKind.HeatMap => throw new UnreachableException("A heat map is a table, not a drawing."),
    };

    /// <summary>Many long names do not fit under columns. On paper such charts use horizontal bars.</summary>
    private static bool HasLongNames(ChartSection chart) =>
        chart.Categories.Members.Count > 6
        && chart.Categories.Members.Max(member => TextUnits(member.Name)) > 3 * (Width - 60) / chart.Categories.Members.Count;

    public static double TextUnits(string text) => TextWidth.Em(text) * FontSize;

    public static ValueScale Scale(ChartSection chart)
    {
        var values = chart is { Kind: ChartKind.StackedColumn, Series.Count: > 1 }
            ? chart.Categories.Members.Select((_, i) => chart.Series.Sum(series => Math.Max(ValueNumber.Of(series.Values[i]) ?? 0, 0)))
            : chart.Series.SelectMany(series => series.Values).Select(value => ValueNumber.Of(value) ?? 0);
        var all = values.DefaultIfEmpty(0).ToList();
        return ValueScale.Over(all.Min(), all.Max(), chart.Format);
    }
}
