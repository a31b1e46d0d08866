using System.Globalization;

namespace Reporting.Warehouse.Imports.Numbers;

/// <summary>Reads digits with a decimal mark and thousands separators. Ambiguous numbers are not read.</summary>
internal static class DigitGroups
{
    // A decimal silently rounds more digits than this.
    private const int MaxDigits = 28;

    public static bool TryRead(ReadOnlySpan<char> text, char mark, out decimal number)
    {
        number = 0;
        var exponent = text.IndexOfAny('e', 'E');
        var digits = exponent < 0 ? text : text[..exponent];
        if (exponent >= 0 && !IsWhole(text, exponent, mark))
        {
            return false;
        }

        var at = digits.IndexOf(mark);
        var whole = at < 0 ? digits : digits[..at];
        var fraction = at < 0 ? [] : digits[(at + 1)..];
        if (fraction.ContainsAnyExceptInRange('0', '9') || whole.Length + fraction.Length == 0)
        {
            return false;
        }

        Span<char> plain = stackalloc char[MaxDigits + 1];
        if (!Ungroup(whole, plain, out var length) || length + fraction.Length > MaxDigits)
        {
            return false;
        }

        var invariant = $"{(length == 0 ? "0" : plain[..length])}{(fraction.Length == 0 ? "" : ".")}{fraction}{(exponent < 0 ? "" : text[exponent..])}";
        return decimal.TryParse(invariant, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out number);
    }

    // A spreadsheet writes 123457000000 as 1.23457E+11, which loses digits.
    private static bool IsWhole(ReadOnlySpan<char> text, int exponent, char mark)
    {
        var mantissa = text[..exponent];
        var decimals = mantissa.IndexOf(mark) is >= 0 and var at ? mantissa.Length - at - 1 : 0;
        return text[exponent] == 'e' || decimals is 0 or > 5 || !text[(exponent + 1)..].StartsWith("+", StringComparison.Ordinal);
    }

    // Groups have three digits; Indian ones have two, except the last. The first group has at least one digit and no leading zero.
    private static bool Ungroup(ReadOnlySpan<char> text, Span<char> plain, out int length)
    {
        length = 0;
        var separator = '\0';
        var (groups, size, isIndian, isWestern) = (0, 0, true, true);
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && char.IsAsciiDigit(text[i]))
            {
                if (length == MaxDigits)
                {
                    return false;
                }

                plain[length++] = text[i];
                size++;
                continue;
            }

            var isLast = i == text.Length;
            if (!isLast && (!IsSeparator(text[i]) || (separator != '\0' && text[i] != separator)))
            {
                return false;
            }

            separator = isLast ? separator : text[i];
            if (separator == '\0')
            {
                return true;
            }

            groups++;
            isWestern &= groups == 1 ? size is >= 1 and <= 3 : size == 3;
            isIndian &= groups == 1 ? size is 1 or 2 : isLast ? size == 3 : size == 2;
            size = 0;
        }

        return (isWestern || isIndian) && text[0] != '0';
    }

    private static bool IsSeparator(char c) => c is ',' or '.' or '\'' or '’' or ' ' or '\u00A0' or '\u202F';
}
