using System.Buffers;
using System.Text;

namespace Reporting.Warehouse.Text;

/// <summary>
/// Removes invisible characters, which make equal texts differ: marks without width, and the control characters U+0080 to U+009F. The latter are
/// windows-1252 read as Latin-1, and are restored.
/// </summary>
internal static class InvisibleText
{
    // The characters of windows-1252; '\0' where it has none. U+0085 is a line end in Unicode.
    private const string Windows1252 = "€\0‚ƒ„ †‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ";

    private const string Always = "\u00AD\u180E\u200B\u2060\u2061\u2062\u2063\u2064\u206A\u206B\u206C\u206D\u206E\u206F\uFEFF\uFFF9\uFFFA\uFFFB";

    private const string Direction = "\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069";

    // Joiners belong to texts in Indian scripts and Persian. Codes do not need them.
    private const string Joiners = "\u200C\u200D";

    private static readonly string Controls = string.Concat(Enumerable.Range(0x80, 0x20).Select(c => (char)c));
    private static readonly SearchValues<char> InTexts = SearchValues.Create(Always + Controls);
    private static readonly SearchValues<char> InNames = SearchValues.Create(Always + Controls + Direction);
    private static readonly SearchValues<char> InCodes = SearchValues.Create(Always + Controls + Direction + Joiners + "\u00A0\u2007\u202F");

    /// <summary>Cleans a text for reading, such as a title. Direction marks stay.</summary>
    public static string OfText(string text) => Without(text, InTexts);

    /// <summary>Cleans a value that is used for lookups.</summary>
    public static string OfName(string text) => Without(text, InNames);

    /// <summary>Cleans a code: removes joiners and replaces every kind of space with a plain one.</summary>
    public static string OfCode(string text) => Without(text, InCodes);

    private static string Without(string text, SearchValues<char> unwanted)
    {
        // All of these characters lie beyond ASCII.
        if (Ascii.IsValid(text) || text.AsSpan().IndexOfAny(unwanted) < 0)
        {
            return text;
        }

        var kept = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!unwanted.Contains(c))
            {
                kept.Append(c);
            }
            else if (c is '\u00A0' or '\u2007' or '\u202F')
            {
                kept.Append(' ');
            }
            else if (c is >= '\u0080' and <= '\u009F' && Windows1252[c - '\u0080'] is not '\0' and var meant)
            {
                kept.Append(meant);
            }
        }

        return kept.ToString();
    }
}
