namespace Reporting.Rendering.Charts;

/// <summary>The plot of a chart whose categories stand side by side.</summary>
/// <param name="Band">The width that one category has.</param>
internal sealed record ColumnFrame(ValueScale Scale, double Left, double Top, double Height, double Band)
{
    public double Bottom => Top + Height;

    public double Middle(int category) => Left + (Band * (category + 0.5));

    public double Y(double value) => Bottom - (Scale.Share(value) * Height);
}
