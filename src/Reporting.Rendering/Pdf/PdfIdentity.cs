using System.Text;

namespace Reporting.Rendering.Pdf;

/// <summary>
/// Corrects the creator, the producer and the version in a PDF. Chromium names itself and declares PDF 1.4 although it uses later features. All are
/// replaced in place at the same length, so offsets in the file stay valid.
/// </summary>
internal static class PdfIdentity
{
    public static void Set(byte[] pdf)
    {
        var file = pdf.AsSpan();
        if (file.StartsWith("%PDF-1."u8))
        {
            file[7] = (byte)'7';
        }

        Replace(file, "/Creator ("u8, "/Creator (Reporting) /Author (Reporting)", "/Creator (Reporting)");
        Replace(file, "/Producer ("u8, "/Producer (Reporting)");
    }

    /// <summary>Replaces an entry of the first dictionary that has it by the first text that is short enough.</summary>
    private static void Replace(Span<byte> file, ReadOnlySpan<byte> entry, params ReadOnlySpan<string> texts)
    {
        var at = file.IndexOf(entry);
        if (at < 0 || End(file, at + entry.Length) is not { } end)
        {
            return;
        }

        var old = file[at..(end + 1)];
        foreach (var text in texts)
        {
            if (text.Length <= old.Length)
            {
                Encoding.ASCII.GetBytes(text.PadRight(old.Length)).CopyTo(old);
                return;
            }
        }
    }

    // A parenthesis within the text is preceded by a backslash.
    private static int? End(ReadOnlySpan<byte> file, int from)
    {
        for (var i = from; i < file.Length; i++)
        {
            if (file[i] == ')')
            {
                return i;
            }

            i += file[i] == '\\' ? 1 : 0;
        }

        return null;
    }
}
