using System.Globalization;
using System.Text.RegularExpressions;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Imports.Mappings;

/// <summary>Dates in words, without the parts that no format has: "5 ביוני", "1er janvier", "3 de agosto de 2021", "2nd June", १५.</summary>
internal static partial class DateText
{
    public static string Plain(string text, CultureInfo culture)
    {
        text = AsciiDigits.Of(text);
        return culture.TwoLetterISOLanguageName switch
        {
            "en" => Ordinal().Replace(text, "${day}"),
            "fr" => First().Replace(text, "1"),
            "es" or "pt" => Of().Replace(text, " "),
            "he" => In().Replace(text, ""),
            _ => text,
        };
    }

    [GeneratedRegex(@"\b(?<day>\d\d?)(st|nd|rd|th)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Ordinal();

    [GeneratedRegex(@"\b1er\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex First();

    [GeneratedRegex(" del? ", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Of();

    // The prefix that means "in", before the name of a month.
    [GeneratedRegex(@"\bב(?=\p{L}{2})", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex In();
}
