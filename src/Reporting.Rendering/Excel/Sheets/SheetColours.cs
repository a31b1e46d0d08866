using ClosedXML.Excel;
using Reporting.Rendering.Grids;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Excel.Sheets;

/// <summary>Colours by value as conditional formats, which stay correct after sorting and editing.</summary>
internal static class SheetColours
{
    private static readonly XLColor Pale = XLColor.FromHtml("#FFFFFF");
    private static readonly XLColor Strong = XLColor.FromHtml(Palette.Heat);
    private static readonly XLColor Rise = XLColor.FromHtml(Palette.Rise);
    private static readonly XLColor Fall = XLColor.FromHtml(Palette.Fall);

    public static void Add(IXLWorksheet sheet, Grid grid, int first, int last)
    {
        if (grid.Rows.Count == 0)
        {
            return;
        }

        if (grid.Heat is { } heat)
        {
            sheet.Range(first, heat.First + 1, last, heat.Last + 1).AddConditionalFormat().ColorScale()
                .Minimum(XLCFContentType.Number, "0", Pale)
                .Maximum(XLCFContentType.Maximum, "0", Strong);
        }

        for (var j = 0; j < grid.Columns.Count; j++)
        {
            if (grid.Columns[j].IsChange)
            {
                var cells = sheet.Range(first, j + 1, last, j + 1);
                cells.AddConditionalFormat().WhenGreaterThan(0).Font.SetFontColor(Rise);
                cells.AddConditionalFormat().WhenLessThan(0).Font.SetFontColor(Fall);
            }
        }
    }
}
