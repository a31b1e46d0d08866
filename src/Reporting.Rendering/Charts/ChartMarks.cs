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
    bool IsFullyLabelled);
