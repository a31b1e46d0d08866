using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Reporting.Warehouse.Text;

namespace Reporting.Rendering.Excel.Sheets;

/// <summary>Makes text valid for an Excel cell.</summary>
internal static partial class ExcelText
{
    /// <summary>Excel's limit for the text of a cell.</summary>
    public const int MaxLength = CutText.MaxInCell;

    /// <summary>Removes characters that XML cannot hold, and limits the length.</summary>
    public static string Fit(string text)
    {
        var clean = Clean(text);
        return clean.Length <= MaxLength ? clean : Clean(clean[..(MaxLength - CutText.Note.Length)]) + CutText.Note;
    }

    /// <summary>Escapes the underscore of text that looks like an escape ("_x0041_") (ECMA-376 part 1, 22.9.2.19).</summary>
    public static string Escape(string text) => text.Contains("_x", StringComparison.Ordinal) ? EscapeLike().Replace(text, "_x005F_${code}") : text;

    [GeneratedRegex("_(?<code>x[0-9A-Fa-f]{4}_)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EscapeLike();

    /// <summary>Restores characters beyond U+FFFF. ClosedXML writes them as two escapes, which only Excel can read.</summary>
    public static byte[] Join(byte[] part) => part.AsSpan().IndexOf("_xD"u8) < 0
        ? part
        : Encoding.UTF8.GetBytes(EscapedSurrogates().Replace(Encoding.UTF8.GetString(part), match => string.Concat(Surrogate(match.Groups["high"]), Surrogate(match.Groups["low"]))));

    private static string Surrogate(Group code) => ((char)int.Parse(code.ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString();

    [GeneratedRegex("_x(?<high>D[89AB][0-9A-F]{2})__x(?<low>D[C-F][0-9A-F]{2})_", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex EscapedSurrogates();

    /// <summary>Removes control characters and replaces lone surrogates.</summary>
    public static string Clean(string text)
    {
        if (!text.Any(c => char.IsSurrogate(c) || (c < ' ' && c is not '\n') || c is '\uFFFE' or '\uFFFF'))
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '\t')
            {
                clean.Append(' ');
            }
            else if (rune.Value is '\n' or (>= ' ' and not 0xFFFE and not 0xFFFF))
            {
                clean.Append(rune.ToString());
            }
        }

        return clean.ToString();
    }
}
