namespace Reporting.Rendering.Charts;

/// <summary>A bar of a series.</summary>
internal sealed record BarMark(double X, double Y, double Width, double Height, int Series);
