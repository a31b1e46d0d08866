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

    /// <summary>The drawings of a chart, one below the other. Bars that fill more than half a page continue in a further drawing, with the same scale.</summary>
    public static IReadOnlyList<ChartMarks> Parts(ChartSection chart, ValueText text) =>
        [.. PartsOf(chart, text).Select(part => Draw(part, chart, text)).Select(marks => RunsFromRight(chart, text.Language) ? marks.Mirrored() : marks)];

    /// <summary>True if every figure is 0 or absent. A sentence then stands instead of an empty drawing.</summary>
    public static bool IsEmpty(ChartSection chart) => chart.Series.All(series => series.Values.All(value => ValueNumber.Of(value) is null or 0));

    /// <summary>Charts follow the direction of the language. Maps do not, and time along an axis runs from left to right (docs/decisions/0045).</summary>
    public static bool RunsFromRight(ChartSection chart, Language language) => language.IsRightToLeft && chart.Kind != ChartKind.Map && (chart.Kind == ChartKind.Bar || !chart.Categories.IsTime);

    /// <summary>The sections of those drawings.</summary>
    public static IReadOnlyList<ChartSection> PartsOf(ChartSection chart, ValueText text) => IsBars(chart, text) ? BarLayout.Parts(chart) : [chart];

    private static ChartMarks Draw(ChartSection part, ChartSection whole, ValueText text) => ClearRules.Of(whole.Kind switch
    {
        ChartKind.HeatMap => throw new UnreachableException("A heat map is a table, not a drawing."),
        ChartKind.Map => MapLayout.Draw(whole, text),
        ChartKind.Bar => BarLayout.Draw(part, whole, text),
        ChartKind.Column or ChartKind.StackedColumn or ChartKind.Line => IsBars(whole, text) ? BarLayout.Draw(part, whole, text) : ColumnLayout.Draw(whole, text),
    });

    private static bool IsBars(ChartSection chart, ValueText text) => chart.Kind == ChartKind.Bar || (chart.Kind != ChartKind.Map && !CategoryLabels.FitBelow(chart, ColumnLayout.PlotWidth(chart, text)));

    /// <summary>True if a table beside the drawing has its figures: where they do not all fit into it, and beside a map.</summary>
    public static bool HasTable(ChartSection chart, IReadOnlyList<ChartMarks> parts) =>
        parts.Count > 0 && (chart.Kind == ChartKind.Map || (chart.Size == ChartSize.Usual && parts.Any(part => !part.IsFullyLabelled)));

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
