using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Reporting.Warehouse.Imports;

/// <summary>
/// A text that is longer than a cell of a spreadsheet can be. The template writes its beginning, and a mark that says which text it is: an import that finds the cell as it was
/// written keeps the whole.
/// </summary>
public static partial class CutText
{
    /// <summary>Characters that a cell holds.</summary>
    public const int MostInCell = 32_767;

    /// <summary>At the end of a text that was cut in a file that does not come back.</summary>
    public const string Note = " … [cut: Excel holds 32,767 characters in a cell]";

    /// <summary>As it fits into a cell.</summary>
    public static string InCell(string whole)
    {
        if (whole.Length <= MostInCell)
        {
            return whole;
        }

        var mark = string.Create(CultureInfo.InvariantCulture, $" … [cut from {whole.Length:N0} characters; leave this cell as it is to keep them all: {Hash(whole)}]");
        var length = MostInCell - mark.Length;
        length -= char.IsHighSurrogate(whole[length - 1]) ? 1 : 0;
        return string.Concat(whole.AsSpan(0, length), mark);
    }

    /// <summary>True for a text that was cut, by the template or otherwise.</summary>
    public static bool IsCut(string text) => text.EndsWith(Note.TrimStart(), StringComparison.Ordinal) || (text.EndsWith(']') && Mark().IsMatch(text));

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];

    [GeneratedRegex(@" … \[cut from [0-9,]+ characters; leave this cell as it is to keep them all: [0-9a-f]{32}\]$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Mark();
}
