using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Reporting.Engine.Reports.Documents;

namespace Reporting.Rendering.Pdf;

/// <summary>
/// Adds the metadata that PDF/UA (ISO 14289-1) asks for, which Chromium leaves out: an XMP packet with the title, and the part of the standard. They are
/// appended as an incremental update (ISO 32000-1, 7.5.6), so the printed bytes stay as they are.
/// </summary>
internal static class PdfMetadata
{
    private static readonly XNamespace Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private static readonly XNamespace Dc = "http://purl.org/dc/elements/1.1/";
    private static readonly XNamespace Ua = "http://www.aiim.org/pdfua/ns/id/";
    private static readonly XNamespace Pdf = "http://ns.adobe.com/pdf/1.3/";
    private static readonly XNamespace Xmp = "http://ns.adobe.com/xap/1.0/";

    /// <summary>The file with metadata; the same file if it has a form that Chromium does not write.</summary>
    public static byte[] Add(byte[] pdf, ReportDocument document)
    {
        var file = pdf.AsSpan();
        var trailer = file.LastIndexOf("trailer"u8);
        if (trailer < 0
            || Number(file, trailer, "/Size "u8) is not { } size
            || Number(file, trailer, "/Root "u8) is not { } root
            || Number(file, trailer, "startxref\n"u8) is not { } previous
            || Entry(file[trailer..], "/Info "u8) is not { } info
            || Catalogue(file, root) is not { } catalogue)
        {
            return pdf;
        }

        var added = new MemoryStream();
        added.Write(pdf);
        var packet = Packet(document);
        var packetAt = Write($"{size} 0 obj\n<</Type /Metadata\n/Subtype /XML\n/Length {packet.Length}>>\nstream\n");
        added.Write(packet);
        Write($"\nendstream\nendobj\n");
        var catalogueAt = Write($"{root} 0 obj\n");
        added.Write(catalogue);
        Write($"\n/Metadata {size} 0 R>>\nendobj\n");
        var start = Write($"xref\n{root} 1\n{catalogueAt:0000000000} 00000 n \n{size} 1\n{packetAt:0000000000} 00000 n \n");
        Write($"trailer\n<</Size {size + 1}\n/Root {root} 0 R\n/Info {info}\n/Prev {previous}>>\nstartxref\n{start}\n%%EOF\n");
        return added.ToArray();

        long Write(FormattableString text)
        {
            var at = added.Position;
            added.Write(Encoding.ASCII.GetBytes(text.ToString(CultureInfo.InvariantCulture)));
            return at;
        }
    }

    private static byte[] Packet(ReportDocument document)
    {
        var xml = new XElement(
            (XNamespace)"adobe:ns:meta/" + "xmpmeta",
            new XAttribute(XNamespace.Xmlns + "x", "adobe:ns:meta/"),
            new XElement(
                Rdf + "RDF",
                new XAttribute(XNamespace.Xmlns + "rdf", Rdf),
                new XElement(
                    Rdf + "Description",
                    new XAttribute(Rdf + "about", string.Empty),
                    new XAttribute(XNamespace.Xmlns + "dc", Dc),
                    new XAttribute(XNamespace.Xmlns + "pdfuaid", Ua),
                    new XAttribute(XNamespace.Xmlns + "pdf", Pdf),
                    new XAttribute(XNamespace.Xmlns + "xmp", Xmp),
                    new XElement(Ua + "part", 1),
                    new XElement(Pdf + "Producer", "Reporting"),
                    new XElement(Xmp + "CreatorTool", "Reporting"),
                    new XElement(Dc + "title", new XElement(Rdf + "Alt", new XElement(Rdf + "li", new XAttribute(XNamespace.Xml + "lang", "x-default"), document.Title))),
                    new XElement(Dc + "creator", new XElement(Rdf + "Seq", new XElement(Rdf + "li", "Reporting"))),
                    new XElement(Dc + "language", new XElement(Rdf + "Bag", new XElement(Rdf + "li", document.Language))))));
        return Encoding.UTF8.GetBytes($"<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n{xml}\n<?xpacket end=\"r\"?>");
    }

    /// <summary>The catalogue's dictionary without its end; null if it has metadata already.</summary>
    private static byte[]? Catalogue(ReadOnlySpan<byte> file, int root)
    {
        var head = Encoding.ASCII.GetBytes($"\n{root} 0 obj\n<<");
        var at = file.LastIndexOf(head);
        if (at < 0)
        {
            return null;
        }

        var dictionary = file[(at + head.Length - 2)..];
        var end = dictionary.IndexOf("\nendobj"u8);
        dictionary = end < 0 ? [] : dictionary[..end].TrimEnd("\r\n "u8);
        return dictionary.EndsWith(">>"u8) && dictionary.IndexOf("/Metadata"u8) < 0 ? dictionary[..^2].ToArray() : null;
    }

    private static int? Number(ReadOnlySpan<byte> file, int from, ReadOnlySpan<byte> entry) =>
        Entry(file[from..], entry) is { } text && int.TryParse(text.Split(' ')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The text after a name, up to the end of its line or dictionary.</summary>
    private static string? Entry(ReadOnlySpan<byte> part, ReadOnlySpan<byte> entry)
    {
        var at = part.IndexOf(entry);
        if (at < 0)
        {
            return null;
        }

        part = part[(at + entry.Length)..];
        var end = part.IndexOfAny("\r\n/>"u8);
        return Encoding.ASCII.GetString(end < 0 ? part : part[..end]).Trim();
    }
}
