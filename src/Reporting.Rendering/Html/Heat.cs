using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Html;

/// <summary>The tint of a matrix cell: seven steps, all light enough for dark text.</summary>
internal static class Heat
{
    private const int Steps = 6;

    /// <summary>The most cells of a table in a page that have a link each. In a larger one only its names have; with scripts, a cell takes the links of its row and column.</summary>
    private const int MaxLinks = 400;

    public static bool LinksCells(int rows, int columns) => rows * columns <= MaxLinks;

    /// <summary>The highest cell of the members. The others and what is not stated are excluded, because their large values would make the members pale.</summary>
    public static double Highest(MatrixSection matrix) =>
        matrix.Cells.SkipLast(matrix.Rows.NotStated + (matrix.HasOthers ? 1 : 0)).SelectMany(row => row).Select(value => ValueNumber.Of(value) ?? 0).DefaultIfEmpty(0).Max();

    /// <summary>The highest cell of a heat map.</summary>
    public static double Highest(ChartSection map) => map.Series.SelectMany(series => series.Values).Select(value => ValueNumber.Of(value) ?? 0).DefaultIfEmpty(0).Max();

    /// <summary>From 0 for nothing to 6 for the highest cell.</summary>
    public static int Step(object? value, double highest) =>
        ValueNumber.Of(value) is { } number && number > 0 && highest > 0
            ? Math.Clamp((int)Math.Ceiling(number / highest * Steps), 1, Steps)
            : 0;
}
