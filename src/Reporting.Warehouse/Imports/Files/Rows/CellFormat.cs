using System.Globalization;
using System.Text;

namespace Reporting.Warehouse.Imports.Files.Rows;

/// <summary>The meaning of a number format: the precision of a date, and the text beside a number.</summary>
/// <param name="Date">The format for a date at the precision of the cell: <c>yyyy-MM</c> for "mmm-yy".</param>
/// <param name="Unit">Texts and signs beside a number. The dollar sign is left out because amounts are US dollars.</param>
internal sealed record CellFormat(string? Date, string Unit)
{
    public static readonly CellFormat General = new(null, "");

    public static CellFormat Of(string? format)
    {
        if (string.IsNullOrEmpty(format) || format == "General" || format == "@")
        {
            return General;
        }

        var (codes, literal) = Parts(format);
        var hasYear = codes.Contains('y') || codes.Contains('e') || codes.Contains('g') || codes.Contains('b');
        var hasDay = codes.Contains('d');
        var hasTime = codes.Contains('h') || codes.Contains('s');
        var date = hasDay ? null : hasYear && codes.Contains('m') && !hasTime ? "yyyy-MM" : hasYear && !hasTime ? "yyyy" : hasTime && !hasYear ? "HH:mm:ss" : codes is { Length: > 0 } && codes.Trim('m').Length == 0 ? "yyyy-MM" : null;
        return new CellFormat(date, Shown(codes, literal));
    }

    // Reads the first section: format codes, and literal texts in quotation marks, after a backslash, or as [$€-407].
    private static (string Codes, string Literal) Parts(string format)
    {
        var (codes, literal) = (new StringBuilder(), new StringBuilder());
        for (var i = 0; i < format.Length && format[i] != ';'; i++)
        {
            switch (format[i])
            {
                case '"':
                    var end = format.IndexOf('"', i + 1);
                    end = end < 0 ? format.Length : end;
                    literal.Append(format, i + 1, end - i - 1).Append(' ');
                    i = end;
                    break;
                case '\\' when i + 1 < format.Length:
                    literal.Append(format[++i]);
                    break;
                case '_' or '*':
                    i++;
                    break;
                case '[':
                    var close = format.IndexOf(']', i);
                    close = close < 0 ? format.Length - 1 : close;
                    var inside = format[(i + 1)..close];
                    if (inside.StartsWith('$'))
                    {
                        literal.Append(inside[1..].Split('-')[0]).Append(' ');
                    }
                    else if (inside.Trim('h', 'H', 'm', 'M', 's', 'S').Length == 0)
                    {
                        codes.Append(inside.ToLowerInvariant());
                    }

                    i = close;
                    break;
                case '€' or '£' or '¥' or '%' or '₹' or '₪':
                    literal.Append(format[i]).Append(' ');
                    break;
                default:
                    codes.Append(char.ToLowerInvariant(format[i]));
                    break;
            }
        }

        return (codes.ToString(), literal.ToString());
    }

    // Two commas after the last digit display millions. An "m" beside such a number is not a missing factor.
    private static string Shown(string codes, string literal)
    {
        var unit = string.Concat(literal.Where(c => char.IsLetter(c) || c is ' ' or '%' || char.GetUnicodeCategory(c) == UnicodeCategory.CurrencySymbol)).Trim();
        var last = codes.LastIndexOfAny(['0', '#', '?']);
        return unit == "$" || (last >= 0 && codes[(last + 1)..].TrimEnd().StartsWith(',')) ? "" : unit;
    }
}
