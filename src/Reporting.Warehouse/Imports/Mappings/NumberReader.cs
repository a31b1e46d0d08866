using System.Globalization;
using System.Text;

namespace Reporting.Warehouse.Imports.Mappings;

/// <summary>Reads a number as people write it: with thousands separators, a sign or code of a currency, parentheses for negative ones.</summary>
internal static class NumberReader
{
    /// <summary>False when it is no number.</summary>
    public static bool TryRead(string text, string? decimalMark, out decimal number)
    {
        number = 0;
        var mark = decimalMark == "," ? ',' : '.';
        var isNegative = text is ['(', .., ')'];
        var plain = new StringBuilder(text.Length);
        var unsigned = isNegative ? text[1..^1] : text;
        if (unsigned is ['-' or '\u2212', ..])
        {
            (isNegative, unsigned) = (!isNegative, unsigned[1..]);
        }

        var trimmed = Trim(unsigned);
        for (var i = 0; i < trimmed.Length; i++)
        {
            var c = trimmed[i];
            if (c == mark)
            {
                plain.Append('.');
            }
            else if (c is ',' or '.' or '\'' or '’' or ' ' or '\u00A0' or '\u202F')
            {
                // A separator of thousands has three digits after it (two before the last three in India) and digits before.
                if (!Groups(trimmed, i))
                {
                    return false;
                }
            }
            else
            {
                plain.Append(c);
            }
        }

        if (!decimal.TryParse(plain.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out number))
        {
            return false;
        }

        number = isNegative ? -number : number;
        return true;
    }

    private static bool Groups(string text, int at)
    {
        var digits = 0;
        for (var i = at + 1; i < text.Length && char.IsAsciiDigit(text[i]); i++)
        {
            digits++;
        }

        var next = at + 1 + digits;
        var isLast = next >= text.Length || text[next] != text[at];
        return at > 0 && char.IsAsciiDigit(text[at - 1]) && (digits == 3 || (digits == 2 && !isLast));
    }

    // Currency signs and codes before or after the digits.
    private static string Trim(string text)
    {
        var (first, last) = (0, text.Length);
        while (first < last && !char.IsAsciiDigit(text[first]) && text[first] is not '.')
        {
            if (!IsCurrency(text[first]))
            {
                return text;
            }

            first++;
        }

        while (last > first && !char.IsAsciiDigit(text[last - 1]))
        {
            if (!IsCurrency(text[last - 1]))
            {
                return text;
            }

            last--;
        }

        return text[first..last];
    }

    private static bool IsCurrency(char c) =>
        char.IsWhiteSpace(c) || c is '.' || char.IsAsciiLetterUpper(c) || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.CurrencySymbol;
}
