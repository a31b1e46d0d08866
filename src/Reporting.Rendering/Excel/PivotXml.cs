using System.Globalization;
using System.Xml.Linq;
using ClosedXML.Excel;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Excel.Sheets;

namespace Reporting.Rendering.Excel;

/// <summary>
/// A native PivotTable over the <c>Data</c> sheet (ECMA-376 part 1, 18.10). Its cache has no records, so the file contains the rows only once. Excel
/// reads them on opening, as with "refresh data when opening the file".
/// </summary>
internal static class PivotXml
{
    private const string CacheId = "rIdPivotCache1";
    private const int Version = 6;

    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    public static void Add(WorkbookPart workbook, WorksheetPart sheet, PivotPosition pivot, ReportData data)
    {
        var cache = workbook.AddNewPart<PivotTableCacheDefinitionPart>(CacheId);
        Feed(cache, Cache(pivot, data));
        var table = sheet.AddNewPart<PivotTablePart>("rIdPivot1");
        Feed(table, Table(pivot));
        table.AddPart(cache, "rIdCache1");

        var caches = new PivotCaches(new PivotCache { CacheId = 1, Id = CacheId });
        var root = workbook.Workbook;
        var before = (DocumentFormat.OpenXml.OpenXmlElement?)root.CalculationProperties ?? root.DefinedNames ?? (DocumentFormat.OpenXml.OpenXmlElement)root.Sheets!;
        root.InsertAfter(caches, before);
    }

    private static XElement Cache(PivotPosition pivot, ReportData data) => new(
        Main + "pivotCacheDefinition",
        new XAttribute("saveData", 0),
        new XAttribute("refreshOnLoad", 1),
        new XAttribute("refreshedBy", "Reporting"),
        new XAttribute("createdVersion", Version),
        new XAttribute("refreshedVersion", Version),
        new XAttribute("minRefreshableVersion", 3),
        new XElement(
            Main + "cacheSource",
            new XAttribute("type", "worksheet"),
            new XElement(Main + "worksheetSource", new XAttribute("ref", DataSheet.Area(data.Count)), new XAttribute("sheet", DataSheet.Name))),
        new XElement(
            Main + "cacheFields",
            new XAttribute("count", DataColumns.All.Count),
            DataColumns.All.Select((column, i) => new XElement(
                Main + "cacheField",
                new XAttribute("name", column.Header(pivot.Text.Captions)),
                new XAttribute("numFmtId", 0),
                i == pivot.RowField ? Texts(pivot) : i == DataColumns.Year ? Years(pivot) : new XElement(Main + "sharedItems")))));

    private static XElement Texts(PivotPosition pivot) => new(
        Main + "sharedItems",
        new XAttribute("count", pivot.Allocated.Rows.Members.Count),
        pivot.Allocated.Rows.Members.Select(member => new XElement(Main + "s", new XAttribute("v", PivotSheet.Item(pivot, member)))));

    private static XElement Years(PivotPosition pivot)
    {
        var years = pivot.Allocated.Columns.Members.Select(member => member.Code is { } code ? int.Parse(code, CultureInfo.InvariantCulture) : (int?)null).ToList();
        var stated = years.OfType<int>().ToList();
        var items = new XElement(Main + "sharedItems");
        if (stated.Count == years.Count)
        {
            items.Add(new XAttribute("containsSemiMixedTypes", 0), new XAttribute("containsString", 0));
        }
        else if (stated.Count > 0)
        {
            items.Add(new XAttribute("containsMixedTypes", 1));
        }

        if (stated.Count > 0)
        {
            items.Add(new XAttribute("containsNumber", 1), new XAttribute("containsInteger", 1), new XAttribute("minValue", stated.Min()), new XAttribute("maxValue", stated.Max()));
        }

        items.Add(new XAttribute("count", years.Count), years.Select(year => 
            year is { } y ? new XElement(Main + "n", new XAttribute("v", y)) : new XElement(Main + "s", new XAttribute("v", DataSheet.YearNotStated(pivot.Text)))));
        return items;
    }

    private static XElement Table(PivotPosition pivot)
    {
        var (rows, columns) = (pivot.Allocated.Rows.Members.Count, pivot.Allocated.Columns.Members.Count);
        var area = string.Create(CultureInfo.InvariantCulture, $"A{pivot.HeaderRow}:{XLHelper.GetColumnLetterFromNumber(pivot.LastColumn)}{pivot.LastRow}");
        return new XElement(
            Main + "pivotTableDefinition",
            new XAttribute("name", "Pivot_Data"),
            new XAttribute("cacheId", 1),
            new XAttribute("applyNumberFormats", 0),
            new XAttribute("applyBorderFormats", 0),
            new XAttribute("applyFontFormats", 0),
            new XAttribute("applyPatternFormats", 0),
            new XAttribute("applyAlignmentFormats", 0),
            new XAttribute("applyWidthHeightFormats", 1),
            new XAttribute("dataCaption", "Values"),
            new XAttribute("grandTotalCaption", pivot.Text.Captions.GrandTotal),
            new XAttribute("updatedVersion", Version),
            new XAttribute("minRefreshableVersion", 3),
            new XAttribute("useAutoFormatting", 1),
            new XAttribute("itemPrintTitles", 1),
            new XAttribute("createdVersion", Version),
            new XAttribute("indent", 0),
            new XAttribute("outline", 1),
            new XAttribute("outlineData", 1),
            new XAttribute("multipleFieldFilters", 0),
            new XAttribute("rowHeaderCaption", pivot.Header(pivot.RowField)),
            new XAttribute("colHeaderCaption", pivot.Header(DataColumns.Year)),
            new XElement(Main + "location", new XAttribute("ref", area), new XAttribute("firstHeaderRow", 1), new XAttribute("firstDataRow", 2), new XAttribute("firstDataCol", 1)),
            new XElement(Main + "pivotFields", new XAttribute("count", DataColumns.All.Count), DataColumns.All.Select((_, i) => Field(pivot, i))),
            Fields("rowFields", pivot.RowField),
            Items("rowItems", rows),
            Fields("colFields", DataColumns.Year),
            Items("colItems", columns),
            new XElement(
                Main + "dataFields",
                new XAttribute("count", 1),
                new XElement(
                    Main + "dataField",
                    new XAttribute("name", pivot.Text.Captions.Allocated),
                    new XAttribute("fld", DataColumns.Weight),
                    new XAttribute("baseField", 0),
                    new XAttribute("baseItem", 0),
                    new XAttribute("numFmtId", 4))),
            new XElement(
                Main + "pivotTableStyleInfo",
                new XAttribute("name", "PivotStyleLight16"),
                new XAttribute("showRowHeaders", 1),
                new XAttribute("showColHeaders", 1),
                new XAttribute("showRowStripes", 0),
                new XAttribute("showColStripes", 0),
                new XAttribute("showLastColumn", 1)));
    }

    private static XElement Field(PivotPosition pivot, int column)
    {
        var field = new XElement(Main + "pivotField");
        var members = column == pivot.RowField ? pivot.Allocated.Rows.Members.Count : column == DataColumns.Year ? pivot.Allocated.Columns.Members.Count : 0;
        if (members > 0)
        {
            field.Add(new XAttribute("axis", column == pivot.RowField ? "axisRow" : "axisCol"));
        }
        else if (column == DataColumns.Weight)
        {
            field.Add(new XAttribute("dataField", 1));
        }

        field.Add(new XAttribute("showAll", 0));
        if (members > 0)
        {
            field.Add(new XElement(
                Main + "items",
                new XAttribute("count", members + 1),
                Enumerable.Range(0, members).Select(i => new XElement(Main + "item", new XAttribute("x", i))),
                new XElement(Main + "item", new XAttribute("t", "default"))));
        }

        return field;
    }

    private static XElement Fields(string name, int column) =>
        new(Main + name, new XAttribute("count", 1), new XElement(Main + "field", new XAttribute("x", column)));

    private static XElement Items(string name, int members) => new(
        Main + name,
        new XAttribute("count", members + 1),
        Enumerable.Range(0, members).Select(i => new XElement(Main + "i", new XElement(Main + "x", i == 0 ? null : new XAttribute("v", i)))),
        new XElement(Main + "i", new XAttribute("t", "grand"), new XElement(Main + "x")));

    private static void Feed(OpenXmlPart part, XElement root)
    {
        using var stream = new MemoryStream();
        new XDocument(new XDeclaration("1.0", "UTF-8", "yes"), root).Save(stream, System.Xml.Linq.SaveOptions.DisableFormatting);
        stream.Position = 0;
        part.FeedData(stream);
    }
}
