using System.Globalization;
using System.Xml.Linq;
using ClosedXML.Excel;
using DocumentFormat.OpenXml.Spreadsheet;
using Reporting.Rendering.Excel.Sheets;

namespace Reporting.Rendering.Excel;

/// <summary>Sparklines beside rows with a time series ([MS-XLSX] 2.3.4.1). Own code, because ClosedXML writes them incorrectly.</summary>
internal static class Sparklines
{
    private const string Uri = "{05C60535-1F16-4fd2-B633-F4F36F0B64E0}";

    private static readonly XNamespace X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main";
    private static readonly XNamespace Xm = "http://schemas.microsoft.com/office/excel/2006/main";

    public static WorksheetExtensionList Of(SheetPosition sheet)
    {
        var (first, last) = sheet.Grid.Series!.Value;
        var (from, to, at) = (Letter(first + 1), Letter(last + 1), Letter(sheet.TrendColumn!.Value));
        var name = sheet.Name.Replace("'", "''", StringComparison.Ordinal);
        var groups = new XElement(
            X14 + "sparklineGroups",
            new XAttribute(XNamespace.Xmlns + "x14", X14),
            new XAttribute(XNamespace.Xmlns + "xm", Xm),
            new XElement(
                X14 + "sparklineGroup",
                new XAttribute("displayEmptyCellsAs", "zero"),
                new XAttribute("last", 1),
                Colour("colorSeries", "FF0072B2"),
                Colour("colorNegative", "FFA5400D"),
                Colour("colorAxis", "FF000000"),
                Colour("colorMarkers", "FF0072B2"),
                Colour("colorFirst", "FF0072B2"),
                Colour("colorLast", "FFE69F00"),
                Colour("colorHigh", "FF0072B2"),
                Colour("colorLow", "FF0072B2"),
                new XElement(
                    X14 + "sparklines",
                    Enumerable.Range(sheet.FirstDataRow, sheet.LastRow - sheet.HeaderRow).Select(row => new XElement(
                        X14 + "sparkline",
                        new XElement(Xm + "f", string.Create(CultureInfo.InvariantCulture, $"'{name}'!{from}{row}:{to}{row}")),
                        new XElement(Xm + "sqref", string.Create(CultureInfo.InvariantCulture, $"{at}{row}")))))));
        var extension = new WorksheetExtension { Uri = Uri };
        extension.AddNamespaceDeclaration("x14", X14.NamespaceName);
        extension.InnerXml = groups.ToString(System.Xml.Linq.SaveOptions.DisableFormatting);
        return new WorksheetExtensionList(extension);
    }

    private static XElement Colour(string name, string rgb) => new(X14 + name, new XAttribute("rgb", rgb));

    private static string Letter(int column) => XLHelper.GetColumnLetterFromNumber(column);
}
