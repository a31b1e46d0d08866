using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Reporting.Engine.Reports.Documents;

namespace Reporting.Rendering.Pdf;

/// <summary>
/// Adds what PDF/UA-1 (ISO 14289-1) asks for and Chromium leaves out: metadata with the title and the part of the standard, descriptions of links, roles, and
/// marks of artifacts. Names Reporting as the creator instead of Chromium, and PDF 1.7 instead of 1.4. A file of an unknown form stays as it is.
/// </summary>
internal static partial class PdfAccessibility
{
    private static readonly XNamespace Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private static readonly XNamespace Dc = "http://purl.org/dc/elements/1.1/";
    private static readonly XNamespace Ua = "http://www.aiim.org/pdfua/ns/id/";
    private static readonly XNamespace Pdf = "http://ns.adobe.com/pdf/1.3/";
    private static readonly XNamespace Xmp = "http://ns.adobe.com/xap/1.0/";
    private static readonly XNamespace Meta = "adobe:ns:meta/";

    public static byte[] Add(byte[] pdf, ReportDocument document)
    {
        if (PdfUpdate.Of(pdf) is not { } update || update.Dictionary(update.Root) is not { } catalogue || catalogue.Contains("/Metadata", StringComparison.Ordinal))
        {
            return pdf;
        }

        var titles = document.Sections.ToDictionary(section => section.Id, section => section.Title);
        foreach (var number in update.Numbers)
        {
            if (update.Dictionary(number) is not { } dictionary)
            {
                continue;
            }

            if (dictionary.StartsWith("/Type /Page\n", StringComparison.Ordinal) && PdfUpdate.Reference(dictionary, "/Contents") is { } content)
            {
                if (update.Content(content) is { } painted && PdfArtifacts.Mark(painted) is { } marked)
                {
                    update.ChangeContent(content, marked);
                }
            }
            else if (dictionary.Contains("/Subtype /Link", StringComparison.Ordinal) && !dictionary.Contains("/Contents", StringComparison.Ordinal))
            {
                update.Change(number, $"{dictionary}\n/Contents {Text(Target(dictionary, titles) ?? document.Title)}");
            }
        }

        // Chromium names two types of PDF 2.0.
        if (PdfUpdate.Reference(catalogue, "/StructTreeRoot") is { } tree && update.Dictionary(tree) is { } root && !root.Contains("/RoleMap", StringComparison.Ordinal))
        {
            update.Change(tree, root + "\n/RoleMap <</Strong /Span\n/Em /Span>>");
        }

        if (update.Info is { } info && update.Dictionary(info) is { } information)
        {
            update.Change(info, $"{Maker().Replace(information, string.Empty)}\n/Creator (Reporting)\n/Author (Reporting)\n/Producer (Reporting)");
        }

        var metadata = update.Add("/Type /Metadata\n/Subtype /XML\n", Packet(document));
        update.Change(update.Root, $"{catalogue}\n/Version /1.7\n/Metadata {metadata} 0 R");
        return update.Save();
    }

    /// <summary>Where a link leads: the title of a section, or an address.</summary>
    private static string? Target(string link, Dictionary<string, string> titles) =>
        Address().Match(link) is { Success: true } address ? address.Groups["address"].Value.Replace("\\", string.Empty, StringComparison.Ordinal)
        : Destination().Match(link) is { Success: true } section ? titles.GetValueOrDefault(section.Groups["section"].Value)
        : null;

    /// <summary>A text in UTF-16, as hexadecimal digits.</summary>
    private static string Text(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";

    private static byte[] Packet(ReportDocument document)
    {
        var description = new XElement(
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
            new XElement(Dc + "language", new XElement(Rdf + "Bag", new XElement(Rdf + "li", document.Language))));
        var xml = new XElement(
            Meta + "xmpmeta",
            new XAttribute(XNamespace.Xmlns + "x", Meta),
            new XElement(Rdf + "RDF", new XAttribute(XNamespace.Xmlns + "rdf", Rdf), description));
        return Encoding.UTF8.GetBytes($"<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n{xml}\n<?xpacket end=\"r\"?>");
    }

    [GeneratedRegex(@"/URI \((?<address>(?:\\.|[^\\)])*)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Address();

    [GeneratedRegex(@"/(Creator|Producer) \((\\.|[^\\)])*\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Maker();

    [GeneratedRegex(@"/Dest /(?<section>[^\s/]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Destination();
}
