using ClosedXML.Excel;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Excel;

/// <summary>How a sheet prints: A4, one page wide, the header on every page, a footer that says what it is.</summary>
internal static class SheetPrint
{
    /// <summary>About what a portrait A4 page holds at a readable size, in characters.</summary>
    private const double PortraitWidth = 100;

    /// <summary>Wider than this, A4 is too small even in landscape.</summary>
    private const double A4Width = 190;

    public static void SetUp(IXLWorksheet sheet, ReportDocument document, WrittenSheet? written)
    {
        var page = sheet.PageSetup;
        page.PaperSize = written?.Width > A4Width ? XLPaperSize.A3Paper : XLPaperSize.A4Paper;
        page.FitToPages(1, 0);
        var wide = written is not null && written.Width + (written.Chart is null ? 0 : NativeChart.Characters(written)) > PortraitWidth;
        page.PageOrientation = wide ? XLPageOrientation.Landscape : XLPageOrientation.Portrait;
        page.Margins.Left = page.Margins.Right = 0.5;
        page.Margins.Top = 0.6;
        page.Margins.Bottom = 0.75;
        if (document.Provenance.Handling is { } handling)
        {
            page.Header.Center.AddText(FooterText($"{Captions.Handling}: {handling.Name}"));
        }

        page.Footer.Left.AddText(FooterText(document.Title));
        page.Footer.Center.AddText(FooterText(Captions.Version(document.Provenance)));
        page.Footer.Right.AddText("Page &P of &N");
        if (written is not null)
        {
            page.SetRowsToRepeatAtTop(written.HeaderRow, written.HeaderRow);
        }
    }

    /// <summary>An ampersand starts a code in a footer; a footer holds 255 characters in all.</summary>
    private static string FooterText(string text)
    {
        var clean = ExcelText.Clean(text).ReplaceLineEndings(" ");
        return TextWidth.Cut(clean, 45).Replace("&", "&&", StringComparison.Ordinal);
    }
}
