using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using Reporting.Engine.Languages;
using Reporting.Engine.Reports.Documents;
using Reporting.Warehouse.Text;

namespace Reporting.Rendering.Excel.Sheets;

/// <summary>
/// Rewrites a workbook's package so that the same document gives the same bytes. Entries have a fixed order and time, root relationships are numbered,
/// and the core properties use the date of the data instead of the clock.
/// </summary>
internal static class StablePackage
{
    private const string CoreName = "docProps/core.xml";
    private const string CoreType = "application/vnd.openxmlformats-package.core-properties+xml";
    private const string CoreRelationship = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";

    /// <summary>The earliest time that a ZIP file can store.</summary>
    public static readonly DateTimeOffset EntryTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly XNamespace Types = "http://schemas.openxmlformats.org/package/2006/content-types";
    private static readonly XNamespace Links = "http://schemas.openxmlformats.org/package/2006/relationships";

    /// <param name="data">The entry of the <c>Data</c> sheet, whose rows follow later; null without one.</param>
    public static BuiltWorkbook Of(Stream package, ReportDocument document, string? data)
    {
        package.Position = 0;
        using var source = new ZipArchive(package, ZipArchiveMode.Read, leaveOpen: true);
        var entries = new SortedDictionary<string, byte[]>(new PackageOrder());
        foreach (var entry in source.Entries.Where(entry => !IsCore(entry.FullName)))
        {
            entries[entry.FullName] = entry.FullName switch
            {
                "[Content_Types].xml" => ContentTypes(Xml(entry)),
                "_rels/.rels" => RootLinks(Xml(entry)),
                "xl/styles.xml" => Styles(Xml(entry), Language.Of(document.Language).IsRightToLeft),
                _ => ExcelText.Join(Bytes(entry)),
            };
        }

        entries[CoreName] = CoreProperties(document);
        return new BuiltWorkbook(Zip(entries), data is null ? null : DataSheet.Place(data, entries[data], document));
    }

    private static bool IsCore(string name) =>
        name.StartsWith("package/services/metadata/core-properties/", StringComparison.Ordinal) || name == CoreName;

    private static byte[] ContentTypes(XElement types)
    {
        types.Elements().Where(type => (string?)type.Attribute("ContentType") == CoreType).Remove();
        types.Add(new XElement(Types + "Override", new XAttribute("PartName", "/" + CoreName), new XAttribute("ContentType", CoreType)));
        var sorted = types.Elements()
            .OrderBy(type => type.Name.LocalName, StringComparer.Ordinal)
            .ThenBy(type => (string?)type.Attribute("Extension") ?? (string?)type.Attribute("PartName"), StringComparer.Ordinal)
            .ToList();
        types.ReplaceNodes(sorted);
        return Bytes(types);
    }

    private static byte[] Styles(XElement styles, bool isRightToLeft)
    {
        // Borders that differ only in the colour of a side that is not drawn are one border to the library. It keeps the colour that came first, of any workbook.
        styles.Descendants().Where(side => side.Parent?.Name.LocalName == "border" && side.Attribute("style") is null or { Value: "none" }).Elements().Remove();
        if (isRightToLeft)
        {
            Mirror(styles);
        }

        return Bytes(styles);
    }

    // Alignments do not mirror on right-to-left sheets, so "left" becomes "right".
    // Figures stay right-aligned, so that units line up.
    private static void Mirror(XElement styles)
    {
        foreach (var alignment in styles.Descendants().Where(element => element.Name.LocalName == "alignment"))
        {
            if (alignment.Attribute("horizontal") is { Value: "left" } side)
            {
                side.Value = "right";
            }
        }
    }

    private static byte[] RootLinks(XElement links)
    {
        links.Elements().Where(link => (string?)link.Attribute("Type") == CoreRelationship).Remove();
        links.Add(new XElement(Links + "Relationship", new XAttribute("Type", CoreRelationship), new XAttribute("Target", "/" + CoreName), new XAttribute("Id", string.Empty)));
        var sorted = links.Elements().OrderBy(link => (string?)link.Attribute("Type"), StringComparer.Ordinal).ToList();
        for (var i = 0; i < sorted.Count; i++)
        {
            sorted[i].SetAttributeValue("Id", $"rId{i + 1}");
        }

        links.ReplaceNodes(sorted);
        return Bytes(links);
    }

    private static byte[] CoreProperties(ReportDocument document)
    {
        XNamespace core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
        XNamespace dc = "http://purl.org/dc/elements/1.1/";
        XNamespace terms = "http://purl.org/dc/terms/";
        XNamespace xsi = "http://www.w3.org/2001/XMLSchema-instance";
        var properties = new XElement(
            core + "coreProperties",
            new XAttribute(XNamespace.Xmlns + "cp", core),
            new XAttribute(XNamespace.Xmlns + "dc", dc),
            new XAttribute(XNamespace.Xmlns + "dcterms", terms),
            new XAttribute(XNamespace.Xmlns + "xsi", xsi),
            new XElement(dc + "title", ExcelText.Clean(document.Title)),
            new XElement(dc + "description", ExcelText.Clean(document.Description)),
            new XElement(dc + "subject", ExcelText.Clean(document.Provenance.Filters)),
            new XElement(dc + "creator", "Reporting"),
            new XElement(core + "keywords", ExcelText.Clean($"{document.Id}; data version {document.Provenance.DataVersion.ToString(CultureInfo.InvariantCulture)}")),
            new XElement(dc + "language", document.Language));
        if (Instants.Iso(document.Provenance.DataAsOf) is { } time)
        {
            foreach (var name in (string[])["created", "modified"])
            {
                properties.Add(new XElement(terms + name, new XAttribute(xsi + "type", "dcterms:W3CDTF"), time));
            }
        }

        return Bytes(properties);
    }

    private static byte[] Zip(SortedDictionary<string, byte[]> entries)
    {
        using var target = new MemoryStream();
        using (var zip = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
                entry.LastWriteTime = EntryTime;
                using var stream = entry.Open();
                stream.Write(content);
            }
        }

        return target.ToArray();
    }

    private static XElement Xml(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        return XElement.Load(stream);
    }

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private static byte[] Bytes(XElement root) =>
        Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n" + root.ToString(SaveOptions.DisableFormatting));

    /// <summary>Content types and root relationships first, because streaming readers expect them; then by name.</summary>
    private sealed class PackageOrder : IComparer<string>
    {
        public int Compare(string? x, string? y) =>
            Rank(x) != Rank(y) ? Rank(x).CompareTo(Rank(y)) : string.CompareOrdinal(x, y);

        private static int Rank(string? name) => name switch { "[Content_Types].xml" => 0, "_rels/.rels" => 1, _ => 2 };
    }
}

/// <summary>A finished workbook, except for the rows of its <c>Data</c> sheet.</summary>
/// <param name="Package">The file. The same document gives the same bytes.</param>
/// <param name="Data">Null for a complete workbook without such a sheet.</param>
public sealed record BuiltWorkbook(byte[] Package, DataSheetPosition? Data);

/// <summary>Where the rows of the <c>Data</c> sheet belong in the finished workbook.</summary>
/// <param name="Entry">The sheet's entry in the package.</param>
/// <param name="Prefix">The sheet's XML before its first data row.</param>
/// <param name="Suffix">The sheet's XML after that row.</param>
/// <param name="Styles">The style of each column's cells.</param>
/// <param name="QuotedStyles">The styles for text that a spreadsheet would run as a formula after an edit.</param>
/// <param name="FirstRow">The number of the first data row.</param>
/// <param name="YearNotStated">The text of a year that is not stated.</param>
public sealed record DataSheetPosition(
    string Entry, string Prefix, string Suffix, IReadOnlyList<string> Styles, IReadOnlyList<string> QuotedStyles, int FirstRow, string YearNotStated);
