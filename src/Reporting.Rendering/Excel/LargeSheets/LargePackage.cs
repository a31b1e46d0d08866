using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using Reporting.Rendering.Excel.Sheets;

namespace Reporting.Rendering.Excel.LargeSheets;

/// <summary>
/// A workbook's parts, with a further sheet like <c>Data</c> for every so many rows: each has a table and print titles of
/// its own, and is named where a package names its sheets.
/// </summary>
internal sealed class LargePackage
{
    private const string Workbook = "xl/workbook.xml";
    private const string WorkbookLinks = "xl/_rels/workbook.xml.rels";
    private const string ContentTypes = "[Content_Types].xml";

    // Beyond the ids of the tables that the workbook has.
    private const int FirstTable = 1_000;

    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static readonly XNamespace LinkIds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static readonly XNamespace Relationships = "http://schemas.openxmlformats.org/package/2006/relationships";
    private static readonly XNamespace Types = "http://schemas.openxmlformats.org/package/2006/content-types";

    private readonly ZipArchive source;
    private readonly Dictionary<string, byte[]> changed = [];
    private readonly XElement workbook;
    private readonly XElement workbookLinks;
    private readonly XElement types;
    private readonly XElement sheetLinks;
    private readonly XElement table;
    private readonly string tableEntry;
    private readonly ExcelNames names = new();

    public LargePackage(ZipArchive source, string first, long rows, int maxRows)
    {
        this.source = source;
        (workbook, workbookLinks, types, sheetLinks) = (Xml(Workbook), Xml(WorkbookLinks), Xml(ContentTypes), Xml(LinksOf(first)));
        tableEntry = Target(TableLink(sheetLinks), first);
        table = Xml(tableEntry);
        foreach (var sheet in workbook.Element(Main + "sheets")!.Elements())
        {
            names.Sheet((string)sheet.Attribute("name")!);
        }

        var sheets = new List<LargeSheet> { new(first, (int)Math.Min(rows, maxRows)) };
        changed[tableEntry] = Bytes(Over(new XElement(table), sheets[0].Rows));
        for (var left = rows - maxRows; left > 0; left -= maxRows)
        {
            sheets.Add(Add(sheets.Count + 1, (int)Math.Min(left, maxRows), first));
        }

        Sheets = sheets;
        (changed[Workbook], changed[WorkbookLinks], changed[ContentTypes]) = (Bytes(workbook), Bytes(workbookLinks), Bytes(types));
    }

    public IReadOnlyList<LargeSheet> Sheets { get; }

    /// <summary>Every part but those sheets, in the order of the package.</summary>
    public IEnumerable<(string Name, byte[] Content)> Parts()
    {
        var large = Sheets.Select(s => s.Entry).ToHashSet(StringComparer.Ordinal);
        var kept = source.Entries.Where(e => !large.Contains(e.FullName)).Select(e => e.FullName).ToList();
        return kept.Concat(changed.Keys.Except(kept, StringComparer.Ordinal).Order(StringComparer.Ordinal))
            .Select(name => (name, changed.TryGetValue(name, out var content) ? content : Bytes(source.GetEntry(name)!)));
    }

    private LargeSheet Add(int number, int rows, string first)
    {
        var (part, name) = ($"data{number}", names.Sheet(DataSheet.Name));
        var (sheet, ownTable) = (new LargeSheet($"xl/worksheets/{part}.xml", rows), $"xl/tables/{part}.xml");
        var sheets = workbook.Element(Main + "sheets")!;
        var index = sheets.Elements().Count();
        var id = sheets.Elements().Max(s => (int)s.Attribute("sheetId")!) + 1;
        sheets.Add(new XElement(Main + "sheet", new XAttribute("name", name), new XAttribute("sheetId", id), new XAttribute(LinkIds + "id", "rId_" + part)));
        PrintTitles(name, index, sheets.Elements().ToList().FindIndex(s => (string?)s.Attribute("name") == DataSheet.Name));

        var like = workbookLinks.Elements().Single(l => Target(l, Workbook) == first);
        workbookLinks.Add(Copy(like, ("Id", "rId_" + part), ("Target", "/" + sheet.Entry)));
        types.Add(Copy(Type(first), ("PartName", "/" + sheet.Entry)), Copy(Type(tableEntry), ("PartName", "/" + ownTable)));

        var links = new XElement(sheetLinks);
        TableLink(links).SetAttributeValue("Target", "/" + ownTable);
        changed[LinksOf(sheet.Entry)] = Bytes(links);
        var tableName = $"{DataSheet.TableName}_{number}";
        changed[ownTable] = Bytes(Over(Copy(table, ("id", $"{FirstTable + number}"), ("name", tableName), ("displayName", tableName)), rows));
        return sheet;
    }

    // The header on every printed page, as the first sheet has it.
    private void PrintTitles(string name, int index, int like)
    {
        var first = workbook.Element(Main + "definedNames")!.Elements()
            .Single(n => (string?)n.Attribute("name") == "_xlnm.Print_Titles" && (int?)n.Attribute("localSheetId") == like);
        var titles = Copy(first, ("localSheetId", $"{index}"));
        titles.Value = $"'{name}'!{first.Value[(first.Value.LastIndexOf('!') + 1)..]}";
        first.Parent!.Add(titles);
    }

    private static XElement Over(XElement table, int rows)
    {
        table.SetAttributeValue("ref", DataSheet.Area(rows));
        table.Element(Main + "autoFilter")!.SetAttributeValue("ref", DataSheet.Area(rows));
        return table;
    }

    private XElement Type(string entry) => types.Elements(Types + "Override").Single(t => (string?)t.Attribute("PartName") == "/" + entry);

    private static XElement TableLink(XElement links) =>
        links.Elements(Relationships + "Relationship").Single(l => ((string)l.Attribute("Type")!).EndsWith("/table", StringComparison.Ordinal));

    private static string LinksOf(string entry) => entry.Insert(entry.LastIndexOf('/') + 1, "_rels/") + ".rels";

    // Targets are written from the root, or from where the part stands.
    private static string Target(XElement link, string from)
    {
        var target = (string)link.Attribute("Target")!;
        return new Uri(new Uri("package:///" + from), target).AbsolutePath.TrimStart('/');
    }

    private static XElement Copy(XElement element, params (string Name, string Value)[] attributes)
    {
        var copy = new XElement(element);
        foreach (var (name, value) in attributes)
        {
            copy.SetAttributeValue(name, value);
        }

        return copy;
    }

    private XElement Xml(string name)
    {
        using var stream = source.GetEntry(name)!.Open();
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
}
