using System.Globalization;
using ClosedXML.Excel;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Excel.Sheets;

/// <summary>
/// Turns web addresses into links, up to Excel's limit for a sheet. Further addresses stay text. ClosedXML is too slow here: it searches all links of a
/// sheet for each new one.
/// </summary>
internal sealed class SheetLinks
{
    private const int MaxPerSheet = 65_530;

    private readonly List<(string Cell, Uri Address)> _links = [];

    public int Count => _links.Count;

    public void Add(IXLCell cell, string? address)
    {
        if (_links.Count < MaxPerSheet && WebLink.Of(address) is { } uri)
        {
            _links.Add((cell.Address.ToString()!, uri));
            ExcelLook.Hyperlink(cell.Style);
            cell.Style.Alignment.WrapText = false;
        }
    }

    public void Write(WorksheetPart part)
    {
        if (_links.Count == 0)
        {
            return;
        }

        var ids = new Dictionary<Uri, string>();
        var hyperlinks = new Hyperlinks();
        foreach (var (cell, address) in _links)
        {
            if (!ids.TryGetValue(address, out var id))
            {
                id = string.Create(CultureInfo.InvariantCulture, $"rIdLink{ids.Count + 1}");
                part.AddHyperlinkRelationship(address, isExternal: true, id);
                ids.Add(address, id);
            }

            hyperlinks.Append(new Hyperlink { Reference = cell, Id = id });
        }

        // The schema requires links before all printing elements.
        var after = part.Worksheet.Elements().First(element => element is PrintOptions or PageMargins);
        part.Worksheet.InsertBefore(hyperlinks, after);
    }
}
