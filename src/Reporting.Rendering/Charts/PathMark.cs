namespace Reporting.Rendering.Charts;

/// <summary>A line of a series, without gaps.</summary>
internal sealed record PathMark(IReadOnlyList<(double X, double Y)> Points, int Series);
