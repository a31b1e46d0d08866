using System.Globalization;
using System.Text;

namespace Reporting.Rendering.Values;

/// <summary>Estimates the width of text in em without fonts. Exact enough for layout, not for typesetting.</summary>
public static class TextWidth
{
    private const double Ellipsis = 0.9;

    public static double Em(string text)
    {
        var width = 0.0;
        foreach (var rune in text.EnumerateRunes())
        {
            width += Em(rune);
        }

        return width;
    }

    /// <summary>The text, cut with an ellipsis if it is wider than the limit in em.</summary>
    public static string Cut(string text, double em)
    {
        if (Em(text) <= em)
        {
            return text;
        }

        var kept = new StringBuilder();
        var width = Ellipsis;
        foreach (var rune in text.EnumerateRunes())
        {
            width += Em(rune);
            if (width > em)
            {
                break;
            }

            kept.Append(rune.ToString());
        }

        return kept.ToString().TrimEnd() + "…";
    }

    /// <summary>The text in lines up to a width in em, broken at spaces. A longer word has its own line.</summary>
    public static IReadOnlyList<string> Lines(string text, double em)
    {
        var lines = new List<string>();
        var line = string.Empty;
        foreach (var word in text.Split((char[])[' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries))
        {
            var longer = line.Length == 0 ? word : line + " " + word;
            if (line.Length > 0 && Em(longer) > em)
            {
                lines.Add(line);
                line = word;
            }
            else
            {
                line = longer;
            }
        }

        lines.Add(line);
        return lines;
    }

    private static double Em(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format => 0,
        _ when rune.Value >= 0x1100 && IsWide(rune.Value) => 1,
        _ when "MWmw@…%—ЖШЩЮЫжшщюыФ".Contains((char)(rune.Value & 0xFFFF), StringComparison.Ordinal) => 0.94,
        _ when "DGHNOQU&".Contains((char)(rune.Value & 0xFFFF), StringComparison.Ordinal) => 0.79,
        _ when rune.Value is >= 0x0400 and <= 0x04FF => 0.68,
        UnicodeCategory.UppercaseLetter => 0.67,
        UnicodeCategory.SpaceSeparator or UnicodeCategory.OtherPunctuation => 0.3,
        _ when "iljtfrI()[]'|".Contains((char)(rune.Value & 0xFFFF), StringComparison.Ordinal) => 0.38,
        UnicodeCategory.OtherLetter => 0.62,
        _ => 0.57,
    };

    private static bool IsWide(int value) =>
        value is <= 0x11FF or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF)
            or (>= 0xFE30 and <= 0xFE4F) or (>= 0xFF00 and <= 0xFF60) or >= 0x1F300;
}
