using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using Reporting.Engine.Reports.Documents;

namespace Reporting.Rendering.Excel.LargeSheets;

/// <summary>
/// A finished small workbook, made ready for sheets that are written after it: its parts name them (sheets, print titles,
/// relationships, content types, styles), and only their own rows are still to come.
/// </summary>
internal sealed class LargePackage
{
    private const string Workbook = "xl/workbook.xml";
    private const string WorkbookLinks = "xl/_rels/workbook.xml.rels";
    private const string ContentTypes = "[Content_Types].xml";
    private const string StylesPart = "xl/styles.xml";
    private const string Links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string SheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    // Beyond the ids of the tables that the workbook has.
    private const int FirstTable = 1_000;

    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static readonly XNamespace LinkIds = Links;
    private static readonly XNamespace Relationships = "http://schemas.openxmlformats.org/package/2006/relationships";
    private static readonly XNamespace Types = "http://schemas.openxmlformats.org/package/2006/content-types";

    private readonly Dictionary<string, byte[]> changed = [];
    private readonly XElement workbook;
    private readonly XElement workbookLinks;
    private readonly XElement types;
    private readonly ZipArchive source;
    private readonly ExcelNames names = new();
    private int added;

    public LargePackage(ZipArchive source)
    {
        this.source = source;
        (workbook, workbookLinks, types) = (Xml(Workbook), Xml(WorkbookLinks), Xml(ContentTypes));
        var styles = Xml(StylesPart);
        Styles = new LargeStyles(styles);
        changed[StylesPart] = Bytes(styles);
        foreach (var sheet in workbook.Element(Main + "sheets")!.Elements())
        {
            names.Sheet((string)sheet.Attribute("name")!);
        }
    }

    public LargeStyles Styles { get; }

    /// <summary>Names a further sheet <c>Data</c>, with so many rows beside its header.</summary>
    public LargeSheet Add(int rows)
    {
        added++;
        var sheet = new LargeSheet(names.Sheet("Data"), $"data{added}", added == 1 ? "Data" : $"Data_{added}", rows, FirstTable + added);
        var sheets = workbook.Element(Main + "sheets")!;
        var index = sheets.Elements().Count();
        var id = sheets.Elements().Max(s => (int)s.Attribute("sheetId")!) + 1;
        sheets.Add(new XElement(Main + "sheet", new XAttribute("name", sheet.Name), new XAttribute("sheetId", id), new XAttribute(LinkIds + "id", "rId_" + sheet.Part)));
        PrintTitles(sheets, sheet.Name, index);
        workbookLinks.Add(Relationship("rId_" + sheet.Part, "worksheet", "/" + sheet.Path));
        types.Add(Override(sheet.Path, "worksheet+xml"), Override(sheet.TablePath, "table+xml"));
        changed[sheet.LinksPath] = Bytes(new XElement(Relationships + "Relationships", Relationship("rId1", "table", "/" + sheet.TablePath)));
        changed[sheet.TablePath] = Bytes(sheet.Table());
        return sheet;
    }

    /// <summary>Every part but the sheets that were added, in the order of a package.</summary>
    public IReadOnlyList<(string Name, byte[] Content)> Parts()
    {
        changed[Workbook] = Bytes(workbook);
        changed[WorkbookLinks] = Bytes(workbookLinks);
        changed[ContentTypes] = Bytes(types);
        var kept = source.Entries.Where(e => !changed.ContainsKey(e.FullName)).Select(e => (e.FullName, Bytes(e)));
        return
        [
            .. changed.Select(c => (c.Key, c.Value)).Concat(kept)
                .OrderBy(p => p.Item1 switch { ContentTypes => 0, "_rels/.rels" => 1, _ => 2 }).ThenBy(p => p.Item1, StringComparer.Ordinal),
        ];
    }

    // The header on every printed page.
    private void PrintTitles(XElement sheets, string name, int index)
    {
        var defined = workbook.Element(Main + "definedNames");
        if (defined is null)
        {
            defined = new XElement(Main + "definedNames");
            sheets.AddAfterSelf(defined);
        }

        defined.Add(new XElement(
            Main + "definedName",
            new XAttribute("name", "_xlnm.Print_Titles"),
            new XAttribute("localSheetId", index),
            $"'{name.Replace("'", "''", StringComparison.Ordinal)}'!$1:$1"));
    }

    private static XElement Relationship(string id, string type, string target) => new(
        Relationships + "Relationship",
        new XAttribute("Id", id),
        new XAttribute("Type", $"{Links}/{type}"),
        new XAttribute("Target", target));

    private static XElement Override(string path, string type) =>
        new(Types + "Override", new XAttribute("PartName", "/" + path), new XAttribute("ContentType", SheetType + type));

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
