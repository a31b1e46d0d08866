namespace Reporting.Rendering.Charts;

/// <summary>Interrupts the grid lines where a label stands, so that no line runs through a figure.</summary>
internal static class ClearRules
{
    private const double Margin = 2;

    /// <summary>Shorter pieces of a line are left out.</summary>
    private const double MinLength = 3;

    public static ChartMarks Of(ChartMarks marks)
    {
        var boxes = marks.Texts.Select(Box.Of).ToList();
        return marks with { Rules = [.. marks.Rules.SelectMany(rule => rule.IsBase && !IsCrossed(rule, marks) ? [rule] : Pieces(rule, boxes))] };
    }

    // Names of lines stand beside the line of zero where values are below it.
    private static bool IsCrossed(RuleMark zero, ChartMarks marks) => marks.Paths.Count > 0 && marks.Rules.Any(rule => rule.Y1 > zero.Y1);

    private static IEnumerable<RuleMark> Pieces(RuleMark rule, IReadOnlyList<Box> boxes)
    {
        var isHorizontal = rule.Y1 == rule.Y2;
        var (from, to) = isHorizontal ? (rule.X1, rule.X2) : (rule.Y1, rule.Y2);
        var gaps = boxes
            .Where(box => isHorizontal ? box.Top - Margin < rule.Y1 && rule.Y1 < box.Bottom + Margin : box.Left - Margin < rule.X1 && rule.X1 < box.Right + Margin)
            .Select(box => isHorizontal ? (From: box.Left - Margin, To: box.Right + Margin) : (From: box.Top - Margin, To: box.Bottom + Margin))
            .OrderBy(gap => gap.From);
        foreach (var gap in gaps.Append((From: to, To: to)))
        {
            if (Math.Min(gap.From, to) - from >= MinLength)
            {
                yield return isHorizontal ? rule with { X1 = from, X2 = Math.Min(gap.From, to) } : rule with { Y1 = from, Y2 = Math.Min(gap.From, to) };
            }

            from = Math.Max(from, gap.To);
        }
    }
}

/// <summary>The area of a label, from the estimated width of its text.</summary>
internal readonly record struct Box(double Left, double Top, double Right, double Bottom)
{
    private const double Ascent = 9.5;
    private const double Descent = 3;

    public static Box Of(TextMark text)
    {
        var width = ChartLayout.TextUnits(text.Text);
        var left = text.Anchor switch { "end" => text.X - width, "middle" => text.X - (width / 2), _ => text.X };
        return new Box(left, text.Y - Ascent, left + width, text.Y + Descent);
    }

    public bool Meets(Box other) => Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;

    /// <summary>True if a straight line between two points runs through the box (Liang and Barsky).</summary>
    public bool Meets((double X, double Y) a, (double X, double Y) b)
    {
        var (from, to) = (0.0, 1.0);
        return Clip(a.X - b.X, a.X - Left) && Clip(b.X - a.X, Right - a.X) && Clip(a.Y - b.Y, a.Y - Top) && Clip(b.Y - a.Y, Bottom - a.Y);

        bool Clip(double step, double distance)
        {
            if (step == 0)
            {
                return distance >= 0;
            }

            var at = distance / step;
            (from, to) = step < 0 ? (Math.Max(from, at), to) : (from, Math.Min(to, at));
            return from <= to;
        }
    }
}
