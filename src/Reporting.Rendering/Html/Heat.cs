using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Html;

/// <summary>How strongly a matrix cell is tinted: seven steps, so light that dark text reads well on all of them.</summary>
internal static class Heat
{
    private const int Steps = 6;

    public static double Highest(MatrixSection matrix) =>
        matrix.Cells.SelectMany(row => row).Select(value => ValueNumber.Of(value) ?? 0).DefaultIfEmpty(0).Max();

    /// <summary>0 for nothing, 6 for the highest cell.</summary>
    public static int Step(object? value, double highest) =>
        ValueNumber.Of(value) is { } number && number > 0 && highest > 0
            ? Math.Clamp((int)Math.Ceiling(number / highest * Steps), 1, Steps)
            : 0;
}
