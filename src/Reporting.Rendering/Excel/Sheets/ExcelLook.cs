using ClosedXML.Excel;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Excel.Sheets;

/// <summary>The look of the sheets. Set on each cell, because LibreOffice ignores table styles.</summary>
internal static class ExcelLook
{
    private static readonly XLColor Navy = XLColor.FromHtml(Palette.Navy);
    private static readonly XLColor Tint = XLColor.FromHtml(Palette.Tint);
    private static readonly XLColor Rule = XLColor.FromHtml(Palette.Rule);
    private static readonly XLColor Grey = XLColor.FromHtml(Palette.Grey);
    private static readonly XLColor Link = XLColor.FromHtml(Palette.Link);

    public static void Title(IXLStyle style, double size = 16)
    {
        style.Font.SetBold().Font.SetFontSize(size).Font.SetFontColor(Navy);
        style.Alignment.Vertical = XLAlignmentVerticalValues.Center;
    }

    public static void Note(IXLStyle style) => style.Font.SetFontColor(Grey);

    public static void Header(IXLStyle style)
    {
        style.Font.SetBold().Font.SetFontColor(XLColor.White).Fill.SetBackgroundColor(Navy);
        style.Alignment.Vertical = XLAlignmentVerticalValues.Center;
        style.Alignment.WrapText = true;
    }

    public static void Data(IXLStyle style)
    {
        style.Border.SetBottomBorder(XLBorderStyleValues.Thin).Border.SetBottomBorderColor(Rule);
        style.Border.SetRightBorder(XLBorderStyleValues.Thin).Border.SetRightBorderColor(Rule);
        style.Alignment.Vertical = XLAlignmentVerticalValues.Top;
    }

    public static void Total(IXLStyle style)
    {
        style.Font.SetBold().Fill.SetBackgroundColor(Tint);
        style.Alignment.Vertical = XLAlignmentVerticalValues.Center;
        style.Border.SetTopBorder(XLBorderStyleValues.Medium).Border.SetTopBorderColor(Navy);
    }

    public static void Others(IXLStyle style)
    {
        style.Font.SetItalic();
        style.Border.SetTopBorder(XLBorderStyleValues.Dashed).Border.SetTopBorderColor(Grey);
    }

    public static void TotalColumn(IXLStyle style) => style.Font.SetBold().Fill.SetBackgroundColor(Tint);

    public static void Hyperlink(IXLStyle style) =>
        style.Font.SetFontColor(Link).Font.SetUnderline(XLFontUnderlineValues.Single);
}
