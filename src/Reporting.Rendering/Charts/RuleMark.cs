namespace Reporting.Rendering.Charts;

/// <summary>A straight line: of the grid, or the base that bars stand on.</summary>
internal sealed record RuleMark(double X1, double Y1, double X2, double Y2, bool IsBase);
