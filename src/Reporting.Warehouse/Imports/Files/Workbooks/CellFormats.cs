using System.Globalization;
using Reporting.Warehouse.Imports.Files.Rows;

namespace Reporting.Warehouse.Imports.Files.Workbooks;

/// <summary>The number formats of a workbook by style: whether they display dates, and the text beside a number.</summary>
internal sealed class CellFormats
{
    // Formats from this number on are the workbook's own.
    private const int FirstOwn = 164;

    private readonly List<(DateShape Date, string Unit, bool IsKnown)> _formats = [];

    private CellFormats()
    {
    }

    public static CellFormats Read(WorkbookArchive archive, string? part)
    {
        var formats = new CellFormats();
        if (part is null)
        {
            return formats;
        }

        var own = new Dictionary<int, (DateShape Date, string Unit)>();
        using var xml = archive.Xml(part);
        while (xml.Next())
        {
            if (xml.IsElement && xml.Name == "numFmt" && int.TryParse(xml["numFmtId"], NumberStyles.None, CultureInfo.InvariantCulture, out var id) && xml["formatCode"] is { } code)
            {
                own[id] = (NumberFormat.Of(code), CellFormat.Of(code).Unit);
            }
            else if (xml.IsElement && xml.Name == "cellXfs" && !xml.IsEmpty)
            {
                formats.ReadStyles(xml, own);
            }
        }

        return formats;
    }

    /// <summary>An unknown format may be a date format.</summary>
    /// <param name="style">The style of the cell; null for the first one.</param>
    public (DateShape Date, string Unit, bool IsKnown) Of(string? style) =>
        int.TryParse(style ?? "0", NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < _formats.Count ? _formats[index] : (DateShape.None, "", style is null or "0");

    private void ReadStyles(WorkbookXml xml, Dictionary<int, (DateShape Date, string Unit)> own)
    {
        var depth = xml.Depth;
        while (xml.Next(depth))
        {
            if (xml.IsElement && xml.Name == "xf" && xml.Depth == depth + 1)
            {
                var id = int.TryParse(xml["numFmtId"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
                _formats.Add(own.TryGetValue(id, out var format) ? (format.Date, format.Unit, true) : (NumberFormat.BuiltIn(id), id is 9 or 10 ? "%" : "", id < FirstOwn));
            }
        }
    }
}
