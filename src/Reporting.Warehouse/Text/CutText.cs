using System.Globalization;
using System.Text.RegularExpressions;

namespace Reporting.Warehouse.Text;

/// <summary>
/// A text that is longer than an Excel cell allows. The template writes its beginning with a mark that identifies the text. An import that finds
/// the cell unchanged keeps the whole text.
/// </summary>
public static partial class CutText
{
    /// <summary>The most characters of an Excel cell.</summary>
    public const int MaxInCell = 32_767;

    /// <summary>Ends a text that was cut in a file that is not imported again.</summary>
    public const string Note = " … [cut: Excel holds 32,767 characters in a cell]";

    /// <summary>The text, cut to fit into a cell if needed.</summary>
    public static string InCell(string whole)
    {
        if (whole.Length <= MaxInCell)
        {
            return whole;
        }

        var mark = string.Create(CultureInfo.InvariantCulture, $" … [cut from {whole.Length:N0} characters; leave this cell as it is to keep them all: {Hash(whole)}]");
        var length = MaxInCell - mark.Length;
        length -= char.IsHighSurrogate(whole[length - 1]) ? 1 : 0;
        return string.Concat(whole.AsSpan(0, length), mark);
    }

    /// <summary>True for a text that the template or another file cut.</summary>
    public static bool IsCut(string text) => text.EndsWith(Note.TrimStart(), StringComparison.Ordinal) || (text.EndsWith(']') && Mark().IsMatch(text));

    private static string Hash(string text) => Sha256.Of(text)[..32];

    [GeneratedRegex(@" … \[cut from [0-9,]+ characters; leave this cell as it is to keep them all: [0-9a-f]{32}\]$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Mark();
}
