namespace Reporting.Rendering.Charts;

/// <summary>Text on a chart.</summary>
/// <param name="Anchor">start, middle or end.</param>
/// <param name="Tone">axis, value, or on-dark: a class in the style sheet.</param>
internal sealed record TextMark(double X, double Y, string Text, string Anchor, string Tone, double Turn = 0);
