using System.Net;
using Microsoft.Playwright;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Pdf;

/// <summary>Sets margins, page headers and footers. The paper size comes from the style sheet.</summary>
internal static class PrintSetUp
{
    private const string Fonts = "font-family:'Noto Sans','Noto Sans Hebrew','Noto Sans Devanagari',Arial,sans-serif;font-feature-settings:&quot;abvm&quot; 0,&quot;blwm&quot; 0;font-size:7.5px;color:#566373";

    public static PagePdfOptions Of(ReportDocument document)
    {
        var text = ValueText.In(document);
        var page = string.Format(System.Globalization.CultureInfo.InvariantCulture, Encode(text.Captions.Page), "<span class=\"pageNumber\"></span>", "<span class=\"totalPages\"></span>");
        return new PagePdfOptions
        {
            // The page sizes of the style sheet apply, because wide matrices need landscape pages.
            PreferCSSPageSize = true,
            Format = "A4",
            PrintBackground = true,
            Tagged = true,
            Outline = true,
            DisplayHeaderFooter = true,
            HeaderTemplate = Line(text, $"<span>{BoldMarks(document, text)}</span><span>{Encode(Title(document))}</span>"),
            FooterTemplate = Line(text, $"<span>{Encode(Version(document, text))}</span><span>{BoldMarks(document, text)}</span><span>{page}</span>"),
            Margin = new Margin { Top = "18mm", Bottom = "18mm", Left = "15mm", Right = "15mm" },
        };
    }

    public static string Title(ReportDocument document) => TextWidth.Cut(document.Title, 60);

    /// <summary>The data version. Single pages may be copied, so each one names the counting rule too.</summary>
    public static string Version(ReportDocument document, ValueText text)
    {
        var rule = text.Language.Phrases.TotalsCountOnce;
        return text.Captions.Version(document.Provenance, text.Language) + (document.Provenance.Counting.Contains(rule, StringComparison.Ordinal) ? " · " + rule : string.Empty);
    }

    /// <summary>Single pages may be copied, so each one has the marks at its top and bottom.</summary>
    public static IEnumerable<string> Marks(ReportDocument document, ValueText text) =>
        DataMarks.Of(document.Provenance, text.Captions).Select(mark => (mark with { Name = TextWidth.Cut(mark.Name, 40) }).ToString());

    private static string Line(ValueText text, string spans) =>
        $"<div dir=\"{text.Language.Direction}\" style=\"{Fonts};width:100%;margin:0 15mm;display:flex;justify-content:space-between;gap:4mm\">{spans}</div>";

    private static string BoldMarks(ReportDocument document, ValueText text) => string.Join(" · ", Marks(document, text).Select(mark => $"<b>{Encode(mark)}</b>"));

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
