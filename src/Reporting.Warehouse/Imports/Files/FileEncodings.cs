using System.Text;

namespace Reporting.Warehouse.Imports.Files;

/// <summary>Encodings of text files: by their names, and by the marks at the beginning of a file. Bytes that an encoding does not have are never replaced silently.</summary>
internal static class FileEncodings
{
    public const string Utf8 = "utf-8";

    static FileEncodings() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Null when there is no encoding of this name.</summary>
    public static Encoding? Find(string name)
    {
        try
        {
            return Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            // UTF-7 is known, and refused: it hides what a text says.
            return null;
        }
    }

    /// <summary>What the byte order mark at the beginning says, with its length; null where there is none.</summary>
    public static (Encoding Encoding, int Length)? OfMark(ReadOnlySpan<byte> head) => head switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (Find(Utf8)!, 3),
        [0xFF, 0xFE, 0, 0, ..] => (Find("utf-32")!, 4),
        [0xFF, 0xFE, ..] => (Find("utf-16")!, 2),
        [0xFE, 0xFF, ..] => (Find("utf-16BE")!, 2),
        _ => null,
    };

    /// <summary>UTF-16 without a mark has a zero in every other byte of Latin text.</summary>
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
