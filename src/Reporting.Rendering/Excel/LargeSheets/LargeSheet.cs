using System.Globalization;
using System.Xml.Linq;

namespace Reporting.Rendering.Excel.LargeSheets;

/// <summary>A sheet whose rows are still to come: header in row 1, frozen, with an Excel table over all of it.</summary>
/// <param name="Rows">Beside the header.</param>
internal sealed record LargeSheet(string Name, string Part, string TableName, int Rows, int TableId)
{
    /// <summary>Rows of a sheet, beside the header.</summary>
    public const int MostRows = 1_048_575;

    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    public string Path => $"xl/worksheets/{Part}.xml";

    public string LinksPath => $"xl/worksheets/_rels/{Part}.xml.rels";

    public string TablePath => $"xl/tables/{Part}.xml";

    // A table cannot be without a row.
    private string Range => $"A1:{RowXml.Letters(DataColumns.All.Count - 1)}{Math.Max(Rows, 1) + 1}";

    public XElement Table()
    {
        return new XElement(
            Main + "table",
            new XAttribute("id", TableId),
            new XAttribute("name", TableName),
            new XAttribute("displayName", TableName),
            new XAttribute("ref", Range),
            new XAttribute("totalsRowShown", 0),
            new XElement(Main + "autoFilter", new XAttribute("ref", Range)),
            new XElement(
                Main + "tableColumns",
                new XAttribute("count", DataColumns.All.Count),
                DataColumns.All.Select((c, i) => new XElement(Main + "tableColumn", new XAttribute("id", i + 1), new XAttribute("name", c.Caption)))),
            new XElement(Main + "tableStyleInfo", new XAttribute("name", "TableStyleLight1"), new XAttribute("showRowStripes", 1)));
    }

    public string Head()
    {
        var columns = DataColumns.All.Select((c, i) => string.Create(CultureInfo.InvariantCulture, $"<col min=\"{i + 1}\" max=\"{i + 1}\" width=\"{c.Width:0}\" customWidth=\"1\"/>"));
        return $"""
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <worksheet xmlns="{Main}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="{Range}"/><sheetViews><sheetView showGridLines="0" workbookViewId="0"><pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/><selection pane="bottomRight" activeCell="B2" sqref="B2"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>{string.Concat(columns)}</cols><sheetData>
            """;
    }

    /// <param name="footer">What the paper says at its foot, ready for a footer.</param>
    public static string Foot(string footer) =>
        $"""</sheetData><pageMargins left="0.5" right="0.5" top="0.6" bottom="0.75" header="0.3" footer="0.3"/><pageSetup paperSize="8" orientation="landscape" fitToHeight="0"/><headerFooter><oddFooter>{footer}</oddFooter></headerFooter><tableParts count="1"><tablePart r:id="rId1"/></tableParts></worksheet>""";
}
