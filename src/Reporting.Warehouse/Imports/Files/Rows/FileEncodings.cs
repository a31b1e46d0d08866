using System.Text;

namespace Reporting.Warehouse.Imports.Files.Rows;

/// <summary>Finds encodings of text files by name or byte order mark. Invalid bytes are errors, never replaced silently.</summary>
internal static class FileEncodings
{
    public const string Utf8 = "utf-8";

    static FileEncodings() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Null for an unknown encoding.</summary>
    public static Encoding? Find(string name)
    {
        try
        {
            return Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            // UTF-7 exists but is refused: it can hide the content of a text.
            return null;
        }
    }

    /// <summary>The encoding of the byte order mark, with the mark's length; null without a mark.</summary>
    public static (Encoding Encoding, int Length)? OfMark(ReadOnlySpan<byte> head) => head switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (Find(Utf8)!, 3),
        [0xFF, 0xFE, 0, 0, ..] => (Find("utf-32")!, 4),
        [0xFF, 0xFE, ..] => (Find("utf-16")!, 2),
        [0xFE, 0xFF, ..] => (Find("utf-16BE")!, 2),
        _ => null,
    };

    /// <summary>Detects UTF-16 without a mark: Latin text then has a zero in every other byte.</summary>
    public static string? WideWithoutMark(ReadOnlySpan<byte> head)
    {
        var (even, odd) = (0, 0);
        for (var i = 0; i + 1 < head.Length; i += 2)
        {
            even += head[i] == 0 ? 1 : 0;
            odd += head[i + 1] == 0 ? 1 : 0;
        }

        return (even * 3 > head.Length && odd == 0) ? "utf-16BE" : (odd * 3 > head.Length && even == 0) ? "utf-16" : null;
    }
}
