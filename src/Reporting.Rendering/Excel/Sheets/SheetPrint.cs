using ClosedXML.Excel;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Excel.Sheets;

/// <summary>Sets up printing: the header on every page, a readable size, and a footer that identifies the report.</summary>
internal static class SheetPrint
{
    /// <summary>The width of a portrait A4 page at a readable size, in characters.</summary>
    private const double PortraitWidth = 100;

    /// <summary>Beyond this width, A4 is too small even in landscape.</summary>
    private const double A4Width = 170;

    /// <summary>Beyond this width, A3 is too small. Columns continue on the next page, which repeats the first column.</summary>
    private const double A3Width = 250;

    private const int MaxRowsWithChart = 40;

    /// <summary>The height of an A4 page between its margins, in points: portrait, and landscape.</summary>
    private const double PortraitHeight = 712;
    private const double LandscapeHeight = 465;

    /// <summary>A sheet that is at most so many times as long as its page is printed on one page, in smaller type.</summary>
    private const double MaxShrink = 1.3;

    private const int FooterSize = 8;

    // A portrait A4 page is 65 em wide in that size. Longer parts would cover each other, or wrap into the last row.
    private const double LeftEm = 16;
    private const double CenterEm = 31;
    private const double HeaderEm = 45;

    /// <summary>The margin has room for them, and a footer of at most 255 characters too.</summary>
    private const int MaxTitleLines = 3;

    /// <summary>How many pages stand side by side. Those beside the first repeat its first column.</summary>
    public static int PagesAcross(double width) => Math.Max((int)Math.Ceiling(width / A3Width), 1);

    /// <param name="width">The printed width in characters.</param>
    /// <param name="header">The row that every page repeats; null for none.</param>
    public static void SetUp(IXLWorksheet sheet, ReportDocument document, double width, int? header)
    {
        var text = ValueText.In(document);
        sheet.RightToLeft = text.Language.IsRightToLeft;
        var page = sheet.PageSetup;
        page.PaperSize = width > A4Width ? XLPaperSize.A3Paper : XLPaperSize.A4Paper;
        var across = PagesAcross(width);
        page.FitToPages(across, 0);
        page.PageOrientation = width > PortraitWidth ? XLPageOrientation.Landscape : XLPageOrientation.Portrait;
        page.Margins.Left = page.Margins.Right = 0.5;
        page.Margins.Top = 0.8;
        page.Margins.Header = 0.35;
        page.Margins.Bottom = 1;
        page.Margins.Footer = 0.35;
        Mark(page, document.Provenance, text);
        AddTitle(page.Footer.Left, document.Title, text);
        AddSmall(page.Footer.Center, FooterText(text.Captions.Version(document.Provenance, text.Language), CenterEm), text);
        // LibreOffice sets words and page numbers of a footer from left to right, so "page 2 of 9" would be read as "9 of 2 page" in Hebrew.
        AddSmall(page.Footer.Right, text.Language.IsRightToLeft ? "&P / &N" : Captions.Format(text.Captions.Page, "&P", "&N"), text);
        if (header is { } row)
        {
            page.SetRowsToRepeatAtTop(row, row);
        }

        if (across > 1)
        {
            page.SetColumnsToRepeatAtLeft(1, 1);
            page.PageOrder = XLPageOrderValues.OverThenDown;
        }
    }

    /// <summary>Keeps a native chart whole: on the page of a short table, otherwise on a page of its own.</summary>
    public static void KeepChart(IXLWorksheet sheet, SheetPosition cells)
    {
        if (cells.LastRow > MaxRowsWithChart)
        {
            sheet.PageSetup.AddHorizontalPageBreak(cells.LastRow);
        }
        else if (sheet.PageSetup.PagesWide <= 1)
        {
            sheet.PageSetup.FitToPages(1, 1);
        }
    }

    /// <summary>Prints a sheet that is little longer than its page on one, so that its last rows are not alone on the next.</summary>
    public static void KeepRows(IXLWorksheet sheet, SheetPosition cells)
    {
        var height = sheet.PageSetup.PageOrientation == XLPageOrientation.Portrait ? PortraitHeight : LandscapeHeight;
        if (sheet.PageSetup.PagesWide <= 1 && sheet.Rows(1, cells.LastRow).Sum(row => row.Height) <= height * MaxShrink)
        {
            sheet.PageSetup.FitToPages(1, 1);
        }
    }

    // A blank ends the size: "&82025" would be size 82025. Footers run from left to right, so an embedding (U+202B to U+202C) keeps the order of Hebrew.
    private static void AddSmall(IXLHFItem item, string part, ValueText text) =>
        item.AddText(" " + (text.Language.IsRightToLeft ? $"\u202B{part}\u202C" : part)).SetFontSize(FooterSize);

    // A long title is whole on several lines, and only the last of them is cut.
    private static void AddTitle(IXLHFItem item, string title, ValueText text)
    {
        var words = TextWidth.Lines(title, LeftEm);
        foreach (var (i, line) in words.Take(MaxTitleLines - 1).Append(string.Join(' ', words.Skip(MaxTitleLines - 1))).Where(line => line.Length > 0).Index())
        {
            if (i > 0)
            {
                item.AddNewLine();
            }

            AddSmall(item, FooterText(line, LeftEm), text);
        }
    }

    /// <summary>Shows the marks of the data at the head of every printed page.</summary>
    internal static void Mark(IXLPageSetup page, Provenance from, ValueText text)
    {
        if (DataMarks.Of(from, text.Captions) is { Count: > 0 } marks)
        {
            page.Header.Center.AddText(string.Join(" · ", marks.Select(mark => FooterText(mark.ToString(), HeaderEm))));
        }
    }

    /// <summary>Escapes ampersands, which start codes in a footer, and limits the footer to 255 characters.</summary>
    private static string FooterText(string text, double em)
    {
        var clean = ExcelText.Clean(text).ReplaceLineEndings(" ");
        return TextWidth.Cut(clean, em).Replace("&", "&&", StringComparison.Ordinal);
    }
}
