using System.Globalization;
using System.Text;

namespace Reporting.Warehouse.Text;

/// <summary>Replaces the digits of all scripts, such as १२ or ١٢, with 0 to 9.</summary>
internal static class AsciiDigits
{
    public static string Of(string text) =>
        Ascii.IsValid(text) ? text : string.Create(text.Length, text, (digits, from) =>
        {
            for (var i = 0; i < from.Length; i++)
            {
                digits[i] = CharUnicodeInfo.GetDecimalDigitValue(from[i]) is >= 0 and var digit ? (char)('0' + digit) : from[i];
            }
        });
}
