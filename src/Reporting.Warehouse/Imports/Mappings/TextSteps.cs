using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Imports.Mappings;

/// <summary>The text operations of a mapping, and the comparison of texts.</summary>
internal static class TextSteps
{
    /// <summary>Compiles a pattern that runs in linear time.</summary>
    public static Regex Compile(string pattern) => new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>Replaces runs of spaces (including no-break ones) with one, trims, removes invisible characters, and normalises accents.</summary>
    public static string Spaces(string text)
    {
        text = InvisibleText.OfName(text);
        var plain = true;
        var before = ' ';
        foreach (var c in text)
        {
            plain &= c < 0x7F && c >= ' ' && !(c == ' ' && before == ' ');
            before = c;
        }

        if (plain && before != ' ')
        {
            return text;
        }

        var kept = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c))
            {
                kept.Append(kept.Length > 0 && kept[^1] != ' ' ? " " : "");
            }
            else
            {
                kept.Append(c);
            }
        }

        return TextRules.Clean(kept.ToString());
    }

    /// <summary>A key that is equal for texts that differ only in spaces and case.</summary>
    public static string Key(string text) => Spaces(text).ToLowerInvariant();

    /// <summary>Applies all replacements of the list in order.</summary>
    public static string Replaced(string text, Dictionary<string, string>? replace)
    {
        foreach (var (old, other) in replace ?? [])
        {
            text = text.Replace(old, other, StringComparison.Ordinal);
        }

        return text;
    }

    public static string Before(string text, string separator) => text.IndexOf(separator, StringComparison.Ordinal) is >= 0 and var at ? text[..at] : text;

    public static string After(string text, string separator) => text.IndexOf(separator, StringComparison.Ordinal) is >= 0 and var at ? text[(at + separator.Length)..] : "";

    /// <summary>The first group of the pattern, or its whole match; empty without a match.</summary>
    public static string Match(string text, Regex pattern) => pattern.Match(text) is { Success: true } match ? (match.Groups.Count > 1 ? match.Groups[1].Value : match.Value) : "";

    public static string Cased(string text, string letters) => letters switch
    {
        "lower" => text.ToLowerInvariant(),
        "upper" => text.ToUpperInvariant(),
        "title" => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(text.ToLowerInvariant()),
        _ => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..].ToLowerInvariant(),
    };
}
