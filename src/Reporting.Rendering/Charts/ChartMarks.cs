namespace Reporting.Rendering.Charts;

/// <summary>A chart as plain marks in a box of so many units: what the SVG component writes down.</summary>
/// <param name="IsFullyLabelled">Every value stands on the chart; otherwise a table beside it has to say them.</param>
internal sealed record ChartMarks(
    double Width,
    double Height,
    IReadOnlyList<RuleMark> Rules,
    IReadOnlyList<BarMark> Bars,
    IReadOnlyList<PathMark> Paths,
    IReadOnlyList<DotMark> Dots,
    IReadOnlyList<TextMark> Texts,
    bool IsFullyLabelled)
{
    /// <summary>As it is read from the right: time runs to the left, as the columns of tables do.</summary>
    public ChartMarks Mirrored() => this with
    {
        Rules = [.. Rules.Select(rule => rule with { X1 = Width - rule.X1, X2 = Width - rule.X2 })],
        Bars = [.. Bars.Select(bar => bar with { X = Width - bar.X - bar.Width })],
        Paths = [.. Paths.Select(path => path with { Points = [.. path.Points.Select(point => (Width - point.X, point.Y))] })],
        Dots = [.. Dots.Select(dot => dot with { X = Width - dot.X })],
        Texts = [.. Texts.Select(text => text with { X = Width - text.X, Turn = -text.Turn, Anchor = text.Anchor switch { "start" => "end", "end" => "start", _ => text.Anchor } })],
    };
}
