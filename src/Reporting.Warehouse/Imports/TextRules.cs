using System.Text;

namespace Reporting.Warehouse.Imports;

/// <summary>Rules that every imported text obeys.</summary>
public static class TextRules
{
    /// <summary>Trimmed and in normalisation form C, so that equal texts are equal; a text with broken characters is left for the checks to refuse.</summary>
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

    /// <summary>Names the first character that no database, spreadsheet or page could carry, such as "U+0000"; null when all are fine.</summary>
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

    /// <summary>True for a text with half a character (a lone surrogate), a NUL or what Unicode sets apart as no character: no program could write it out again.</summary>
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

    /// <summary>Line ends as \n.</summary>
    public static string Lines(string text) => text.Contains('\r') ? text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n') : text;

    /// <summary>At most so many characters, for messages.</summary>
    public static string Short(string text, int length = 100) => text.Length <= length ? text : string.Concat(text.AsSpan(0, length), "…");
}
