namespace Reporting.Rendering.Charts;

/// <summary>A chart as plain marks in a box, ready for the SVG component.</summary>
/// <param name="IsFullyLabelled">True when the chart displays every value. Otherwise a table beside it lists them.</param>
public sealed record ChartMarks(
    double Width,
    double Height,
    IReadOnlyList<RuleMark> Rules,
    IReadOnlyList<BarMark> Bars,
    IReadOnlyList<PathMark> Paths,
    IReadOnlyList<DotMark> Dots,
    IReadOnlyList<TextMark> Texts,
    bool IsFullyLabelled)
{
    /// <summary>The outline of land below a map, as the data of a path; null for other charts.</summary>
    public string? Land { get; init; }

    /// <summary>The chart for right-to-left languages: bars and categories start on the right, like the columns of tables.</summary>
    public ChartMarks Mirrored() => this with
    {
        Rules = [.. Rules.Select(rule => rule with { X1 = Width - rule.X1, X2 = Width - rule.X2 })],
        Bars = [.. Bars.Select(bar => bar with { X = Width - bar.X - bar.Width })],
        Paths = [.. Paths.Select(path => path with { Points = [.. path.Points.Select(point => (Width - point.X, point.Y))] })],
        Dots = [.. Dots.Select(dot => dot with { X = Width - dot.X })],
        Texts = [.. Texts.Select(text => text with { X = Width - text.X, Anchor = text.Anchor switch { "start" => "end", "end" => "start", _ => text.Anchor } })],
    };
}

/// <summary>A bar of a series.</summary>
/// <param name="Series">The number of its colour.</param>
/// <param name="Value">The value that it shows.</param>
public sealed record BarMark(double X, double Y, double Width, double Height, int Series, ValuePlace Value);

/// <summary>A point of a line, or a circle on a map.</summary>
/// <inheritdoc cref="BarMark"/>
public sealed record DotMark(double X, double Y, int Series, ValuePlace Value)
{
    public double Radius { get; init; } = 3.2;
}

/// <summary>The place of a value in its chart.</summary>
public readonly record struct ValuePlace(int Category, int Series);

/// <summary>A line of a series, without gaps.</summary>
public sealed record PathMark(IReadOnlyList<(double X, double Y)> Points, int Series);

/// <summary>A straight line: a grid line, or the base line of bars.</summary>
public sealed record RuleMark(double X1, double Y1, double X2, double Y2, bool IsBase);

/// <summary>Text on a chart.</summary>
/// <param name="Anchor">start, middle or end.</param>
/// <param name="Tone">A class of the style sheet: axis, value, on-dark or on-light.</param>
public sealed record TextMark(double X, double Y, string Text, string Anchor, string Tone)
{
    /// <summary>The category that the text names; null for other texts.</summary>
    public int? Category { get; init; }
}
