using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Html;

/// <summary>How strongly a matrix cell is tinted: seven steps, so light that dark text reads well on all of them.</summary>
internal static class Heat
{
    private const int Steps = 6;

    /// <summary>Of the members: the others of a top N would make them all pale.</summary>
    public static double Highest(MatrixSection matrix) =>
        matrix.Cells.SkipLast(matrix.HasOthers ? 1 : 0).SelectMany(row => row).Select(value => ValueNumber.Of(value) ?? 0).DefaultIfEmpty(0).Max();

    /// <summary>0 for nothing, 6 for the highest cell.</summary>
    public static int Step(object? value, double highest) =>
        ValueNumber.Of(value) is { } number && number > 0 && highest > 0
            ? Math.Clamp((int)Math.Ceiling(number / highest * Steps), 1, Steps)
            : 0;
}
