using System.Globalization;
using System.Xml.Linq;

namespace Reporting.Rendering.Excel.LargeSheets;

/// <summary>The cell formats of large sheets, added to those that a workbook has already.</summary>
internal sealed class LargeStyles
{
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    private readonly XElement formats;
    private readonly XElement styles;
    private readonly int font;

    public LargeStyles(XElement styles)
    {
        this.styles = styles;
        formats = styles.Element(Main + "cellXfs")!;
        font = Add(styles.Element(Main + "fonts")!, Font(null));
        var white = Add(styles.Element(Main + "fonts")!, Font("FFFFFFFF"));
        var navy = Add(styles.Element(Main + "fills")!, new XElement(
            Main + "fill",
            new XElement(Main + "patternFill", new XAttribute("patternType", "solid"), new XElement(Main + "fgColor", new XAttribute("rgb", "FF14304F")), new XElement(Main + "bgColor", new XAttribute("indexed", 64)))));
        Header = Format(0, white, navy, "left");
        Text = Format(0, font, 0, "left");
        GuardedText = Format(0, font, 0, "left", new XAttribute("quotePrefix", 1));
        Columns = [.. DataColumns.All.Select(c => c.Kind == DataKind.Text ? Text : Format(NumberFormat(c.Format), font, 0, c.Kind == DataKind.Date ? "left" : "right"))];
    }

    public int Header { get; }

    public int Text { get; }

    /// <summary>Of text that a spreadsheet would run: it stays text even when somebody edits the cell.</summary>
    public int GuardedText { get; }

    /// <summary>Of the values of each column.</summary>
    public IReadOnlyList<int> Columns { get; }

    private static XElement Font(string? colour) => new(
        Main + "font",
        colour is null ? null : new XElement(Main + "b"),
        new XElement(Main + "sz", new XAttribute("val", 11)),
        colour is null ? null : new XElement(Main + "color", new XAttribute("rgb", colour)),
        new XElement(Main + "name", new XAttribute("val", "Calibri")),
        new XElement(Main + "family", new XAttribute("val", 2)));

    private static int Add(XElement list, XElement item)
    {
        list.Add(item);
        var count = list.Elements().Count();
        list.SetAttributeValue("count", count);
        return count - 1;
    }

    private int Format(int number, int fontId, int fill, string horizontal, params XAttribute[] more) => Add(formats, new XElement(
        Main + "xf",
        new XAttribute("numFmtId", number),
        new XAttribute("fontId", fontId),
        new XAttribute("fillId", fill),
        new XAttribute("borderId", 0),
        new XAttribute("xfId", 0),
        more,
        new XAttribute("applyNumberFormat", 1),
        new XAttribute("applyFont", 1),
        new XAttribute("applyFill", 1),
        new XAttribute("applyAlignment", 1),
        new XElement(Main + "alignment", new XAttribute("horizontal", horizontal), new XAttribute("vertical", fill == 0 ? "top" : "center"), new XAttribute("indent", 1))));

    private int NumberFormat(string code)
    {
        var known = styles.Element(Main + "numFmts");
        if (known is null)
        {
            known = new XElement(Main + "numFmts");
            styles.AddFirst(known);
        }

        if (known.Elements().FirstOrDefault(f => (string?)f.Attribute("formatCode") == code) is { } same)
        {
            return (int)same.Attribute("numFmtId")!;
        }

        // Numbers below 164 are Excel's own.
        var id = Math.Max(163, known.Elements().Select(f => int.Parse(f.Attribute("numFmtId")!.Value, CultureInfo.InvariantCulture)).DefaultIfEmpty(0).Max()) + 1;
        Add(known, new XElement(Main + "numFmt", new XAttribute("numFmtId", id), new XAttribute("formatCode", code)));
        return id;
    }
}
