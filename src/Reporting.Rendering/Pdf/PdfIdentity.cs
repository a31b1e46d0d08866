using System.Text;

namespace Reporting.Rendering.Pdf;

/// <summary>
/// Corrects the creator and the version in a PDF. Chromium names itself as the creator and declares PDF 1.4 although it uses later features. Both are
/// replaced in place at the same length, so offsets in the file stay valid.
/// </summary>
internal static class PdfIdentity
{
    private static ReadOnlySpan<byte> Creator => "/Creator ("u8;

    public static void Set(byte[] pdf)
    {
        var file = pdf.AsSpan();
        if (file.StartsWith("%PDF-1."u8))
        {
            file[7] = (byte)'7';
        }

        var at = file.IndexOf(Creator);
        if (at < 0 || End(file, at + Creator.Length) is not { } end)
        {
            return;
        }

        var old = file[at..(end + 1)];
        foreach (var identity in (string[])["/Creator (Reporting) /Author (Reporting)", "/Creator (Reporting)"])
        {
            if (identity.Length <= old.Length)
            {
                Encoding.ASCII.GetBytes(identity.PadRight(old.Length)).CopyTo(old);
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
