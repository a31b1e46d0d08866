using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using Reporting.Rendering.Excel.Sheets;

namespace Reporting.Rendering.Excel.LargeSheets;

/// <summary>
/// A workbook's parts, with further sheets like <c>Data</c> when there are more rows than one sheet holds. Each has its own table and print titles and
/// is registered in the package.
/// </summary>
internal sealed class LargePackage
{
    private const string Workbook = "xl/workbook.xml";
    private const string WorkbookLinks = "xl/_rels/workbook.xml.rels";
    private const string ContentTypes = "[Content_Types].xml";

    // Larger than the ids of the workbook's own tables.
    private const int FirstTable = 1_000;

    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static readonly XNamespace LinkIds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static readonly XNamespace Relationships = "http://schemas.openxmlformats.org/package/2006/relationships";
    private static readonly XNamespace Types = "http://schemas.openxmlformats.org/package/2006/content-types";

    private readonly ZipArchive _source;
    private readonly Dictionary<string, byte[]> _changed = [];
    private readonly XElement _workbook;
    private readonly XElement _workbookLinks;
    private readonly XElement _types;
    private readonly XElement _sheetLinks;
    private readonly XElement _table;
    private readonly string _tableEntry;
    private readonly ExcelNames _names = new();

    public LargePackage(ZipArchive source, string first, long rows, int maxRows)
    {
        _source = source;
        (_workbook, _workbookLinks, _types, _sheetLinks) = (Xml(Workbook), Xml(WorkbookLinks), Xml(ContentTypes), Xml(LinksOf(first)));
        _tableEntry = Target(TableLink(_sheetLinks), first);
        _table = Xml(_tableEntry);
        foreach (var sheet in _workbook.Element(Main + "sheets")!.Elements())
        {
            _names.Sheet((string)sheet.Attribute("name")!);
        }

        var sheets = new List<LargeSheet> { new(first, (int)Math.Min(rows, maxRows)) };
        _changed[_tableEntry] = Bytes(Over(new XElement(_table), sheets[0].Rows));
        for (var left = rows - maxRows; left > 0; left -= maxRows)
        {
            sheets.Add(Add(sheets.Count + 1, (int)Math.Min(left, maxRows), first));
        }

        Sheets = sheets;
        (_changed[Workbook], _changed[WorkbookLinks], _changed[ContentTypes]) = (Bytes(_workbook), Bytes(_workbookLinks), Bytes(_types));
    }

    public IReadOnlyList<LargeSheet> Sheets { get; }

    /// <summary>All parts except those sheets, in the order of the package.</summary>
    public IEnumerable<(string Name, byte[] Content)> Parts()
    {
        var large = Sheets.Select(s => s.Entry).ToHashSet(StringComparer.Ordinal);
        var kept = _source.Entries.Where(e => !large.Contains(e.FullName)).Select(e => e.FullName).ToList();
        return kept.Concat(_changed.Keys.Except(kept, StringComparer.Ordinal).Order(StringComparer.Ordinal))
            .Select(name => (name, _changed.TryGetValue(name, out var content) ? content : Bytes(_source.GetEntry(name)!)));
    }

    private LargeSheet Add(int number, int rows, string first)
    {
        var (part, name) = ($"data{number}", _names.Sheet(DataSheet.Name));
        var (sheet, ownTable) = (new LargeSheet($"xl/worksheets/{part}.xml", rows), $"xl/tables/{part}.xml");
        var sheets = _workbook.Element(Main + "sheets")!;
        var data = sheets.Elements().ToList().FindIndex(s => (string?)s.Attribute("name") == DataSheet.Name);
        var index = data + number - 1;
        var id = sheets.Elements().Max(s => (int)s.Attribute("sheetId")!) + 1;
        MoveNames(index);
        sheets.Elements().ElementAt(index - 1).AddAfterSelf(new XElement(Main + "sheet", new XAttribute("name", name), new XAttribute("sheetId", id), new XAttribute(LinkIds + "id", "rId_" + part)));
        PrintTitles(name, index, data);

        var like = _workbookLinks.Elements().Single(l => Target(l, Workbook) == first);
        _workbookLinks.Add(Copy(like, ("Id", "rId_" + part), ("Target", "/" + sheet.Entry)));
        _types.Add(Copy(Type(first), ("PartName", "/" + sheet.Entry)), Copy(Type(_tableEntry), ("PartName", "/" + ownTable)));

        var links = new XElement(_sheetLinks);
        TableLink(links).SetAttributeValue("Target", "/" + ownTable);
        _changed[LinksOf(sheet.Entry)] = Bytes(links);
        var tableName = $"{DataSheet.TableName}_{number}";
        _changed[ownTable] = Bytes(Over(Copy(_table, ("id", $"{FirstTable + number}"), ("name", tableName), ("displayName", tableName)), rows));
        return sheet;
    }

    // Names belong to sheets by their position, and the sheets after the new one move.
    private void MoveNames(int index)
    {
        foreach (var position in _workbook.Element(Main + "definedNames")!.Elements().Select(n => n.Attribute("localSheetId")).OfType<XAttribute>().Where(p => (int)p >= index))
        {
            position.SetValue((int)position + 1);
        }
    }

    // Repeats the header on every printed page, as on the first sheet.
    private void PrintTitles(string name, int index, int like)
    {
        var first = _workbook.Element(Main + "definedNames")!.Elements()
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

    private XElement Type(string entry) => _types.Elements(Types + "Override").Single(t => (string?)t.Attribute("PartName") == "/" + entry);

    private static XElement TableLink(XElement links) =>
        links.Elements(Relationships + "Relationship").Single(l => ((string)l.Attribute("Type")!).EndsWith("/table", StringComparison.Ordinal));

    private static string LinksOf(string entry) => entry.Insert(entry.LastIndexOf('/') + 1, "_rels/") + ".rels";

    // Targets are relative to the root or to the part.
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
        using var stream = _source.GetEntry(name)!.Open();
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
