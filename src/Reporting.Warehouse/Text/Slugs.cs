using System.Globalization;
using System.Text;

namespace Reporting.Warehouse.Text;

/// <summary>Codes of members: lower-case words joined by hyphens, safe in addresses and lists.</summary>
public static class Slugs
{
    /// <summary>True for digits and letters without capitals, joined by single '-', '.' or '_'.</summary>
    public static bool IsSlug(string text)
    {
        var joined = true;
        foreach (var c in text)
        {
            if (c is '-' or '.' or '_')
            {
                if (joined)
                {
                    return false;
                }

                joined = true;
            }
            else if ((char.IsLetterOrDigit(c) && !char.IsUpper(c)) || char.IsSurrogate(c) || IsMark(c))
            {
                joined = false;
            }
            else
            {
                return false;
            }
        }

        return !joined;
    }

    /// <summary>"New Delhi" → "new-delhi", "Défense" → "defense"; empty when no letter or digit is left.</summary>
    public static string Of(string text)
    {
        var slug = new StringBuilder(text.Length);
        var pending = false;
        foreach (var c in text.Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            // Removes accents of Latin letters. Vowel signs of other scripts stay.
            if (c is >= '\u0300' and <= '\u036F')
            {
                continue;
            }

            if (char.IsLetterOrDigit(c) || IsMark(c))
            {
                slug.Append(pending && slug.Length > 0 ? "-" : "").Append(c);
                pending = false;
            }
            else if (c is not ('\'' or '’'))
            {
                pending = true;
            }
        }

        return slug.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>A name for a member that has only a code: "cyber-security" → "Cyber security".</summary>
    public static string Humanise(string code)
    {
        var words = code.Replace('-', ' ').Replace('_', ' ').Trim();
        return words.Length == 0 ? code : TextRules.Capitalised(words);
    }

    private static bool IsMark(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
