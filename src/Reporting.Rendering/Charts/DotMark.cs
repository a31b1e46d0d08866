namespace Reporting.Rendering.Charts;

/// <summary>A point of a line.</summary>
internal sealed record DotMark(double X, double Y, int Series);
