namespace Reporting.Rendering.Charts;

/// <summary>The plot area of a chart with categories side by side.</summary>
/// <param name="Band">The width of one category.</param>
internal sealed record ColumnFrame(ValueScale Scale, double Left, double Top, double Height, double Band)
{
    public double Bottom => Top + Height;

    public double Middle(int category) => Left + (Band * (category + 0.5));

    public double Y(double value) => Bottom - (Scale.Share(value) * Height);
}
