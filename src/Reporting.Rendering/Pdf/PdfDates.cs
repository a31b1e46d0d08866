using System.Globalization;
using System.Text;

namespace Reporting.Rendering.Pdf;

/// <summary>
/// Replaces Chromium's dates in a PDF with the time of the data, in place and at the same length. They are the only bytes that differ between two prints
/// of a page, so equal reports become equal files.
/// </summary>
internal static class PdfDates
{
    private const string Pattern = "(D:00000000000000+00'00')";

    public static void Set(byte[] pdf, DateTimeOffset? time)
    {
        var stamp = (time?.ToUniversalTime() ?? new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero)).ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        var replacement = Encoding.ASCII.GetBytes($"(D:{stamp}+00'00')");
        foreach (var key in (byte[][])[[.. "/CreationDate "u8], [.. "/ModDate "u8]])
        {
            var at = pdf.AsSpan().LastIndexOf(key);
            if (at >= 0 && IsDate(pdf.AsSpan(at + key.Length)))
            {
                replacement.CopyTo(pdf.AsSpan(at + key.Length));
            }
        }
    }

    private static bool IsDate(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= Pattern.Length && bytes.StartsWith("(D:"u8) && bytes[Pattern.Length - 1] == ')';
}
