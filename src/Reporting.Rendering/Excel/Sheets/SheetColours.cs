using ClosedXML.Excel;
using Reporting.Rendering.Grids;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Excel.Sheets;

/// <summary>Tints by value as conditional formats, which stay correct after sorting and editing. Changes have no colour: more is neither better nor worse.</summary>
internal static class SheetColours
{
    private static readonly XLColor Pale = XLColor.FromHtml("#FFFFFF");
    private static readonly XLColor Strong = XLColor.FromHtml(Palette.Heat);

    public static void Add(IXLWorksheet sheet, Grid grid, int first, int last)
    {
        if (grid is { Heat: { } heat, Rows.Count: > 0 })
        {
            sheet.Range(first, heat.First + 1, last, heat.Last + 1).AddConditionalFormat().ColorScale()
                .Minimum(XLCFContentType.Number, "0", Pale)
                .Maximum(XLCFContentType.Maximum, "0", Strong);
        }
    }
}
