using ClosedXML.Excel;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Excel;

/// <summary>Turns web addresses into links, as many as Excel allows on a sheet; beyond that they stay text.</summary>
internal sealed class SheetLinks
{
    private const int MaxPerSheet = 65_530;

    private int _count;

    public void Add(IXLCell cell, string? address)
    {
        if (_count < MaxPerSheet && WebLink.Of(address) is { } uri)
        {
            cell.Hyperlink = new XLHyperlink(uri);
            ExcelLook.Hyperlink(cell.Style);
            cell.Style.Alignment.WrapText = false;
            _count++;
        }
    }
}
