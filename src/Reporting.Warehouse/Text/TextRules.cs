using System.Text;

namespace Reporting.Warehouse.Text;

/// <summary>Rules for every imported text.</summary>
public static class TextRules
{
    /// <summary>Trims a text and normalises it to form C, so that equal texts compare equal. Texts with broken characters stay, and the checks refuse them.</summary>
    public static string Clean(string? text)
    {
        var trimmed = (text ?? "").Trim();
        if (trimmed.Length == 0 || Ascii.IsValid(trimmed))
        {
            return trimmed;
        }

        try
        {
            return trimmed.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            return trimmed;
        }
    }

    /// <summary>The text with a capital as its first letter.</summary>
    public static string Capitalised(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>Names the first character that databases, spreadsheets or pages cannot hold, such as "U+0000". Null for a valid text.</summary>
    public static string? Broken(string text, bool lines = false)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if ((char.IsControl(c) && !(lines && c is '\n' or '\t')) || char.IsSurrogate(c) || c is '\uFFFE' or '\uFFFF')
            {
                return $"U+{(int)c:X4}";
            }
        }

        return null;
    }

    /// <summary>True for a text with a lone surrogate, a NUL or a Unicode noncharacter. No program could write it again.</summary>
    public static bool HasNoText(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]) || text[i] is '\0' or '\uFFFE' or '\uFFFF')
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Normalises line ends to \n.</summary>
    public static string Lines(string text) => text.Contains('\r') ? text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n') : text;

    /// <summary>Shortens a text for messages.</summary>
    public static string Short(string text, int length = 100) => text.Length <= length ? text : string.Concat(text.AsSpan(0, length), "…");
}
