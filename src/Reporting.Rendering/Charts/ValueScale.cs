using Reporting.Engine.Model;

namespace Reporting.Rendering.Charts;

/// <summary>A value axis with round steps. It always includes zero.</summary>
internal sealed record ValueScale(double Min, double Max, double Step)
{
    private const int Steps = 5;

    public static ValueScale Over(double min, double max, ValueFormat format)
    {
        (min, max) = (Math.Min(min, 0), Math.Max(max, 0));
        if (max - min <= 0)
        {
            max = 1;
        }

        var rough = (max - min) / Steps;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = power * ((rough / power) switch { <= 1 => 1, <= 2 => 2, <= 2.5 => 2.5, <= 5 => 5, _ => 10 });
        if (format == ValueFormat.Count)
        {
            step = Math.Max(1, Math.Ceiling(step));
        }

        return new ValueScale(Math.Floor(min / step) * step, Math.Ceiling(max / step) * step, step);
    }

    public IEnumerable<double> Ticks()
    {
        var count = (int)Math.Round((Max - Min) / Step);
        for (var i = 0; i <= count; i++)
        {
            yield return Min + (i * Step);
        }
    }

    /// <summary>The position on the axis, from 0 at its low end to 1 at its high end.</summary>
    public double Share(double value) => (value - Min) / (Max - Min);
}
